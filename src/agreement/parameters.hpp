#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"

namespace baton::agreement {

// A number in the text that decides who qualifies: a threshold, a window, the points of a score.
// Writing another number over it gives the text of another agreement.
struct Parameter {
    enum class Kind : std::uint8_t { number, duration };
    std::string path = {};   // what holds it, as differences name it: stages.MQL.when
    Place place = {};        // of the number, without the unit of a duration
    std::size_t length = 0;  // in code points; it ends on the line on which it begins
    Kind kind = Kind::number;
    std::string text = {};    // as written
    std::string unit = {};    // of a duration, as written: business days
    std::string label = {};   // what the number is there: at least, within
    std::string clause = {};  // what it is part of, in words
};

// The parameters of definitions, scores, stages and disqualifiers in the order of the text. Numbers
// that YAML escapes hide are left out. REQUIRES: `agreement` is what check() made of `text`.
[[nodiscard]] std::vector<Parameter> parameters_of(const Agreement& agreement,
                                                   std::string_view text);

}  // namespace baton::agreement
