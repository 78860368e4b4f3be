#include "connect/import_kind.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <cstddef>
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
#include "connect/import_systems.hpp"

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

constexpr auto system_names = std::to_array<std::pair<SourceSystem, std::string_view>>({
    {SourceSystem::any, "auto"},
    {SourceSystem::hubspot, "hubspot"},
    {SourceSystem::salesforce, "salesforce"},
    {SourceSystem::pipedrive, "pipedrive"},
});

struct FieldName {
    Field field;
    std::string_view name;
    ValueType type;
};

constexpr std::array field_names{
    FieldName{.field = Field::ignored, .name = "ignored", .type = ValueType::text},
    FieldName{.field = Field::custom, .name = "custom", .type = ValueType::text},
    FieldName{.field = Field::id, .name = "id", .type = ValueType::text},
    FieldName{.field = Field::email, .name = "email", .type = ValueType::text},
    FieldName{.field = Field::name, .name = "name", .type = ValueType::text},
    FieldName{.field = Field::first_name, .name = "first_name", .type = ValueType::text},
    FieldName{.field = Field::last_name, .name = "last_name", .type = ValueType::text},
    FieldName{.field = Field::phone, .name = "phone", .type = ValueType::text},
    FieldName{.field = Field::job_title, .name = "job_title", .type = ValueType::text},
    FieldName{.field = Field::country, .name = "country", .type = ValueType::text},
    FieldName{.field = Field::company, .name = "company", .type = ValueType::text},
    FieldName{.field = Field::owner, .name = "owner", .type = ValueType::text},
    FieldName{.field = Field::created_at, .name = "created_at", .type = ValueType::instant},
    FieldName{.field = Field::domain, .name = "domain", .type = ValueType::text},
    FieldName{.field = Field::industry, .name = "industry", .type = ValueType::text},
    FieldName{.field = Field::employees, .name = "employees", .type = ValueType::number},
    FieldName{.field = Field::annual_revenue, .name = "annual_revenue", .type = ValueType::money},
    FieldName{.field = Field::parent, .name = "parent", .type = ValueType::text},
    FieldName{.field = Field::contact, .name = "contact", .type = ValueType::text},
    FieldName{.field = Field::visitor, .name = "visitor", .type = ValueType::text},
    FieldName{.field = Field::product, .name = "product", .type = ValueType::text},
    FieldName{.field = Field::amount, .name = "amount", .type = ValueType::money},
    FieldName{.field = Field::currency, .name = "currency", .type = ValueType::text},
    FieldName{.field = Field::pipeline, .name = "pipeline", .type = ValueType::text},
    FieldName{.field = Field::stage, .name = "stage", .type = ValueType::text},
    FieldName{.field = Field::closed_at, .name = "closed_at", .type = ValueType::instant},
    FieldName{.field = Field::lost_reason, .name = "lost_reason", .type = ValueType::text},
    FieldName{.field = Field::at, .name = "at", .type = ValueType::instant},
    FieldName{.field = Field::kind, .name = "kind", .type = ValueType::text},
    FieldName{.field = Field::channel, .name = "channel", .type = ValueType::text},
    FieldName{.field = Field::campaign, .name = "campaign", .type = ValueType::text},
    FieldName{.field = Field::asset, .name = "asset", .type = ValueType::text},
    FieldName{.field = Field::path, .name = "path", .type = ValueType::text},
    FieldName{.field = Field::value, .name = "value", .type = ValueType::number},
    FieldName{.field = Field::message_id, .name = "message_id", .type = ValueType::text},
    FieldName{.field = Field::direction, .name = "direction", .type = ValueType::text},
    FieldName{.field = Field::to, .name = "to", .type = ValueType::text},
    FieldName{.field = Field::outcome, .name = "outcome", .type = ValueType::text},
    FieldName{.field = Field::outcome_at, .name = "outcome_at", .type = ValueType::instant},
    FieldName{.field = Field::reason, .name = "reason", .type = ValueType::text},
    FieldName{.field = Field::on, .name = "on", .type = ValueType::date},
    FieldName{.field = Field::price, .name = "price", .type = ValueType::money},
    FieldName{.field = Field::team, .name = "team", .type = ValueType::text},
    FieldName{.field = Field::manager, .name = "manager", .type = ValueType::text},
    FieldName{.field = Field::role, .name = "role", .type = ValueType::text},
    FieldName{.field = Field::stage_entered, .name = "stage_entered", .type = ValueType::instant},
    FieldName{.field = Field::touched, .name = "touched", .type = ValueType::instant},
    FieldName{.field = Field::deleted, .name = "deleted", .type = ValueType::boolean},
    FieldName{.field = Field::merged_ids, .name = "merged_ids", .type = ValueType::text},
};
static_assert(field_names.size() == field_count);

// What must be there for a file to be of a kind: one of each group.
struct Needed {
    ImportKind kind;
    std::vector<std::vector<Field>> groups;
};

const std::vector<Needed>& needed_by_kind() {
    static const std::vector<Needed> needed{
        {.kind = ImportKind::contacts,
         .groups = {{Field::email, Field::first_name, Field::last_name}}},
        {.kind = ImportKind::companies,
         .groups = {{Field::name, Field::domain, Field::id},
                    {Field::domain,
                     Field::industry,
                     Field::employees,
                     Field::annual_revenue,
                     Field::parent}}},
        {.kind = ImportKind::deals,
         .groups = {{Field::id, Field::name}, {Field::stage, Field::amount, Field::closed_at}}},
        {.kind = ImportKind::touches,
         .groups = {{Field::contact, Field::visitor}, {Field::at}, {Field::kind}}},
        {.kind = ImportKind::activities,
         .groups = {{Field::contact}, {Field::at}, {Field::kind}, {Field::reason}}},
        {.kind = ImportKind::products, .groups = {{Field::name}, {Field::price}}},
        {.kind = ImportKind::users,
         .groups = {{Field::name, Field::email}, {Field::role, Field::team, Field::manager}}},
        {.kind = ImportKind::costs, .groups = {{Field::campaign}, {Field::on}, {Field::amount}}},
        {.kind = ImportKind::handoffs,
         .groups = {{Field::contact}, {Field::at}, {Field::outcome, Field::to}}},
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

int score_of(const Needed& needed, std::span<const std::string> headers, SourceSystem system) {
    FieldSet fields;
    int score = 0;
    for (const auto& header : headers) {
        const auto meaning =
            header_meaning(needed.kind, header_key(without_prefix(header)), system);
        if (meaning.field == Field::custom ||
            fields.test(static_cast<std::size_t>(meaning.field))) {
            continue;
        }
        fields.set(static_cast<std::size_t>(meaning.field));
        score += 1 + meaning.weight;
    }
    return has_all(fields, needed) ? score : 0;
}

// Where the first header stands that means the field in a file of that kind.
std::optional<std::size_t> place_of(ImportKind kind,
                                    Field field,
                                    std::span<const std::string> headers,
                                    SourceSystem system) {
    const auto found = std::ranges::find_if(
        headers, [&](const auto& header) { return field_of(kind, header, system) == field; });
    if (found == headers.end()) return std::nullopt;
    return static_cast<std::size_t>(found - headers.begin());
}

// Contacts often bring columns of their company along, and companies an e-mail. People have a name
// of their own or a job; without these a plain `name` with a domain is a company's, and between an
// e-mail and the header of a company's name what comes first decides. Nothing: neither is told.
std::optional<ImportKind> people_or_companies(std::span<const std::string> headers,
                                              SourceSystem system) {
    const auto of_contact = [&](Field field) {
        return place_of(ImportKind::contacts, field, headers, system);
    };
    const auto email = of_contact(Field::email);
    if (!email) return std::nullopt;
    for (const auto field : {Field::first_name, Field::last_name, Field::job_title}) {
        if (of_contact(field)) return ImportKind::contacts;
    }
    const bool has_id = of_contact(Field::id).has_value();
    const auto plain = std::ranges::find(headers, "name", header_key);
    const auto company = of_contact(Field::company);
    if (!place_of(ImportKind::companies, Field::domain, headers, system)) {
        return has_id ? std::optional(ImportKind::contacts) : std::nullopt;
    }
    if (plain != headers.end()) return company ? ImportKind::contacts : ImportKind::companies;
    if (!has_id) return std::nullopt;
    return company && *company < *email ? ImportKind::companies : ImportKind::contacts;
}

// Lists that only look like records: their rows would each become a deal, a contact or a product.
bool is_no_record_list(std::span<const std::string> headers) {
    const auto has = [&](std::string_view words) {
        return std::ranges::any_of(headers, [&](const std::string& header) {
            return has_word(words, header_key(header));
        });
    };
    const bool line_items = has("quantity") && has("opportunityid dealid") && has("unitprice");
    const bool stage_history = has("dealid opportunityid") && has("dateentered");
    const bool merges = has("canonicalvid mergeddealid vidtomerge");
    return line_items || stage_history || merges;
}

// People who work here have a name to sign in with, or own records; buyers have neither.
bool is_users(std::span<const std::string> headers) {
    const auto has = [&](std::string_view words) {
        return std::ranges::any_of(headers, [&](const std::string& header) {
            return has_word(words, header_key(header));
        });
    };
    const bool of_salesforce = has("username") && has("profileid userroleid profile");
    const bool of_hubspot = has("ownerid") && has("email") && has("userid activeuserid isactive") &&
                            !has("id contactid recordid company");
    return of_salesforce || of_hubspot;
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

std::string_view name(SourceSystem system) {
    return std::ranges::find(
               system_names, system, &std::pair<SourceSystem, std::string_view>::first)
        ->second;
}

std::optional<SourceSystem> find_source_system(std::string_view name) {
    const auto* const found =
        std::ranges::find(system_names, name, &std::pair<SourceSystem, std::string_view>::second);
    if (found == system_names.end()) return std::nullopt;
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

std::string_view without_prefix(std::string_view header) {
    constexpr std::string_view prefix = "property_";
    const auto head = header.substr(0, prefix.size());
    return text::folded(head) == prefix ? header.substr(prefix.size()) : header;
}

Field field_of(ImportKind kind, std::string_view header, SourceSystem system) {
    return header_meaning(kind, header_key(without_prefix(header)), system).field;
}

std::vector<Field> fields_of(ImportKind kind) {
    std::vector<Field> fields;
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto field = static_cast<Field>(i);
        if (is_meant(kind, field)) {
            fields.push_back(field);
        }
    }
    return fields;
}

bool is_needed(ImportKind kind, Field field) {
    return std::ranges::any_of(needed_by_kind(), [&](const Needed& needed) {
        return needed.kind == kind && std::ranges::any_of(needed.groups, [&](const auto& group) {
                   return group.size() == 1 && group.front() == field;
               });
    });
}

bool has_needed(ImportKind kind, std::span<const std::string> headers, SourceSystem system) {
    return std::ranges::any_of(needed_by_kind(), [&](const Needed& needed) {
        return needed.kind == kind && score_of(needed, headers, system) > 0;
    });
}

std::optional<ImportKind> recognise_kind(std::span<const std::string> headers,
                                         SourceSystem system) {
    if (is_no_record_list(headers)) return std::nullopt;
    if (is_users(headers)) return ImportKind::users;
    std::optional<ImportKind> best;
    int best_score = 0;
    for (const auto& needed : needed_by_kind()) {
        const int score = score_of(needed, headers, system);
        if (score > best_score) {
            best = needed.kind;
            best_score = score;
        }
    }
    const bool either = best == ImportKind::contacts || best == ImportKind::companies;
    const auto told = either && has_needed(ImportKind::companies, headers, system)
                          ? people_or_companies(headers, system)
                          : std::nullopt;
    return told ? told : best;
}

std::optional<SourceSystem> likelier_system(std::span<const std::string> headers,
                                            SourceSystem than) {
    const auto fit = [&](SourceSystem system) {
        int best = 0;
        for (const auto& needed : needed_by_kind()) {
            best = std::max(best, score_of(needed, headers, system));
        }
        return best;
    };
    const int own = fit(than);
    for (const auto& [system, name] : system_names) {
        if (system != SourceSystem::any && fit(system) > own) return system;
    }
    return std::nullopt;
}

std::vector<std::size_t> import_order(std::span<const ImportKind> kinds) {
    std::vector<std::size_t> order(kinds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return place_in_order(kinds[i]); });
    return order;
}

}  // namespace baton::connect
