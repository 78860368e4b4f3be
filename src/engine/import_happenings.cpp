#include "engine/import_happenings.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "connect/import_stages.hpp"
#include "connect/kinds.hpp"

namespace baton::engine {

namespace {

using connect::ImportedHappening;

Because because(const ImportContext& context, std::optional<Instant> at = {}) {
    return {.by = context.by, .cause = context.cause, .at = at};
}

bool is_placed(const Desk& desk, const ledger::Contact& contact, const ImportedHappening& each) {
    return std::ranges::any_of(contact.all().placements, [&](const ledger::Placement& placement) {
        return !placement.voided && placement.at == each.at &&
               desk.timeline().dictionary().name(placement.stage) == each.what;
    });
}

// Two columns, or two exports, may tell of one touch: it is known by its kind and its instant, and
// may come again after it was taken back.
bool is_touched(const Desk& desk, const ledger::Contact& contact, const ImportedHappening& each) {
    const ledger::Dictionary& dictionary = desk.timeline().dictionary();
    const std::string kind = text::kind_key(each.what);
    return std::ranges::any_of(contact.all().touches, [&](const ledger::Touch& touch) {
        return touch.at == each.at &&
               text::kind_key(dictionary.kind(dictionary.shape(touch.shape).kind)) == kind;
    });
}

Result<bool> record_touch(Desk& desk,
                          const std::string& contact,
                          const ImportedHappening& each,
                          const ImportContext& context) {
    connect::ImportedTouch touch{.contact = contact,
                                 .at = each.at,
                                 .kind = each.what,
                                 .direction = connect::direction_of(each.what)};
    touch.message_id = fmt::format("{}:{}:{}", contact, each.what, render(each.at));
    if (!each.asset.empty()) {
        touch.fields.emplace_back("asset", each.asset);
    }
    const RowOutcome outcome = TRY(apply_row(desk, touch, context));
    return outcome.became == RowOutcome::Became::created;
}

std::string stage_of(const connect::ImportedDeal& row) {
    for (const auto& [name, value] : row.properties) {
        const auto* text = std::get_if<std::string>(&value);
        if (name == "stage" && text != nullptr) {
            return *text;
        }
    }
    return {};
}

// When the deal came to its end; nothing while it is open, or when nobody knows.
std::optional<Instant> end_of(const connect::ImportedDeal& row) {
    if (row.status == ledger::DealStatus::open || row.closed_at) {
        return row.closed_at;
    }
    const std::string stage = stage_of(row);
    std::optional<Instant> end;
    for (const ImportedHappening& each : row.happenings) {
        end = each.what == stage ? each.at : end;
    }
    return end;
}

// The stages on the way: what came after the end, or is the end, is told by the end itself.
std::vector<ImportedHappening> stages_before_the_end(const connect::ImportedDeal& row) {
    std::vector<ImportedHappening> stages = row.happenings;
    if (row.status == ledger::DealStatus::open) {
        return stages;
    }
    const std::optional<Instant> end = end_of(row);
    const std::string last = stage_of(row);
    std::erase_if(stages, [&](const ImportedHappening& each) {
        return each.what == last || (end && each.at > *end);
    });
    return stages;
}

void record_stage(Desk& desk,
                  DealId id,
                  const std::string& external_id,
                  const std::string& stage,
                  const Because& why) {
    desk.record(ledger::DealChanged{.deal = id,
                                    .external_id = external_id,
                                    .contacts_given = false,
                                    .contacts = {},
                                    .status_given = true,
                                    .status = connect::status_of_stage(stage),
                                    .properties = {{"stage", stage}},
                                    .deleted = false},
                why);
}

}  // namespace

bool belongs_to_the_end(const std::string& property) {
    return property == "stage" || property == "closed_at" || property == "lost_reason";
}

Result<std::size_t> record_happenings(Desk& desk,
                                      ContactId contact,
                                      const std::vector<ImportedHappening>& happenings,
                                      const ImportContext& context) {
    std::size_t recorded = 0;
    for (const ImportedHappening& each : happenings) {
        const ledger::Contact& held = *desk.find_contact(contact);
        if (each.sort == connect::Field::touched && is_touched(desk, held, each)) {
            continue;
        }
        if (each.sort == connect::Field::touched) {
            const std::string external_id = held.external_id;
            const bool is_new = TRY(record_touch(desk, external_id, each, context));
            recorded += is_new ? 1 : 0;
        } else if (!is_placed(desk, held, each)) {
            desk.record(ledger::Placed{.contact = contact, .stage = each.what, .why = each.header},
                        because(context, each.at));
            ++recorded;
        }
    }
    return recorded;
}

void record_way(Desk& desk,
                ledger::DealChanged deal,
                const connect::ImportedDeal& row,
                const ImportContext& context) {
    const Instant opened = row.created_at.value_or(row.happenings.front().at);
    const DealId id = deal.deal;
    const std::string external_id = deal.external_id;
    ledger::DealChanged end = deal;
    end.contacts_given = false;
    end.contacts.clear();
    std::erase_if(end.properties, [](const auto& each) { return !belongs_to_the_end(each.first); });
    std::erase_if(deal.properties, [](const auto& each) { return belongs_to_the_end(each.first); });
    deal.status = ledger::DealStatus::open;
    desk.record(std::move(deal), because(context, opened));
    std::string stage;
    for (const ImportedHappening& each : stages_before_the_end(row)) {
        record_stage(desk, id, external_id, each.what, because(context, std::max(each.at, opened)));
        stage = each.what;
    }
    if (row.status == ledger::DealStatus::open && stage == stage_of(row)) {
        return;
    }
    // An open deal whose present stage has no date came there at some time before the import.
    const std::optional<Instant> ended = end_of(row);
    desk.record(std::move(end),
                because(context, ended ? std::optional(std::max(*ended, opened)) : ended));
}

std::size_t record_missing_stages(Desk& desk,
                                  DealId deal,
                                  const connect::ImportedDeal& row,
                                  const ImportContext& context) {
    std::size_t recorded = 0;
    for (const ImportedHappening& each : stages_before_the_end(row)) {
        const ledger::Deal& held = *desk.timeline().find(deal);
        const Instant at = std::max(each.at, row.created_at.value_or(each.at));
        const Value there = desk.timeline().value(held.properties, "stage", at);
        if (there == Value(each.what)) {
            continue;
        }
        record_stage(desk, deal, std::string(held.external_id), each.what, because(context, at));
        ++recorded;
    }
    return recorded;
}

Instant creation_of(const connect::ImportedContact& row,
                    const ImportContext& context,
                    Instant now) {
    if (row.created_at) {
        return *row.created_at;
    }
    if (!row.happenings.empty()) {
        now = std::min(now, row.happenings.front().at);
    }
    for (const std::string* reference : {&row.id, &row.email}) {
        const auto first = context.first_touches.find(*reference);
        if (!reference->empty() && first != context.first_touches.end()) {
            return std::min(first->second, now);
        }
    }
    return now;
}

}  // namespace baton::engine
