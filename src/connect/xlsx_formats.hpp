#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace baton::connect {

// What the number of a cell is a picture of.
enum class CellForm : std::uint8_t { plain, day, moment, time };

// By the number of a format that every workbook has (ECMA-376, 18.8.30).
[[nodiscard]] CellForm form_of_number(std::uint32_t format);

// By its text: "dd/mm/yyyy hh:mm" is a moment, "0.00 [$€-407]" is plain.
[[nodiscard]] CellForm form_of_text(std::string_view format);

// A number as a workbook keeps it, as text for people: a day as 2026-01-31, a moment as
// 2026-01-31T09:30:00, a time as 09:30:00; a number that is no such thing, and every plain one, as
// it is written, 1.5E-2 as 0.015. `since_1904`: days are counted from 1904.
[[nodiscard]] std::string number_text(std::string_view number, CellForm form, bool since_1904);

}  // namespace baton::connect
