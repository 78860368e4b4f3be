#include "connect/import_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "base/value.hpp"

namespace baton::connect {
namespace {

constexpr auto symbols = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"€", "EUR"},
    {"US$", "USD"},
    {"$", "USD"},
    {"£", "GBP"},
    {"¥", "JPY"},
    {"zł", "PLN"},
    {"₹", "INR"},
    {"Fr.", "CHF"},
});

struct Amount {
    std::string_view digits;  // with their marks
    std::string_view currency;
    bool negative = false;
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<std::string_view> take_symbol(std::string_view& text) {
    for (const auto& [symbol, code] : symbols) {
        if (text.starts_with(symbol)) {
            text = text::trimmed(text.substr(symbol.size()));
            return code;
        }
        if (text.ends_with(symbol)) {
            text = text::trimmed(text.substr(0, text.size() - symbol.size()));
            return code;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> take_code(std::string_view& text) {
    if (text.size() < 4) return std::nullopt;
    const auto front = text.substr(0, 3);
    if (parse_currency(front)) {
        text = text::trimmed(text.substr(3));
        return front;
    }
    const auto back = text.substr(text.size() - 3);
    if (parse_currency(back)) {
        text = text::trimmed(text.substr(0, text.size() - 3));
        return back;
    }
    return std::nullopt;
}

void take_sign(std::string_view& text, bool& negative) {
    if (text.starts_with('-') || text.starts_with('+')) {
        negative = negative || text.starts_with('-');
        text = text::trimmed(text.substr(1));
    }
}

Amount apart(std::string_view text) {
    Amount amount;
    text = text::trimmed(text);
    if (text.starts_with('(') && text.ends_with(')') && text.size() > 2) {
        amount.negative = true;
        text = text::trimmed(text.substr(1, text.size() - 2));
    }
    take_sign(text, amount.negative);
    const bool bare = !text.empty() && is_digit(text.front()) && is_digit(text.back());
    if (!bare) {
        if (const auto code = take_symbol(text)) amount.currency = *code;
        if (amount.currency.empty()) {
            if (const auto code = take_code(text)) amount.currency = *code;
        }
        if (!amount.currency.empty()) take_sign(text, amount.negative);
    }
    amount.digits = text;
    return amount;
}

// Digits and marks only: group signs that can be nothing else (', space, no-break space) taken out.
std::optional<std::string> without_spaces(std::string_view digits) {
    std::string result;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto rest = digits.substr(i);
        if (rest.starts_with("\xc2\xa0")) {
            i += 1;
        } else if (rest.starts_with("\xe2\x80\xaf") || rest.starts_with("\xe2\x80\x99")) {
            i += 2;
        } else if (is_digit(digits[i]) || digits[i] == '.' || digits[i] == ',') {
            result.push_back(digits[i]);
        } else if (digits[i] != '\'' && digits[i] != ' ') {
            return std::nullopt;
        }
    }
    return result;
}

// "1,234,567" without its marks; none when a group has not three digits.
std::optional<std::string> ungrouped(std::string_view digits, char mark) {
    std::string result;
    const auto first = digits.find(mark);
    if (first == std::string_view::npos) return std::string(digits);
    if (first == 0 || first > 3) return std::nullopt;
    for (std::size_t at = 0; at < digits.size();) {
        const auto end = std::min(digits.find(mark, at), digits.size());
        if (at != 0 && end - at != 3) return std::nullopt;
        result += digits.substr(at, end - at);
        at = end + 1;
    }
    if (digits.ends_with(mark)) return std::nullopt;
    return result;
}

struct Marks {
    std::size_t commas = 0;
    std::size_t points = 0;
    char last = '\0';
};

Marks marks_of(std::string_view digits) {
    Marks marks{.commas = static_cast<std::size_t>(std::ranges::count(digits, ',')),
                .points = static_cast<std::size_t>(std::ranges::count(digits, '.'))};
    const auto last = digits.find_last_of(",.");
    if (last != std::string_view::npos) marks.last = digits[last];
    return marks;
}

char other_mark(char mark) {
    return mark == '.' ? ',' : '.';
}

// Which mark is the decimal one in this number, if it says so by itself.
std::optional<char> decimal_mark_of(std::string_view digits) {
    const auto marks = marks_of(digits);
    if (marks.last == '\0') return std::nullopt;
    if (marks.commas > 0 && marks.points > 0) return marks.last;
    if (marks.commas + marks.points > 1) return other_mark(marks.last);
    const auto at = digits.find(marks.last);
    const bool could_group = digits.size() - at == 4 && at >= 1 && at <= 3 && digits.front() != '0';
    if (could_group) return std::nullopt;
    return marks.last;
}

}  // namespace

std::optional<std::string> plain_number(std::string_view text, char decimal_mark) {
    const auto amount = apart(text);
    const auto digits = without_spaces(amount.digits);
    if (!digits || digits->find_first_of("0123456789") == std::string::npos) return std::nullopt;
    const auto marks = marks_of(*digits);
    const char mark = marks.commas > 0 && marks.points > 0 ? marks.last : decimal_mark;
    if (std::ranges::count(*digits, mark) > 1) {
        const auto whole = ungrouped(*digits, mark);
        if (!whole) return std::nullopt;
        return (amount.negative ? "-" : "") + *whole;
    }
    const auto point = std::min(digits->find(mark), digits->size());
    auto whole = ungrouped(std::string_view(*digits).substr(0, point), other_mark(mark));
    const auto fraction = std::string_view(*digits).substr(std::min(point + 1, digits->size()));
    if (!whole || fraction.contains(other_mark(mark))) return std::nullopt;
    if (whole->empty()) whole->push_back('0');
    std::string result = (amount.negative ? "-" : "") + *whole;
    if (!fraction.empty()) result.append(".").append(fraction);
    return result;
}

bool is_number_like(std::string_view text) {
    const auto trimmed = text::trimmed(text);
    const bool padded = trimmed.size() > 1 && trimmed[0] == '0' && is_digit(trimmed[1]);
    if (padded || trimmed.ends_with('.')) return false;
    return plain_number(trimmed, '.') || plain_number(trimmed, ',');
}

std::optional<Currency> currency_in(std::string_view text) {
    const auto amount = apart(text);
    if (amount.currency.empty()) return std::nullopt;
    const auto currency = parse_currency(amount.currency);
    return currency ? std::optional(*currency) : std::nullopt;
}

void NumberEvidence::see(std::string_view text) {
    const auto digits = without_spaces(apart(text).digits);
    if (!digits) return;
    const auto mark = decimal_mark_of(*digits);
    if (!mark) return;
    ++(*mark == ',' ? commas_ : points_);
}

}  // namespace baton::connect
