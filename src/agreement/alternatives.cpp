#include "agreement/alternatives.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/lex.hpp"
#include "agreement/schema.hpp"
#include "agreement/source.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace baton::agreement {

namespace {

constexpr std::array<std::string_view, 11> units{"minute",
                                                 "minutes",
                                                 "hour",
                                                 "hours",
                                                 "day",
                                                 "days",
                                                 "week",
                                                 "weeks",
                                                 "month",
                                                 "months",
                                                 "business"};

std::unexpected<Error> wrong(Place place, std::string_view message) {
    return fail(Failure::invalid, fmt::format("{}:{}: {}", place.line, place.column, message));
}

// The brace that the language stumbles over first; nothing when it reads on.
std::optional<Place> first_brace(const std::string& text, const Schema& schema) {
    const auto checked = check(text, schema);
    for (const auto& each : checked.diagnostics) {
        const auto offset = offset_of(text, each.place);
        const bool brace =
            each.message == alternatives_message && offset < text.size() && text[offset] == '{';
        if (brace) return each.place;
    }
    return std::nullopt;
}

bool is_word(char byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool digit = byte >= '0' && byte <= '9';
    return letter || digit || byte == '_' || byte == '.' || byte == '-';
}

std::size_t skip_back_spaces(std::string_view text, std::size_t end) {
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n'))
        --end;
    return end;
}

std::size_t word_begin(std::string_view text, std::size_t end) {
    while (end > 0 && is_word(text[end - 1]))
        --end;
    return end;
}

// Where the literal or duration that ends at `end` begins; `end` when there is none.
std::size_t literal_begin(std::string_view text, std::size_t end) {
    if (end > 0 && text[end - 1] == '"') {
        const auto open = text.rfind('"', end - 2);
        return open == std::string_view::npos || end < 2 ? end : open;
    }
    auto begin = word_begin(text, end);
    while (std::ranges::find(units, text.substr(begin, end - begin)) != units.end()) {
        end = skip_back_spaces(text, begin);
        begin = word_begin(text, end);
    }
    return begin;
}

// The parts between commas outside quotes.
std::vector<std::string> split(std::string_view inside) {
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (const char byte : inside) {
        quoted = quoted != (byte == '"');
        if (byte == ',' && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += byte;
        }
    }
    for (auto& part : parts)
        part = std::string(text::trimmed(part));
    return parts;
}

struct Marked {
    std::size_t begin = 0;  // of the literal
    std::size_t end = 0;    // after the closing brace
    Choice parameter;
};

Result<Marked> read_marked(std::string_view text, Place place) {
    const auto open = offset_of(text, place);
    const auto close = text.find('}', open);
    if (close == std::string_view::npos)
        return wrong(place, "these alternatives have no closing }");
    const auto literal_end = skip_back_spaces(text, open);
    const auto begin = literal_begin(text, literal_end);
    if (begin == literal_end) {
        return wrong(place, "alternatives follow a number, text, date or duration");
    }
    Marked marked{.begin = begin, .end = close + 1, .parameter = {.place = place}};
    auto& values = marked.parameter.values;
    values.emplace_back(text.substr(begin, literal_end - begin));
    for (auto& value : split(text.substr(open + 1, close - open - 1))) {
        if (value.empty()) return wrong(place, "an alternative is missing");
        if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
    }
    return marked;
}

}  // namespace

Result<Grid> Grid::read(std::string_view given, const Schema& schema) {
    Grid grid;
    std::string text(given);
    const Source source(given);
    std::size_t taken = 0;
    std::size_t removed = 0;  // braces, from the front of the text
    while (const auto place = first_brace(text, schema)) {
        auto marked = TRY(read_marked(text, *place));
        if (marked.begin < taken) return wrong(*place, "alternatives follow a literal");
        grid.pieces_.push_back(text.substr(taken, marked.begin - taken));
        const auto& base = marked.parameter.values.front();
        taken = marked.begin + base.size();
        marked.parameter.place = source.place(marked.begin + removed);
        removed += marked.end - taken;
        text.replace(marked.begin, marked.end - marked.begin, base);
        grid.parameters_.push_back(std::move(marked.parameter));
        TRY(grid.check_size());
    }
    if (grid.parameters_.empty()) {
        return fail(Failure::invalid,
                    "nothing is marked; write alternatives in braces after a literal or duration, "
                    "for instance >= 60{40, 60, 80} or within 30 days{14 days, 60 days}");
    }
    grid.pieces_.push_back(text.substr(taken));
    return grid;
}

Done Grid::check_size() const {
    std::uint64_t variants = 1;
    std::string factors;
    for (const auto& each : parameters_) {
        variants = std::min<std::uint64_t>(variants * each.values.size(), 1ULL << 32U);
        factors += fmt::format("{}{}", factors.empty() ? "" : " × ", each.values.size());
    }
    if (variants <= variants_max) return {};
    return fail(Failure::invalid,
                fmt::format("{} = {} combinations, each read over the whole history; at most {}",
                            factors,
                            variants,
                            variants_max));
}

std::size_t Grid::size() const {
    std::size_t size = 1;
    for (const auto& parameter : parameters_)
        size *= parameter.values.size();
    return size;
}

std::vector<std::size_t> Grid::choice(std::size_t variant) const {
    std::vector<std::size_t> choice;
    for (const auto& parameter : parameters_) {
        choice.push_back(variant % parameter.values.size());
        variant /= parameter.values.size();
    }
    return choice;
}

std::string Grid::text(std::size_t variant) const {
    const auto chosen = choice(variant);
    auto text = pieces_.front();
    for (std::size_t parameter = 0; parameter < parameters_.size(); ++parameter)
        text += parameters_[parameter].values[chosen[parameter]] + pieces_[parameter + 1];
    return text;
}

}  // namespace baton::agreement
