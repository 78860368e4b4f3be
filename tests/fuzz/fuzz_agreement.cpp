#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/diagnostic.hpp"
#include "agreement/diff.hpp"
#include "agreement/schema.hpp"

// Any bytes are checked without a crash; what is wrong with them is said at a place inside the
// text, in order; and what is accepted does not differ from itself.
namespace {

using baton::agreement::Diagnostic;
using baton::agreement::Place;

bool inside(Place place, std::string_view text) {
    const auto lines = std::ranges::count(text, '\n') + 1;
    return place.line >= 1 && place.line <= lines && place.column >= 1 &&
           static_cast<std::size_t>(place.column) <= text.size() + 1;
}

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    static const auto schema = baton::agreement::standard_schema();
    const auto checked = baton::agreement::check(text, schema);
    for (const auto& diagnostic : checked.diagnostics)
        require(inside(diagnostic.place, text));
    require(std::ranges::is_sorted(checked.diagnostics, {}, &Diagnostic::place));
    const auto is_error = [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Diagnostic::Severity::error;
    };
    require(checked.agreement.has_value() == std::ranges::none_of(checked.diagnostics, is_error));
    if (!checked.agreement) return 0;
    const auto same =
        baton::agreement::difference(*checked.agreement, *checked.agreement, text, text);
    require(same.changes.empty() && !same.only_text_changed);
    return 0;
}
