#pragma once

#include <cstdint>
#include <string_view>

// How a row of the ledger is written shorter than it reads. The chain hashes what it reads.
namespace baton::store::detail {

// Numbers of a block of places: seven bits a byte, the lowest first; this bit says that more come.
inline constexpr std::uint64_t more_bit = 128;

// Nearly every row is a touch: its type is one letter on disk.
[[nodiscard]] std::string_view stored_type(std::string_view type);
[[nodiscard]] std::string_view type_stored(std::string_view stored);

}  // namespace baton::store::detail
