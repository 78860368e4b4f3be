#include "agreement/check.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>

#include "agreement/agreement_reader.hpp"
#include "agreement/ast.hpp"
#include "agreement/check_touches.hpp"
#include "agreement/document.hpp"
#include "agreement/findings.hpp"
#include "agreement/parser.hpp"
#include "agreement/reading.hpp"
#include "agreement/schema.hpp"
#include "agreement/scope.hpp"
#include "agreement/source.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace baton::agreement {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_control(char c) {
    return c >= '\0' && c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

// Whether the text can be read at all; if not, the one error says why.
bool readable(std::string_view text, Findings& findings) {
    if (text.size() > agreement_bytes_max) {
        findings.error(
            {.line = 1, .column = 1},
            fmt::format("the text has {} bytes; {} are allowed", text.size(), agreement_bytes_max));
        return false;
    }
    if (!text::valid_utf8(text)) {
        findings.error({.line = 1, .column = 1}, "the text is not UTF-8");
        return false;
    }
    const auto* const control = std::ranges::find_if(text, is_control);
    if (control == text.end()) return true;
    const auto offset = static_cast<std::size_t>(control - text.begin());
    findings.error(Source(text).place(offset), "a control character stands here");
    return false;
}

Scope scope_of(const Agreement& agreement, const Schema& schema, const Known& known) {
    Scope scope{.schema = &schema,
                .known = &known,
                .lists = agreement.lists,
                .has_business_hours = agreement.business_hours.has_value()};
    for (const auto& definition : agreement.definitions)
        scope.definitions.add(definition.name);
    for (const auto& score : agreement.scores)
        scope.scores.add(score.name);
    for (const auto& stage : agreement.stages)
        scope.stages.add(stage.name);
    return scope;
}

}  // namespace

Checked check(std::string_view text, const Schema& schema, const Known& known) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    Findings findings;
    Checked checked;
    if (readable(text, findings)) {
        const Source source(text);
        Scope scope{.schema = &schema, .known = &known};
        Reading reading(source, scope, findings);
        if (const auto root = read_document(source, findings)) {
            auto agreement = read_agreement(reading, *root);
            check_criteria(agreement, findings);
            if (findings.errors() == 0) checked.agreement = std::move(agreement);
        }
    }
    checked.diagnostics = findings.in_order();
    return checked;
}

CheckedCriterion check_criterion(std::string_view text,
                                 const Agreement& agreement,
                                 const Schema& schema,
                                 const Known& known) {
    Findings findings;
    CheckedCriterion checked;
    if (readable(text, findings)) {
        const Source source(text);
        const ScalarText whole(source);
        const auto scope = scope_of(agreement, schema, known);
        auto criterion = Parser(whole, scope, findings).whole_criterion();
        check_one_criterion(criterion, agreement, findings);
        if (findings.errors() == 0) checked.criterion = std::move(criterion);
    }
    checked.diagnostics = findings.in_order();
    return checked;
}

CheckedTouches check_touches(std::string_view text,
                             const Agreement& agreement,
                             const Schema& schema,
                             const Known& known) {
    Findings findings;
    CheckedTouches checked;
    if (readable(text, findings)) {
        const Source source(text);
        const ScalarText whole(source);
        const auto scope = scope_of(agreement, schema, known);
        auto touches = Parser(whole, scope, findings).whole_touches();
        if (findings.errors() == 0) checked.touches = std::move(touches);
    }
    checked.diagnostics = findings.in_order();
    return checked;
}

}  // namespace baton::agreement
