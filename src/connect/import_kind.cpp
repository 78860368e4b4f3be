#include "connect/import_kind.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/import_headers.hpp"

namespace baton::connect {
namespace {

constexpr auto kind_names = std::to_array<std::pair<ImportKind, std::string_view>>({
    {ImportKind::contacts, "contacts"},
    {ImportKind::companies, "companies"},
    {ImportKind::deals, "deals"},
    {ImportKind::touches, "touches"},
    {ImportKind::activities, "activities"},
    {ImportKind::products, "products"},
    {ImportKind::users, "users"},
    {ImportKind::costs, "costs"},
    {ImportKind::handoffs, "handoffs"},
    {ImportKind::ledger, "ledger"},
});

struct FieldName {
    Field field;
    std::string_view name;
    ValueType type;
};

constexpr std::array field_names{
    FieldName{Field::ignored, "ignored", ValueType::text},
    FieldName{Field::custom, "custom", ValueType::text},
    FieldName{Field::id, "id", ValueType::text},
    FieldName{Field::email, "email", ValueType::text},
    FieldName{Field::name, "name", ValueType::text},
    FieldName{Field::first_name, "first_name", ValueType::text},
    FieldName{Field::last_name, "last_name", ValueType::text},
    FieldName{Field::phone, "phone", ValueType::text},
    FieldName{Field::job_title, "job_title", ValueType::text},
    FieldName{Field::country, "country", ValueType::text},
    FieldName{Field::company, "company", ValueType::text},
    FieldName{Field::owner, "owner", ValueType::text},
    FieldName{Field::created_at, "created_at", ValueType::instant},
    FieldName{Field::domain, "domain", ValueType::text},
    FieldName{Field::industry, "industry", ValueType::text},
    FieldName{Field::employees, "employees", ValueType::number},
    FieldName{Field::annual_revenue, "annual_revenue", ValueType::money},
    FieldName{Field::parent, "parent", ValueType::text},
    FieldName{Field::contact, "contact", ValueType::text},
    FieldName{Field::visitor, "visitor", ValueType::text},
    FieldName{Field::product, "product", ValueType::text},
    FieldName{Field::amount, "amount", ValueType::money},
    FieldName{Field::currency, "currency", ValueType::text},
    FieldName{Field::pipeline, "pipeline", ValueType::text},
    FieldName{Field::stage, "stage", ValueType::text},
    FieldName{Field::closed_at, "closed_at", ValueType::instant},
    FieldName{Field::lost_reason, "lost_reason", ValueType::text},
    FieldName{Field::at, "at", ValueType::instant},
    FieldName{Field::kind, "kind", ValueType::text},
    FieldName{Field::channel, "channel", ValueType::text},
    FieldName{Field::campaign, "campaign", ValueType::text},
    FieldName{Field::asset, "asset", ValueType::text},
    FieldName{Field::path, "path", ValueType::text},
    FieldName{Field::value, "value", ValueType::number},
    FieldName{Field::message_id, "message_id", ValueType::text},
    FieldName{Field::direction, "direction", ValueType::text},
    FieldName{Field::to, "to", ValueType::text},
    FieldName{Field::outcome, "outcome", ValueType::text},
    FieldName{Field::outcome_at, "outcome_at", ValueType::instant},
    FieldName{Field::reason, "reason", ValueType::text},
    FieldName{Field::on, "on", ValueType::date},
    FieldName{Field::price, "price", ValueType::money},
    FieldName{Field::team, "team", ValueType::text},
    FieldName{Field::manager, "manager", ValueType::text},
    FieldName{Field::role, "role", ValueType::text},
};
static_assert(field_names.size() == field_count);

// What must be there for a file to be of a kind: one of each group.
struct Needed {
    ImportKind kind;
    std::vector<std::vector<Field>> groups;
};

const std::vector<Needed>& needed_by_kind() {
    static const std::vector<Needed> needed{
        {ImportKind::contacts, {{Field::email, Field::first_name, Field::last_name}}},
        {ImportKind::companies,
         {{Field::name, Field::domain, Field::id},
          {Field::domain,
           Field::industry,
           Field::employees,
           Field::annual_revenue,
           Field::parent}}},
        {ImportKind::deals,
         {{Field::id, Field::name}, {Field::stage, Field::amount, Field::closed_at}}},
        {ImportKind::touches, {{Field::contact, Field::visitor}, {Field::at}, {Field::kind}}},
        {ImportKind::activities, {{Field::contact}, {Field::at}, {Field::kind}, {Field::reason}}},
        {ImportKind::products, {{Field::name}, {Field::price}}},
        {ImportKind::users,
         {{Field::name, Field::email}, {Field::role, Field::team, Field::manager}}},
        {ImportKind::costs, {{Field::campaign}, {Field::on}, {Field::amount}}},
        {ImportKind::handoffs, {{Field::contact}, {Field::at}, {Field::outcome, Field::to}}},
    };
    return needed;
}

using FieldSet = std::bitset<field_count>;

bool has_all(const FieldSet& fields, const Needed& needed) {
    return std::ranges::all_of(needed.groups, [&](const auto& group) {
        return std::ranges::any_of(
            group, [&](Field field) { return fields.test(static_cast<std::size_t>(field)); });
    });
}

int score_of(const Needed& needed, std::span<const std::string> headers) {
    FieldSet fields;
    int score = 0;
    for (const auto& header : headers) {
        const auto meaning = header_meaning(needed.kind, header_key(header));
        if (meaning.field == Field::custom ||
            fields.test(static_cast<std::size_t>(meaning.field))) {
            continue;
        }
        fields.set(static_cast<std::size_t>(meaning.field));
        score += 1 + meaning.weight;
    }
    return has_all(fields, needed) ? score : 0;
}

std::size_t place_in_order(ImportKind kind) {
    constexpr std::array order{ImportKind::users,
                               ImportKind::products,
                               ImportKind::companies,
                               ImportKind::contacts,
                               ImportKind::deals,
                               ImportKind::costs,
                               ImportKind::touches,
                               ImportKind::activities,
                               ImportKind::handoffs,
                               ImportKind::ledger};
    return static_cast<std::size_t>(std::ranges::find(order, kind) - order.begin());
}

}  // namespace

std::string_view name(ImportKind kind) {
    return std::ranges::find(kind_names, kind, &std::pair<ImportKind, std::string_view>::first)
        ->second;
}

std::optional<ImportKind> find_import_kind(std::string_view name) {
    const auto* const found =
        std::ranges::find(kind_names, name, &std::pair<ImportKind, std::string_view>::second);
    if (found == kind_names.end()) return std::nullopt;
    return found->first;
}

std::string_view name(Field field) {
    return field_names[static_cast<std::size_t>(field)].name;
}

ValueType type_of(Field field) {
    return field_names[static_cast<std::size_t>(field)].type;
}

std::optional<Field> find_field(std::string_view name) {
    const auto* const found = std::ranges::find(field_names, name, &FieldName::name);
    if (found == field_names.end()) return std::nullopt;
    return found->field;
}

std::string header_key(std::string_view header) {
    std::string key;
    for (const char c : text::folded(header)) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80) key.push_back(c);
    }
    return key;
}

Field field_of(ImportKind kind, std::string_view header) {
    return header_meaning(kind, header_key(header)).field;
}

std::optional<ImportKind> recognise_kind(std::span<const std::string> headers) {
    std::optional<ImportKind> best;
    int best_score = 0;
    for (const auto& needed : needed_by_kind()) {
        const int score = score_of(needed, headers);
        if (score > best_score) {
            best = needed.kind;
            best_score = score;
        }
    }
    return best;
}

std::vector<std::size_t> import_order(std::span<const ImportKind> kinds) {
    std::vector<std::size_t> order(kinds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return place_in_order(kinds[i]); });
    return order;
}

}  // namespace baton::connect
