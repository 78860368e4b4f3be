#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.hpp"

namespace baton::connect {

enum class ImportKind : std::uint8_t {
    contacts,
    companies,
    deals,
    touches,
    activities,
    products,
    users,
    costs,
    handoffs,
    ledger,
};

[[nodiscard]] std::string_view name(ImportKind kind);
[[nodiscard]] std::optional<ImportKind> find_import_kind(std::string_view name);

// Whose export a file is. `any`: every header that is known counts.
enum class SourceSystem : std::uint8_t { any, hubspot, salesforce, pipedrive };

// "auto" is any.
[[nodiscard]] std::string_view name(SourceSystem system);
[[nodiscard]] std::optional<SourceSystem> find_source_system(std::string_view name);

// What a column can mean. `custom` becomes a property of its own; `ignored` is left out.
enum class Field : std::uint8_t {
    ignored,
    custom,
    id,
    email,
    name,
    first_name,
    last_name,
    phone,
    job_title,
    country,
    company,
    owner,
    created_at,
    domain,
    industry,
    employees,
    annual_revenue,
    parent,
    contact,
    visitor,
    product,
    amount,
    currency,
    pipeline,
    stage,
    closed_at,
    lost_reason,
    at,
    kind,
    channel,
    campaign,
    asset,
    path,
    value,
    message_id,
    direction,
    to,
    outcome,
    outcome_at,
    reason,
    on,
    price,
    team,
    manager,
    role,
    stage_entered,  // a date; the column's property names the stage
    touched,        // a date; the column's property names the kind of touch
    deleted,        // yes: it was deleted there
    merged_ids,     // of records that became one with this
};

inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::merged_ids) + 1;

[[nodiscard]] std::string_view name(Field field);
[[nodiscard]] std::optional<Field> find_field(std::string_view name);
[[nodiscard]] ValueType type_of(Field field);

// A header without case, spaces and punctuation: "E-mail " and "e_mail" are "email".
[[nodiscard]] std::string header_key(std::string_view header);

// Without what warehouses put before the columns of HubSpot: "property_dealname" is "dealname".
[[nodiscard]] std::string_view without_prefix(std::string_view header);

// The field a header means in a file of that kind; `custom` when it is none of the known ones.
[[nodiscard]] Field field_of(ImportKind kind,
                             std::string_view header,
                             SourceSystem system = SourceSystem::any);

// The fields that columns of a file of that kind can mean, each once.
[[nodiscard]] std::vector<Field> fields_of(ImportKind kind);

// Whether a file of that kind cannot do without the field.
[[nodiscard]] bool is_needed(ImportKind kind, Field field);

// The kind whose known headers fit best and whose necessary ones are all there.
[[nodiscard]] std::optional<ImportKind> recognise_kind(std::span<const std::string> headers,
                                                       SourceSystem system = SourceSystem::any);

// Whether the headers have what a file of that kind cannot do without.
[[nodiscard]] bool has_needed(ImportKind kind,
                              std::span<const std::string> headers,
                              SourceSystem system);

// In which order files are read so that what others refer to comes first: indexes into `kinds`.
[[nodiscard]] std::vector<std::size_t> import_order(std::span<const ImportKind> kinds);

}  // namespace baton::connect
