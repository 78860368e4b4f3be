#include "engine/task_repeat.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace baton::engine {

namespace {

using Frequency = Repeat::Frequency;

constexpr std::array<std::string_view, 3> frequencies{"DAILY", "WEEKLY", "MONTHLY"};
constexpr std::array<std::string_view, 7> weekdays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr int ordinal_max = 5;
constexpr int month_days_max = 31;
constexpr std::size_t date_digits = 8;
// Far enough for every 999th month that has a 31st.
constexpr int days_ahead_max = 366 * 1000;

std::unexpected<Error> wrong(std::string_view part, std::string message) {
    return fail(Failure::invalid,
                fmt::format("\"{}\" does not say how a task comes again.", part),
                {{"/repeat", std::move(message)}});
}

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const bool plus = text.starts_with('+');
    text.remove_prefix(plus ? 1 : 0);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

Result<int> number_between(std::string_view part, std::string_view text, int least, int most) {
    const auto number = number_in(text);
    if (!number || *number < least || *number > most) {
        return wrong(part, fmt::format("must be {} to {}", least, most));
    }
    return *number;
}

Result<Repeat::Day> read_day(std::string_view text) {
    const std::string_view name = text.substr(text.size() - std::min<std::size_t>(2, text.size()));
    const auto* const found = std::ranges::find(weekdays, name);
    if (found == weekdays.end()) {
        return wrong(text, "name days as MO, TU, WE, TH, FR, SA, SU");
    }
    Repeat::Day day{.weekday = static_cast<int>(found - weekdays.begin())};
    if (const std::string_view which = text.substr(0, text.size() - 2); !which.empty()) {
        day.ordinal = TRY(number_between(text, which, -ordinal_max, ordinal_max));
        if (day.ordinal == 0) {
            return wrong(text, "the first is 1, the last -1");
        }
    }
    return day;
}

Result<std::vector<Repeat::Day>> read_days(std::string_view text) {
    std::vector<Repeat::Day> days;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        days.push_back(TRY(read_day(text.substr(0, comma))));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return days;
}

// "20261231", or the day of "20261231T235959Z".
Result<Date> read_until(std::string_view text) {
    const std::string_view day = text.substr(0, std::min(text.find('T'), text.size()));
    const auto date =
        day.size() == date_digits
            ? parse_date(fmt::format("{}-{}-{}", day.substr(0, 4), day.substr(4, 2), day.substr(6)))
            : Result<Date>(std::unexpected(Error{}));
    return date ? Result<Date>(*date) : wrong(text, "write the day as 20261231");
}

Done read_part(Repeat& repeat, std::string_view name, std::string_view text) {
    if (name == "FREQ") {
        const auto* const found = std::ranges::find(frequencies, text);
        if (found == frequencies.end()) {
            return wrong(text, "must be DAILY, WEEKLY or MONTHLY");
        }
        repeat.frequency = static_cast<Frequency>(found - frequencies.begin());
    } else if (name == "INTERVAL") {
        repeat.interval = TRY(number_between(name, text, 1, repeat_interval_max));
    } else if (name == "BYDAY") {
        repeat.days = TRY(read_days(text));
    } else if (name == "BYMONTHDAY") {
        repeat.month_day = TRY(number_between(name, text, -1, month_days_max));
    } else if (name == "UNTIL") {
        repeat.until = TRY(read_until(text));
    } else if (name == "COUNT") {
        repeat.count = TRY(number_between(name, text, 1, repeat_count_max));
    } else {
        return wrong(name, "FREQ, INTERVAL, BYDAY, BYMONTHDAY, UNTIL and COUNT are known");
    }
    return {};
}

Done check(const Repeat& repeat) {
    const bool monthly = repeat.frequency == Frequency::monthly;
    if (repeat.until && repeat.count) {
        return wrong("COUNT", "UNTIL or COUNT, not both");
    }
    if (repeat.month_day && (!monthly || !repeat.days.empty() || *repeat.month_day == 0)) {
        return wrong("BYMONTHDAY", "goes with MONTHLY, without BYDAY, and is 1 to 31 or -1");
    }
    if (!monthly && std::ranges::any_of(repeat.days, &Repeat::Day::ordinal)) {
        return wrong("BYDAY", "which of a month's days it is goes with MONTHLY");
    }
    return {};
}

bool is_day_of_month(const Repeat& repeat, Date start, Date day) {
    const YearMonthDay parts = parts_of(day);
    const int length = days_in_month(parts.year, parts.month);
    if (repeat.days.empty()) {
        const int wanted = repeat.month_day.value_or(parts_of(start).day);
        return parts.day == (wanted == -1 ? length : wanted);
    }
    return std::ranges::any_of(repeat.days, [&](const Repeat::Day& each) {
        const int from_start = (parts.day - 1) / 7 + 1;
        const int from_end = -((length - parts.day) / 7 + 1);
        return each.weekday == weekday_of(day) &&
               (each.ordinal == 0 || each.ordinal == from_start || each.ordinal == from_end);
    });
}

bool is_weekday(const Repeat& repeat, Date day) {
    return std::ranges::find(repeat.days, weekday_of(day), &Repeat::Day::weekday) !=
           repeat.days.end();
}

// Whether it comes on `day`, having come on `start` before.
bool comes_on(const Repeat& repeat, Date start, Date day) {
    switch (repeat.frequency) {
        case Frequency::daily:
            return (day.days - start.days) % repeat.interval == 0 &&
                   (repeat.days.empty() || is_weekday(repeat, day));
        case Frequency::weekly: {
            const int weeks = (day.days - weekday_of(day) - start.days + weekday_of(start)) / 7;
            return weeks % repeat.interval == 0 &&
                   (repeat.days.empty() ? weekday_of(day) == weekday_of(start)
                                        : is_weekday(repeat, day));
        }
        case Frequency::monthly: {
            const YearMonthDay from = parts_of(start);
            const YearMonthDay to = parts_of(day);
            const int months = (to.year - from.year) * 12 + to.month - from.month;
            return months % repeat.interval == 0 && is_day_of_month(repeat, start, day);
        }
    }
    return false;
}

}  // namespace

Result<Repeat> parse_repeat(std::string_view text) {
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    std::string_view rest = upper;
    if (rest.starts_with("RRULE:")) {
        rest.remove_prefix(6);
    }
    Repeat repeat;
    std::set<std::string_view> seen;
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        const auto equals = std::min(part.find('='), part.size());
        const std::string_view name = part.substr(0, equals);
        if (equals == part.size() || !seen.insert(name).second) {
            return wrong(part, "write each part once, as FREQ=WEEKLY");
        }
        TRY(read_part(repeat, name, part.substr(equals + 1)));
    }
    if (!seen.contains("FREQ")) {
        return wrong(text, "FREQ is missing");
    }
    TRY(check(repeat));
    return repeat;
}

std::string render(const Repeat& repeat) {
    std::string text =
        fmt::format("FREQ={}", frequencies.at(static_cast<std::size_t>(repeat.frequency)));
    if (repeat.interval != 1) {
        text += fmt::format(";INTERVAL={}", repeat.interval);
    }
    for (std::size_t at = 0; at < repeat.days.size(); ++at) {
        const Repeat::Day& day = repeat.days[at];
        text += at == 0 ? ";BYDAY=" : ",";
        text += day.ordinal == 0 ? "" : std::to_string(day.ordinal);
        text += weekdays.at(static_cast<std::size_t>(day.weekday));
    }
    if (repeat.month_day) {
        text += fmt::format(";BYMONTHDAY={}", *repeat.month_day);
    }
    if (repeat.until) {
        std::string day = baton::render(*repeat.until);
        std::erase(day, '-');
        text += ";UNTIL=" + day;
    }
    return repeat.count ? text + fmt::format(";COUNT={}", *repeat.count) : text;
}

std::optional<NextTime> next_time(const Repeat& repeat,
                                  Instant due,
                                  Instant passed,
                                  const TimeZone& zone) {
    const Date start = zone.day_of(due);
    const int minute = zone.minute_of(due);
    NextTime next{.due = due, .repeat = repeat};
    for (int ahead = 1; ahead <= days_ahead_max; ++ahead) {
        const Date day{.days = start.days + ahead};
        if (repeat.until && day > *repeat.until) {
            return std::nullopt;
        }
        if (!comes_on(repeat, start, day)) {
            continue;
        }
        if (next.repeat.count && --*next.repeat.count == 0) {
            return std::nullopt;
        }
        next.due = zone.at_wall_clock(day, minute);
        if (next.due > passed) {
            return next;
        }
    }
    return std::nullopt;
}

}  // namespace baton::engine
