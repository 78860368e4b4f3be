#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/schema.hpp"
#include "base/result.hpp"

// A file for tune: an agreement in which a literal or duration may be followed by its alternatives
// in braces, `>= 60{40, 60, 80}`, `within 30 days{14 days, 60 days}`.
namespace baton::agreement {

// One marked literal.
struct Choice {
    Place place;                           // of the literal
    std::vector<std::string> values = {};  // what stands before the brace first; each once
};

// A number of a text to try other values of: where parameters_of() found it.
struct Mark {
    Place place;
    std::vector<std::string> values = {};  // besides the one that stands there; numbers, no units
};

// The text in pieces, with a parameter between each two.
class Grid {
public:
    // How many agreements a grid may stand for: each is read over the whole history.
    static constexpr std::uint64_t variants_max = 1'024;

    // Finds the marked literals where the language itself sees a brace. Refused (invalid) with the
    // place when alternatives are empty, unclosed, or follow nothing, when nothing is marked, and
    // when there are more than variants_max combinations. Whether the values make sense is for
    // `check` to say of each variant.
    static Result<Grid> read(std::string_view text, const Schema& schema);

    // The same without braces: other values for numbers of an agreement, which need not be part of
    // a criterion. Refused (invalid) with the problem at "/alternatives/N" when a mark's place has
    // no number, comes twice, or its values are none, when nothing is marked, too many combinations
    // are, or the text has errors.
    static Result<Grid> marked(std::string_view text,
                               const Schema& schema,
                               const std::vector<Mark>& marks);

    [[nodiscard]] const std::vector<Choice>& parameters() const { return parameters_; }

    [[nodiscard]] std::size_t size() const;
    // Which value of each parameter makes variant n; variant 0 is the text without braces.
    [[nodiscard]] std::vector<std::size_t> choice(std::size_t variant) const;
    [[nodiscard]] std::string text(std::size_t variant) const;

private:
    [[nodiscard]] Done check_size() const;

    std::vector<std::string> pieces_;
    std::vector<Choice> parameters_;
};

}  // namespace baton::agreement
