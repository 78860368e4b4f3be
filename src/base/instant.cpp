#include "base/instant.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/calendar.hpp"
#include "base/result.hpp"

namespace baton {
namespace {

// Takes text from the front, piece by piece; once something is missing it stays failed.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int number = 0;
        const auto piece = rest_.substr(0, count);
        const auto read = std::from_chars(piece.data(), piece.data() + piece.size(), number);
        if (piece.size() != count || piece.starts_with('-') || read.ec != std::errc{} ||
            read.ptr != piece.data() + piece.size()) {
            failed_ = true;
            return 0;
        }
        rest_.remove_prefix(count);
        return number;
    }

    bool skip(char wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(char wanted) { failed_ = !skip(wanted) || failed_; }

    [[nodiscard]] std::size_t leading_digits() const {
        const auto end = rest_.find_first_not_of("0123456789");
        return end == std::string_view::npos ? rest_.size() : end;
    }

    void fail_now() { failed_ = true; }

    [[nodiscard]] bool failed() const { return failed_; }

    [[nodiscard]] bool finished() const { return !failed_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool failed_ = false;
};

std::optional<Date> take_date(Scanner& scanner) {
    const int year = scanner.digits(4);
    scanner.expect('-');
    const int month = scanner.digits(2);
    scanner.expect('-');
    const int day = scanner.digits(2);
    if (scanner.failed() || year < 1 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return std::nullopt;
    }
    return date_of({.year = year, .month = month, .day = day});
}

std::int64_t take_fraction(Scanner& scanner) {
    const auto count = scanner.leading_digits();
    if (count < 1 || count > 6) {
        scanner.fail_now();
        return 0;
    }
    std::int64_t micros = scanner.digits(count);
    for (auto i = count; i < 6; ++i) {
        micros *= 10;
    }
    return micros;
}

std::int64_t take_time_of_day(Scanner& scanner) {
    const int hour = scanner.digits(2);
    scanner.expect(':');
    const int minute = scanner.digits(2);
    int second = 0;
    std::int64_t micros = 0;
    if (scanner.skip(':')) {
        second = scanner.digits(2);
        if (scanner.skip('.')) micros = take_fraction(scanner);
    }
    if (hour > 23 || minute > 59 || second > 59) scanner.fail_now();
    return hour * hour_micros + minute * minute_micros + second * second_micros + micros;
}

std::int64_t take_offset(Scanner& scanner) {
    if (scanner.skip('Z')) return 0;
    const bool east = scanner.skip('+');
    if (!east) scanner.expect('-');
    const int hours = scanner.digits(2);
    scanner.expect(':');
    const int minutes = scanner.digits(2);
    if (hours > 23 || minutes > 59) scanner.fail_now();
    const auto offset = hours * hour_micros + minutes * minute_micros;
    return east ? offset : -offset;
}

}  // namespace

std::string render(Instant at) {
    auto days = at.micros / day_micros;
    auto rest = at.micros % day_micros;
    if (rest < 0) {
        rest += day_micros;
        --days;
    }
    return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z",
                       render(Date{static_cast<std::int32_t>(days)}),
                       rest / hour_micros,
                       rest % hour_micros / minute_micros,
                       rest % minute_micros / second_micros,
                       rest % second_micros);
}

Result<Instant> parse_instant(std::string_view text) {
    Scanner scanner(text);
    const auto date = take_date(scanner);
    if (!scanner.skip('T')) scanner.expect(' ');
    const auto time = take_time_of_day(scanner);
    const auto offset = take_offset(scanner);
    if (!date || !scanner.finished()) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" is not an instant; expected YYYY-MM-DDTHH:MM[:SS[.ffffff]] "
                                "followed by Z or an offset such as +02:00",
                                text));
    }
    return Instant{date->days * day_micros + time - offset};
}

std::string render(Date date) {
    const auto parts = parts_of(date);
    return fmt::format("{:04}-{:02}-{:02}", parts.year, parts.month, parts.day);
}

Result<Date> parse_date(std::string_view text) {
    Scanner scanner(text);
    const auto date = take_date(scanner);
    if (!date || !scanner.finished()) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" is not a day that exists; expected YYYY-MM-DD", text));
    }
    return *date;
}

}  // namespace baton
