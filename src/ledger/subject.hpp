#pragma once

#include <cstdint>
#include <string_view>

#include "ledger/event.hpp"

namespace baton::ledger {

// Whose history an event belongs to. Its id names the bucket in which the event is kept.
// A link and a merge belong to the contact that remains; rates and voids to the workspace (bucket
// 0).
struct Subject {
    enum class Kind : std::uint8_t { contact, visitor, company, deal, record, workspace };
    Kind kind = Kind::workspace;
    std::int64_t id = 0;

    auto operator<=>(const Subject&) const = default;

    [[nodiscard]] std::int32_t bucket() const {
        return static_cast<std::int32_t>(id % bucket_count);
    }
};

[[nodiscard]] Subject subject_of(const What& what);

// The same bucket for the same text on every machine and in every version: 0 to 1023.
[[nodiscard]] std::int32_t bucket_of_text(std::string_view kind, std::string_view text);

}  // namespace baton::ledger
