#include "engine/association_labels.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "base/value.hpp"
#include "engine/associations.hpp"
#include "engine/deal_commands.hpp"
#include "engine/people.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view label_record = "association_label";
constexpr Instant latest = Instant::latest();
constexpr std::size_t name_bytes_max = 100;
constexpr std::size_t labels_max = 50;  // between two types

struct Role {
    std::string_view key;
    std::string_view name;
};

constexpr std::array committee{Role{"champion", "Champion"},
                               Role{"decision_maker", "Decision maker"},
                               Role{"budget_holder", "Budget holder"},
                               Role{"user", "User"},
                               Role{"influencer", "Influencer"},
                               Role{"blocker", "Blocker"}};

constexpr std::int64_t in_deals = 1000;
constexpr std::int64_t in_companies = 1100;
constexpr std::int64_t first_own = 2000;
static_assert(in_deals + 2 * std::int64_t{committee.size()} < in_companies);
static_assert(in_companies + 2 * std::int64_t{committee.size()} < first_own);

std::vector<AssociationLabel> standard_labels(CrmType one, CrmType other) {
    std::vector<AssociationLabel> labels;
    if (one != CrmType::contacts || (other != CrmType::deals && other != CrmType::companies)) {
        return labels;
    }
    std::int64_t number = other == CrmType::deals ? in_deals : in_companies;
    for (const Role& role : committee) {
        labels.push_back({.key = std::string(role.key),
                          .name = std::string(role.name),
                          .inverse = {},
                          .one = one,
                          .other = other,
                          .number = number});
        number += 2;
    }
    return labels;
}

std::int64_t number_of(const ledger::Timeline& timeline, const ledger::Record& record) {
    const Value value = timeline.value(record.properties, "number", latest);
    const auto* number = std::get_if<Decimal>(&value);
    return number == nullptr ? 0 : number->millionths / decimal_one;
}

bool is_archived(const ledger::Timeline& timeline, const ledger::Record& record, Instant at) {
    return known(timeline.value(record.properties, "archived", at));
}

// "Decision maker" → "decision_maker"
std::string key_of(std::string_view name) {
    std::string key = text::plain(name);
    std::ranges::replace(key, ' ', '_');
    return key;
}

std::int64_t next_number(const ledger::Timeline& timeline) {
    std::int64_t last = first_own - 2;
    for (const ledger::Record* record : timeline.records_of(label_record)) {
        last = std::max(last, number_of(timeline, *record));
    }
    return last + 2;
}

std::unexpected<Error> wrong(std::string place, std::string message) {
    return fail(
        Failure::invalid, "This label is not valid.", {{std::move(place), std::move(message)}});
}

Done check_name(const std::string& name, std::string place, bool needed) {
    const std::string_view trimmed = text::trimmed(name);
    if (trimmed.empty() && needed) {
        return wrong(std::move(place), "is required");
    }
    return trimmed.size() > name_bytes_max
               ? wrong(std::move(place), fmt::format("at most {} bytes", name_bytes_max))
               : Done{};
}

// What is asked for from the other side is kept the right way round.
LabelWish turned(LabelWish wish) {
    if (wish.from > wish.to) {
        std::swap(wish.from, wish.to);
        if (!wish.inverse.empty()) {
            std::swap(wish.name, wish.inverse);
        }
    }
    return wish;
}

Result<AssociationLabel> own_label(const ledger::Timeline& timeline,
                                   CrmType from,
                                   CrmType to,
                                   std::int64_t number) {
    const auto labels = labels_between(timeline, from, to, latest);
    const AssociationLabel* found = find_label(labels, from, number);
    if (found == nullptr) {
        return fail(Failure::not_found, fmt::format("There is no label {}.", number));
    }
    if (found->record.empty()) {
        return fail(Failure::refused,
                    fmt::format("The label {} belongs to every workspace.", found->name));
    }
    return *found;
}

Result<Receipt> change_label(Desk& desk,
                             std::string key,
                             ledger::Properties properties,
                             const Because& because) {
    return change_record(desk,
                         {.record = std::string(label_record),
                          .key = std::move(key),
                          .properties = std::move(properties)},
                         because);
}

Value text_or_unknown(const std::string& text) {
    return text::trimmed(text).empty() ? Value(Unknown{}) : Value(std::string(text::trimmed(text)));
}

}  // namespace

std::int64_t number_from(const AssociationLabel& label, CrmType from) {
    return label.number + (from == label.one ? 0 : 1);
}

std::string_view name_from(const AssociationLabel& label, CrmType from) {
    return from == label.one || label.inverse.empty() ? label.name : label.inverse;
}

std::vector<AssociationLabel> labels_between(const ledger::Timeline& timeline,
                                             CrmType one,
                                             CrmType other,
                                             Instant at) {
    if (one > other) {
        std::swap(one, other);
    }
    std::vector<AssociationLabel> labels = standard_labels(one, other);
    for (const ledger::Record* record : timeline.records_of(label_record)) {
        const auto text = [&](std::string_view name) {
            return text_of(timeline, record->properties, name, at);
        };
        const bool between = text("one") == record_of(one) && text("other") == record_of(other);
        if (between && !is_archived(timeline, *record, at)) {
            labels.push_back({.key = text("key"),
                              .name = text("label"),
                              .inverse = text("inverse"),
                              .one = one,
                              .other = other,
                              .number = number_of(timeline, *record),
                              .record = record->key});
        }
    }
    return labels;
}

const AssociationLabel* find_label(const std::vector<AssociationLabel>& labels,
                                   std::string_view key) {
    const auto found = std::ranges::find(labels, key, &AssociationLabel::key);
    return found == labels.end() ? nullptr : &*found;
}

const AssociationLabel* find_label(const std::vector<AssociationLabel>& labels,
                                   CrmType from,
                                   std::int64_t number) {
    const auto found = std::ranges::find_if(
        labels, [&](const AssociationLabel& label) { return number_from(label, from) == number; });
    return found == labels.end() ? nullptr : &*found;
}

Result<Receipt> define_label(Desk& desk, const LabelWish& wish, const Because& because) {
    if (!can_associate(wish.from, wish.to)) {
        return wrong("/toObjectType", "these objects are not associated with each other");
    }
    TRY(check_name(wish.name, "/label", true));
    TRY(check_name(wish.inverse, "/inverseLabel", false));
    const LabelWish kept = turned(wish);
    const auto labels = labels_between(desk.timeline(), kept.from, kept.to, latest);
    const std::string key = key_of(kept.name);
    if (key.empty() || labels.size() >= labels_max) {
        return wrong("/label",
                     key.empty() ? "needs a letter"
                                 : fmt::format("there are {} labels already", labels_max));
    }
    if (find_label(labels, key) != nullptr) {
        return fail(Failure::conflict, fmt::format("There is a label {} already.", kept.name));
    }
    const std::int64_t number = next_number(desk.timeline());
    Receipt receipt = TRY(change_label(desk,
                                       {},
                                       {{"one", record_of(kept.from)},
                                        {"other", record_of(kept.to)},
                                        {"key", key},
                                        {"label", std::string(text::trimmed(kept.name))},
                                        {"inverse", text_or_unknown(kept.inverse)},
                                        {"number", Decimal{number * decimal_one}}},
                                       because));
    receipt.id = std::to_string(number + (kept.from == wish.from ? 0 : 1));
    return receipt;
}

Result<Receipt> rename_label(Desk& desk,
                             const LabelWish& wish,
                             std::int64_t number,
                             const Because& because) {
    TRY(check_name(wish.name, "/label", true));
    TRY(check_name(wish.inverse, "/inverseLabel", false));
    const AssociationLabel label = TRY(own_label(desk.timeline(), wish.from, wish.to, number));
    const LabelWish kept = turned(wish);
    ledger::Properties properties{{"label", std::string(text::trimmed(kept.name))}};
    if (!wish.inverse.empty()) {
        properties.emplace_back("inverse", text_or_unknown(kept.inverse));
    }
    return change_label(desk, label.record, std::move(properties), because);
}

Result<Receipt> archive_label(
    Desk& desk, CrmType from, CrmType to, std::int64_t number, const Because& because) {
    const AssociationLabel label = TRY(own_label(desk.timeline(), from, to, number));
    return change_label(desk, label.record, {{"archived", true}}, because);
}

}  // namespace baton::engine
