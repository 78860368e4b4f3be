#pragma once

#include <string_view>

#include "connect/import_kind.hpp"

namespace baton::connect {

// What a header means in a file of one kind, and how much it speaks for that kind.
struct HeaderMeaning {
    Field field = Field::custom;
    int weight = 0;
    int rank = 0;  // of two columns with one meaning the lower is meant
};

// The table of known headers: Baton's own, and those of HubSpot, Salesforce and Pipedrive exports.
// `key` is header_key() of the header; `custom` when the table does not have it, or that system
// does not write it in such a file.
[[nodiscard]] HeaderMeaning header_meaning(ImportKind kind,
                                           std::string_view key,
                                           SourceSystem system = SourceSystem::any);

// Whether a column of such a file can mean the field.
[[nodiscard]] bool is_meant(ImportKind kind, Field field);

}  // namespace baton::connect
