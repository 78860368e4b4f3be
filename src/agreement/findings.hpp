#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/diagnostic.hpp"

namespace baton::agreement {

// What a reading of an agreement finds wrong or doubtful, in whatever order it is found.
class Findings {
public:
    void error(Place place, std::string message, std::string hint = {});
    void warn(Place place, std::string message, std::string hint = {});

    // `did you mean "reached"?`, or empty. After the first fifty findings always empty, so that a
    // text of nothing but mistakes is still checked in linear time.
    [[nodiscard]] std::string suggest(std::string_view word,
                                      std::span<const std::string> candidates) const;

    [[nodiscard]] std::size_t errors() const { return errors_; }

    // In order of place; what was found first stands first at one place.
    [[nodiscard]] std::vector<Diagnostic> in_order() const;

private:
    std::vector<Diagnostic> found_;
    std::size_t errors_ = 0;
};

}  // namespace baton::agreement
