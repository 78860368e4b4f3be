#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"

namespace baton::agreement {

// One clause that two agreements have differently.
struct Change {
    enum class Kind : std::uint8_t { added, removed, changed };
    std::string path = {};    // stages.MQL.when
    std::string before = {};  // canonical text; empty when added
    std::string after = {};   // canonical text; empty when removed
    Kind kind = Kind::changed;
    bool operator==(const Change&) const = default;
};

struct Difference {
    std::vector<Change> changes;     // in the order of the document
    bool only_text_changed = false;  // the texts differ, but they mean the same
};

// A clause of an agreement by its path, in canonical text.
struct Clause {
    std::string path;
    std::string text;
};

// Everything an agreement says, clause by clause, in the order of the document.
[[nodiscard]] std::vector<Clause> clauses_of(const Agreement& agreement);

// White space, comments, key order and spelling are no difference. The texts are those the
// agreements were read from.
[[nodiscard]] Difference difference(const Agreement& before,
                                    const Agreement& after,
                                    std::string_view before_text,
                                    std::string_view after_text);

}  // namespace baton::agreement
