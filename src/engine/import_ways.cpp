#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/import_rows_command.hpp"

namespace baton::engine {

namespace {

constexpr auto writes_names = std::to_array<std::pair<ImportWrites, std::string_view>>({
    {ImportWrites::all, "all"},
    {ImportWrites::creates, "creates"},
    {ImportWrites::updates, "updates"},
});

constexpr auto key_names = std::to_array<std::pair<ContactKey, std::string_view>>({
    {ContactKey::id_then_email, "id_then_email"},
    {ContactKey::id, "id"},
    {ContactKey::email, "email"},
});

template <typename Names, typename Value>
std::string_view name_in(const Names& names, Value value) {
    const auto found = std::ranges::find(names, value, [](const auto& each) { return each.first; });
    return found == names.end() ? std::string_view() : found->second;
}

}  // namespace

std::string_view name(ImportWrites writes) {
    return name_in(writes_names, writes);
}

std::string_view name(ContactKey key) {
    return name_in(key_names, key);
}

std::optional<ImportWrites> find_import_writes(std::string_view name) {
    for (const auto& [value, word] : writes_names) {
        if (word == name) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<ContactKey> find_contact_key(std::string_view name) {
    for (const auto& [value, word] : key_names) {
        if (word == name) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace baton::engine
