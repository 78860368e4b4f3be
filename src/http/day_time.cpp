#include "http/day_time.hpp"

#include <fmt/core.h>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace baton::http {

namespace {

constexpr int minutes_of_hour = 60;

// Two digits; -1 for anything else.
int two_digits(std::string_view text) {
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    return is_digit(text[0]) && is_digit(text[1]) ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
}

}  // namespace

std::string day_time(int minutes) {
    return fmt::format("{:02}:{:02}", minutes / minutes_of_hour, minutes % minutes_of_hour);
}

Result<int> parse_day_time(std::string_view text, std::string_view pointer) {
    const bool shaped = text.size() == 5 && text[2] == ':';
    const int hour = shaped ? two_digits(text.substr(0, 2)) : -1;
    const int minute = shaped ? two_digits(text.substr(3, 2)) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute >= minutes_of_hour) {
        return fail(Failure::invalid,
                    "There is no such time of the day.",
                    {{std::string(pointer), "expected a time such as 08:00"}});
    }
    return hour * minutes_of_hour + minute;
}

}  // namespace baton::http
