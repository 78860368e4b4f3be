#include "agreement/render.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/diagnostic.hpp"
#include "agreement/schema.hpp"
#include "agreement/tree_text.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

constexpr auto base_text = R"(
agreement: Base
currency: EUR
timezone: UTC
business_hours: { days: [mon], from: "09:00", to: "17:00" }
lists: { competitors: [a, b], "of late": [c] }
definitions: { ideal: 'true', keen: 'true' }
scores: { fit: { points: [] }, "score": { points: [] } }
stages: [ { name: lead, when: 'true' }, { name: "sales ready", when: 'true' }, { name: deal, when: 'true' } ]
)";

Agreement base() {
    return check(base_text, standard_schema()).agreement.value();
}

int pick(int count) {
    return *rc::gen::inRange(0, count);
}

template <typename T, std::size_t size>
T one_of(const std::array<T, size>& choices) {
    return choices.at(static_cast<std::size_t>(pick(static_cast<int>(size))));
}

std::string some_text() {
    return one_of(std::array<std::string, 8>{
        "a", "open", "two words", "\\d+\\", "\"quoted\"", "or", "Grüße", "x.y"});
}

std::string some_field() {
    return one_of(std::array<std::string, 7>{"channel",
                                             "value",
                                             "properties.plan",
                                             "open",
                                             "within.where",
                                             "properties.two words",
                                             "of"});
}

Duration some_duration() {
    constexpr std::array units{Unit::minutes,
                               Unit::hours,
                               Unit::days,
                               Unit::weeks,
                               Unit::months,
                               Unit::business_hours,
                               Unit::business_days};
    return {.count = 1 + pick(40), .unit = one_of(units)};
}

Decimal some_number() {
    return {*rc::gen::inRange<std::int64_t>(-5'000'000, 5'000'000)};
}

constexpr std::array comparators{Comparator::equal,
                                 Comparator::not_equal,
                                 Comparator::less,
                                 Comparator::at_most,
                                 Comparator::greater,
                                 Comparator::at_least};
constexpr std::array text_operators{
    TextOperator::contains, TextOperator::starts_with, TextOperator::ends_with};

Condition some_condition(int depth);

std::vector<Condition> some_conditions(int depth) {
    std::vector<Condition> of;
    const int count = 2 + pick(2);
    for (int i = 0; i < count; ++i)
        of.push_back(some_condition(depth - 1));
    return of;
}

Condition some_field_condition() {
    using Kind = Condition::Kind;
    const auto field = some_field();
    switch (pick(6)) {
        case 0: return {.kind = Kind::known, .field = field};
        case 1:
            return {.kind = Kind::compare,
                    .field = field,
                    .comparator = one_of(comparators),
                    .literals = {some_number()}};
        case 2:
            return {.kind = Kind::in_set,
                    .field = field,
                    .value = pick(2) == 0,
                    .set = {.members = {some_text(), some_number(), true}}};
        case 3:
            return {
                .kind = Kind::between, .field = field, .literals = {some_number(), some_number()}};
        case 4:
            return {.kind = Kind::text,
                    .field = field,
                    .text_operator = one_of(text_operators),
                    .literals = {some_text()}};
        default: return {.kind = Kind::constant, .value = pick(2) == 0};
    }
}

Condition some_condition(int depth) {
    using Kind = Condition::Kind;
    if (depth == 0) return some_field_condition();
    switch (pick(4)) {
        case 0: return {.kind = Kind::all_of, .of = some_conditions(depth)};
        case 1: return {.kind = Kind::any_of, .of = some_conditions(depth)};
        case 2: return {.kind = Kind::negation, .of = {some_condition(depth - 1)}};
        default: return some_field_condition();
    }
}

Touches some_touches() {
    Touches touches;
    touches.every_kind = pick(3) == 0;
    if (!touches.every_kind) {
        for (int i = pick(3); i >= 0; --i)
            touches.kinds.push_back(some_text());
    }
    if (pick(2) == 0) touches.where = some_condition(2);
    if (pick(2) == 0) touches.within = some_duration();
    return touches;
}

Operand some_number_operand() {
    if (pick(4) == 0) {
        return Property{
            .of = Property::Of::company, .name = "employees", .type = ValueType::number};
    }
    using Kind = Aggregate::Kind;
    constexpr std::array kinds{
        Kind::count, Kind::sum, Kind::days_since_first, Kind::days_since_last, Kind::score};
    Aggregate aggregate{.kind = one_of(kinds)};
    if (aggregate.kind == Kind::sum) aggregate.field = some_field();
    if (aggregate.kind == Kind::score) {
        aggregate.score = static_cast<std::size_t>(pick(2));
    } else {
        aggregate.touches = some_touches();
    }
    return aggregate;
}

Operand some_text_property() {
    return Property{.name = "job_title", .type = ValueType::text};
}

Criterion some_comparison() {
    using Kind = Criterion::Kind;
    switch (pick(5)) {
        case 0:
            return {.kind = Kind::compare,
                    .comparator = one_of(comparators),
                    .operands = {some_number_operand(), Literal{some_number()}}};
        case 1:
            return {.kind = Kind::in_set,
                    .value = pick(2) == 0,
                    .operands = {some_text_property()},
                    .set = {.members = {std::string("c")}, .list = "of late"}};
        case 2:
            return {
                .kind = Kind::between,
                .operands = {some_number_operand(), Literal{some_number()}, some_number_operand()}};
        case 3:
            return {.kind = Kind::text,
                    .text_operator = one_of(text_operators),
                    .pattern = some_text(),
                    .operands = {some_text_property()}};
        default:
            return {
                .kind = Kind::compare,
                .operands = {Aggregate{.kind = Aggregate::Kind::last, .touches = some_touches()},
                             Literal{Date{pick(40'000)}}}};
    }
}

Criterion some_test() {
    using Kind = Criterion::Kind;
    switch (pick(8)) {
        case 0: return {.kind = Kind::constant, .value = pick(2) == 0};
        case 1: return {.kind = Kind::definition, .index = static_cast<std::size_t>(pick(2))};
        case 2: return {.kind = Kind::any, .touches = some_touches()};
        case 3: return {.kind = Kind::none, .touches = some_touches()};
        case 4: return {.kind = Kind::reached, .index = static_cast<std::size_t>(pick(3))};
        case 5: return {.kind = Kind::known, .operands = {some_text_property()}};
        case 6:
            return {
                .kind = Kind::handoff, .handoff = HandoffState::recycled, .reason = some_text()};
        default: return {.kind = Kind::deal, .deal = DealState::won};
    }
}

Criterion some_criterion(int depth) {
    using Kind = Criterion::Kind;
    const int form = depth == 0 ? 3 + pick(2) : pick(5);
    if (form == 3) return some_comparison();
    if (form == 4) return some_test();
    if (form == 2) return {.kind = Kind::negation, .of = {some_criterion(depth - 1)}};
    Criterion joint{.kind = form == 0 ? Kind::all_of : Kind::any_of};
    for (int i = 1 + pick(3); i >= 0; --i)
        joint.of.push_back(some_criterion(depth - 1));
    return joint;
}

RC_GTEST_PROP(Rendering, ReadsBackAsTheSameTree, ()) {
    static const auto agreement = base();
    const auto tree = some_criterion(3);
    const auto text = render(tree, agreement);
    const auto read = check_criterion(text, agreement, standard_schema());
    RC_LOG() << text;
    for (const auto& diagnostic : read.diagnostics)
        RC_LOG() << render(diagnostic, "");
    RC_ASSERT(read.criterion.has_value());
    RC_ASSERT(render(*read.criterion, agreement) == text);
    RC_ASSERT(tree_text(*read.criterion, agreement) == tree_text(tree, agreement));
}

TEST(Rendering, IsCanonical) {
    const auto agreement = base();
    const std::vector<std::pair<std::string, std::string>> cases{
        {"IDEAL", ""},
        {"( ideal  AND ((keen)) )", "ideal and keen"},
        {"any( \"page_view\" or \"Deal\" WHERE \"x\" )", ""},
        {"ANY(\"page_view\" or \"Deal\" within 1 days)", "any(page_view or \"Deal\" within 1 day)"},
        {"not company.employees>=5.50", "not (company.employees >= 5.5)"},
        {"not any(touch)", "not any(touch)"},
        {"reached(\"lead\") or reached(\"deal\")", "reached(lead) or reached(\"deal\")"},
        {"deal open where (amount>1)", "deal open where (amount > 1)"},
        {"any(a where (x=1 or y=2) and not (z=3))",
         "any(a where (x = 1 or y = 2) and not (z = 3))"},
    };
    for (const auto& [written, canonical] : cases) {
        const auto read = check_criterion(written, agreement, standard_schema());
        EXPECT_EQ(read.criterion.has_value(), !canonical.empty()) << written;
        if (!read.criterion) continue;
        EXPECT_EQ(render(*read.criterion, agreement), canonical);
    }
}

}  // namespace
}  // namespace baton::agreement
