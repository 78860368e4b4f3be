#include <algorithm>
#include <cstddef>
#include <expected>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/alternatives.hpp"
#include "agreement/check.hpp"
#include "agreement/parameters.hpp"
#include "agreement/schema.hpp"
#include "agreement/source.hpp"
#include "base/result.hpp"
#include "base/value.hpp"

namespace baton::agreement {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// A mark and the number it is about.
struct Found {
    std::size_t mark = 0;
    const Parameter* number = nullptr;
};

std::unexpected<Error> wrong_mark(std::size_t mark, std::string message) {
    std::string told = message;
    return fail(Failure::invalid,
                std::move(message),
                {{.where = fmt::format("/alternatives/{}", mark), .message = std::move(told)}});
}

Result<std::vector<Parameter>> numbers_of(std::string_view text, const Schema& schema) {
    const Checked checked = check(text, schema);
    if (!checked.agreement) {
        return fail(Failure::invalid,
                    "This text has errors; check it first.",
                    {{.where = "/text", .message = "must be an agreement without errors"}});
    }
    return parameters_of(*checked.agreement, text);
}

// In the order of the text.
Result<std::vector<Found>> find_numbers(const std::vector<Mark>& marks,
                                        const std::vector<Parameter>& numbers) {
    std::vector<Found> all;
    for (std::size_t mark = 0; mark < marks.size(); ++mark) {
        const auto number = std::ranges::find(numbers, marks[mark].place, &Parameter::place);
        if (number == numbers.end()) {
            return wrong_mark(mark, "no number that decides who qualifies stands here");
        }
        const bool twice = std::ranges::find(all, &*number, &Found::number) != all.end();
        if (twice) {
            return wrong_mark(mark, "this number is marked twice");
        }
        all.push_back({.mark = mark, .number = &*number});
    }
    std::ranges::sort(all, {}, [](const Found& each) { return each.number->place; });
    return all;
}

// What stands there first; each once.
Result<Choice> choice_of(const Found& found, const Mark& mark) {
    Choice choice{.place = mark.place, .values = {found.number->text}};
    for (const std::string& value : mark.values) {
        if (!parse_decimal(value)) {
            return wrong_mark(found.mark, fmt::format("\"{}\" is no number", value));
        }
        if (std::ranges::find(choice.values, value) == choice.values.end()) {
            choice.values.push_back(value);
        }
    }
    if (choice.values.size() < 2) {
        return wrong_mark(found.mark, "another value is missing");
    }
    return choice;
}

}  // namespace

Result<Grid> Grid::marked(std::string_view text,
                          const Schema& schema,
                          const std::vector<Mark>& marks) {
    if (marks.empty()) {
        return fail(Failure::invalid,
                    "Nothing is marked.",
                    {{.where = "/alternatives", .message = "must name at least one number"}});
    }
    if (text.starts_with(byte_order_mark)) {  // places count what is behind it
        text.remove_prefix(byte_order_mark.size());
    }
    const auto numbers = TRY(numbers_of(text, schema));
    const auto found = TRY(find_numbers(marks, numbers));
    Grid grid;
    std::size_t taken = 0;
    for (const Found& each : found) {
        auto choice = TRY(choice_of(each, marks[each.mark]));
        const std::size_t begin = offset_of(text, choice.place);
        grid.pieces_.emplace_back(text.substr(taken, begin - taken));
        taken = begin + each.number->length;
        grid.parameters_.push_back(std::move(choice));
    }
    grid.pieces_.emplace_back(text.substr(taken));
    TRY(grid.check_size());
    return grid;
}

}  // namespace baton::agreement
