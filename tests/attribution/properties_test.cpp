#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <rapidcheck/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/drawing.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "base/instant.hpp"

// Whatever the paths: what every model promises.
namespace baton::attribution {

namespace {

constexpr int keys_max = 5;

void draw_path(Paths& paths, int length_min) {
    const int length = *rc::gen::inRange(length_min, 9);
    std::int64_t at = *rc::gen::inRange(0, 100) * day_micros;
    for (int touch = 0; touch < length; ++touch) {
        paths.key.push_back(*rc::gen::inRange<Key>(0, keys_max));
        paths.at.push_back(at);
        at += *rc::gen::inRange<std::int64_t>(0, 40) * hour_micros;
    }
    paths.close({.qualified_at =
                     *rc::gen::arbitrary<bool>() ? *rc::gen::inRange(0, 100) * day_micros : never,
                 .created_at = *rc::gen::inRange(0, 110) * day_micros});
}

struct Drawn {
    Journeys journeys;
    std::vector<std::int64_t> amounts;
    Terms terms;
};

Drawn draw() {
    Drawn drawn;
    for (int path = *rc::gen::inRange(0, 12); path > 0; --path) {
        draw_path(drawn.journeys.converting, 0);
        drawn.amounts.push_back(*rc::gen::inRange<std::int64_t>(-1'000, 1'000'000));
    }
    for (int path = *rc::gen::inRange(0, 8); path > 0; --path) {
        Paths other;
        draw_path(other, 1);
        drawn.journeys.others.push_back(std::move(other));
    }
    drawn.journeys.keys = {"A", "B", "C", "D", "E"};
    drawn.terms = {.half_life_micros = *rc::gen::inRange<std::int64_t>(1, 60) * day_micros,
                   .weights = {*rc::gen::inRange<std::int64_t>(0, 100),
                               *rc::gen::inRange<std::int64_t>(0, 100),
                               *rc::gen::inRange<std::int64_t>(0, 100)},
                   .order = *rc::gen::inRange(1, order_max + 1),
                   .converting_only = *rc::gen::arbitrary<bool>()};
    return drawn;
}

Credit credit_of(const Drawn& drawn, const Model& model) {
    return credit(drawn.journeys, drawn.amounts, model, drawn.terms).value();
}

std::int64_t sum_of(const std::vector<std::int64_t>& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

RC_GTEST_PROP(Credits, AddUpToEveryDealAndToTheWhole, ()) {
    const Drawn drawn = draw();
    for (const Model& model : models()) {
        const Credit credit = credit_of(drawn, model);
        std::int64_t rows = 0;
        std::int64_t parts = 0;
        for (const CreditRow& row : credit.rows) {
            rows += row.credit_minor;
            parts += row.conversion_parts;
        }
        RC_ASSERT(credit.total_minor == sum_of(drawn.amounts));
        RC_ASSERT(rows + credit.unattributed_minor == credit.total_minor);
        RC_ASSERT(parts == (credit.endings - credit.unattributed_endings) * parts_of_conversion);
        const Paths& paths = drawn.journeys.converting;
        for (std::size_t path = 0; path < paths.size(); ++path) {
            const auto begin = credit.of_touches.begin() + paths.begin[path];
            const std::vector<std::int64_t> of_path(
                begin, begin + static_cast<std::ptrdiff_t>(paths.length(path)));
            RC_ASSERT(of_path.empty() || sum_of(of_path) == drawn.amounts[path]);
        }
    }
}

RC_GTEST_PROP(Credits, OfTouchesAddUpToTheRows, ()) {
    const Drawn drawn = draw();
    for (const Model& model : models()) {
        const Credit credit = credit_of(drawn, model);
        std::map<std::string, std::int64_t> sums;
        for (std::size_t touch = 0; touch < credit.of_touches.size(); ++touch) {
            sums[drawn.journeys.keys[drawn.journeys.converting.key[touch]]] +=
                credit.of_touches[touch];
        }
        for (const CreditRow& row : credit.rows) {
            RC_ASSERT(sums[row.key] == row.credit_minor);
        }
        RC_ASSERT(sums.size() == credit.rows.size());
    }
}

// Nobody gets less than the whole units of an exact share, or more than one above it: linear, in
// plain fractions.
RC_GTEST_PROP(Credits, AreWithinOneUnitOfTheExactShare, ()) {
    Drawn drawn;
    draw_path(drawn.journeys.converting, 1);
    drawn.journeys.keys = {"A", "B", "C", "D", "E"};
    drawn.amounts = {*rc::gen::inRange<std::int64_t>(0, 1'000'000)};
    const Credit credit = credit_of(drawn, *find_model("linear"));
    const auto touches = drawn.journeys.converting.keys_of(0);
    for (const CreditRow& row : credit.rows) {
        const auto own = std::ranges::count_if(
            touches, [&](Key key) { return drawn.journeys.keys[key] == row.key; });
        const std::int64_t times = row.credit_minor * static_cast<std::int64_t>(touches.size());
        const std::int64_t exact = drawn.amounts[0] * own;
        RC_ASSERT(times > exact - static_cast<std::int64_t>(touches.size()));
        RC_ASSERT(times < exact + static_cast<std::int64_t>(touches.size()));
    }
}

// Paths in another order are the same paths.
RC_GTEST_PROP(Credits, DoNotDependOnTheOrderOfPaths, ()) {
    const Drawn drawn = draw();
    Drawn turned = drawn;
    turned.journeys.converting = {};
    const Paths& paths = drawn.journeys.converting;
    for (std::size_t path = paths.size(); path-- > 0;) {
        const Path each = paths[path];
        turned.journeys.converting.key.insert(
            turned.journeys.converting.key.end(), each.key.begin(), each.key.end());
        turned.journeys.converting.at.insert(
            turned.journeys.converting.at.end(), each.at.begin(), each.at.end());
        turned.journeys.converting.close(each.milestones);
    }
    std::ranges::reverse(turned.amounts);
    for (const Model& model : models()) {
        RC_ASSERT(credit_of(drawn, model).rows == credit_of(turned, model).rows);
    }
}

// Where a path stands in time does not matter, only the distances.
RC_GTEST_PROP(Credits, DoNotDependOnTheDate, ()) {
    const Drawn drawn = draw();
    Drawn later = drawn;
    const std::int64_t shift = *rc::gen::inRange(1, 5'000) * day_micros;
    for (std::int64_t& at : later.journeys.converting.at) {
        at += shift;
    }
    for (Milestones& each : later.journeys.converting.milestones) {
        each.qualified_at += each.qualified_at == never ? 0 : shift;
        each.created_at += shift;
    }
    for (const Model& model : models()) {
        RC_ASSERT(credit_of(drawn, model).rows == credit_of(later, model).rows);
    }
}

}  // namespace

}  // namespace baton::attribution
