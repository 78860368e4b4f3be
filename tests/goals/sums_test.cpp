#include <cstdint>
#include <gtest/gtest.h>
#include <numeric>
#include <ostream>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "goals/book.hpp"
#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "ledger/event.hpp"

// Whatever the ledger holds: rows add up to the whole, shares stay below one, the past stays as it
// was, and the totals are those of a count that knows nothing of the timeline.
namespace baton::goals {

namespace {

using ledger::DealStatus;
using ledger::HandoffStep;
using testing::at;
using testing::Book;
using testing::contact;
using testing::euro;

struct PlainDeal {
    int created_day = 0;
    int closed_day = -1;  // never
    bool won = false;
    std::int64_t minor = 0;
};

struct Plain {
    Book book;
    std::vector<PlainDeal> deals;
};

constexpr int people = 6;

Instant day(int number) {
    return plus(at("2024-01-01"), number * day_micros);
}

std::string drawn(const std::vector<std::string>& from) {
    return *rc::gen::elementOf(from);
}

void draw_people(Book& book) {
    for (int person = 1; person <= people; ++person) {
        book.person(person, day(*rc::gen::inRange(0, 60)));
        for (int touch = *rc::gen::inRange(0, 3); touch > 0; --touch) {
            book.touch(person,
                       day(*rc::gen::inRange(0, 200)),
                       {{"channel", drawn({"mail", "search"})},
                        {"campaign", drawn({"spring", "autumn"})},
                        {"asset", drawn({"paper", "film"})}});
        }
        if (*rc::gen::arbitrary<bool>()) {
            const int offered = *rc::gen::inRange(60, 120);
            book.handoff(
                person, day(offered), HandoffStep::offered, drawn({"ann@x.test", "bob@x.test"}));
            book.handoff(person,
                         day(offered + *rc::gen::inRange(1, 9)),
                         *rc::gen::element(HandoffStep::accepted, HandoffStep::rejected),
                         "");
        }
    }
}

Plain draw_ledger() {
    Plain plain;
    plain.book.user(day(0), "ann@x.test", "Ann", "north");
    plain.book.user(day(0), "bob@x.test", "Bob", "south");
    draw_people(plain.book);
    const int count = *rc::gen::inRange(0, 12);
    for (int number = 1; number <= count; ++number) {
        PlainDeal deal{.created_day = *rc::gen::inRange(0, 200),
                       .minor = *rc::gen::inRange<std::int64_t>(0, 100'000)};
        plain.book.deal(number,
                        day(deal.created_day),
                        {contact(*rc::gen::inRange(1, people + 1))},
                        {{"product", drawn({"A", "B", ""})},
                         {"owner", drawn({"ann@x.test", "Bob", "somebody else"})},
                         {"amount", Money{.minor = deal.minor, .currency = euro()}}});
        if (*rc::gen::arbitrary<bool>()) {
            deal.closed_day = deal.created_day + *rc::gen::inRange(0, 90);
            deal.won = *rc::gen::arbitrary<bool>();
            plain.book.close(
                number, day(deal.closed_day), deal.won ? DealStatus::won : DealStatus::lost);
        }
        plain.deals.push_back(deal);
    }
    plain.book.record(day(10),
                      "cost",
                      "spring/1",
                      {{"campaign", std::string("spring")},
                       {"on", day(5)},
                       {"amount", Money{.minor = 999, .currency = euro()}}});
    return plain;
}

struct Whole {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    bool operator==(const Whole&) const = default;
};

void showValue(const Whole& whole, std::ostream& out) {
    out << whole.numerator << "/" << whole.denominator;
}

Whole whole_of(const std::vector<MeasureRow>& rows) {
    Whole whole;
    for (const MeasureRow& row : rows) {
        whole.numerator += row.numerator;
        whole.denominator += row.denominator.value_or(0);
    }
    return whole;
}

RC_GTEST_PROP(Sums, RowsByAnythingAddUpToAll, ()) {
    const Plain plain = draw_ledger();
    const Instant as_of = day(*rc::gen::inRange(0, 300));
    for (const Measure& measure : measures()) {
        if (measure.needs_agreement) continue;
        MeasureRequest request{.name = std::string(measure.name), .as_of = as_of};
        const Whole all = whole_of(plain.book.rows(request));
        for (const By by : measure.by) {
            request.by = by;
            RC_ASSERT(whole_of(plain.book.rows(request)) == all);
        }
    }
}

RC_GTEST_PROP(Sums, NoShareIsAboveOne, ()) {
    const Plain plain = draw_ledger();
    for (const Measure& measure : measures()) {
        if (measure.needs_agreement || measure.unit != Unit::percent) continue;
        for (const MeasureRow& row : plain.book.rows({.name = std::string(measure.name)})) {
            RC_ASSERT(row.numerator <= row.denominator.value());
            RC_ASSERT(row.value.value_or(0) >= 0 && row.value.value_or(0) <= 1);
        }
    }
}

RC_GTEST_PROP(Sums, WhatHasHappenedStaysSo, ()) {
    const Plain plain = draw_ledger();
    const int early = *rc::gen::inRange(0, 300);
    const int late = early + *rc::gen::inRange(0, 50);
    for (const auto* name :
         {"deals_won", "deals_lost", "revenue", "sales_cycle_days", "win_rate", "accept_rate"}) {
        const Whole before = whole_of(plain.book.rows({.name = name, .as_of = day(early)}));
        const Whole after = whole_of(plain.book.rows({.name = name, .as_of = day(late)}));
        RC_ASSERT(before.numerator <= after.numerator);
        RC_ASSERT(before.denominator <= after.denominator);
    }
}

RC_GTEST_PROP(Sums, TotalsAreThoseOfAPlainCount, ()) {
    const Plain plain = draw_ledger();
    const int as_of = *rc::gen::inRange(0, 300);
    const int from = *rc::gen::inRange(0, 200);
    Whole won;
    Whole open;
    Whole revenue;
    Whole cycle;
    for (const PlainDeal& deal : plain.deals) {
        const bool closed = deal.closed_day >= 0 && deal.closed_day <= as_of;
        const bool counts = closed && deal.closed_day >= from;
        won.numerator += counts && deal.won ? 1 : 0;
        won.denominator += counts ? 1 : 0;
        revenue.numerator += counts && deal.won ? deal.minor : 0;
        cycle.numerator += counts && deal.won ? deal.closed_day - deal.created_day : 0;
        cycle.denominator += counts && deal.won ? 1 : 0;
        open.numerator += !closed && deal.created_day >= from && deal.created_day <= as_of ? 1 : 0;
    }
    const auto measured = [&](const char* name) {
        return whole_of(plain.book.rows({.name = name, .as_of = day(as_of), .from = day(from)}));
    };
    RC_ASSERT(measured("win_rate") == won);
    RC_ASSERT(measured("deals_open") == open);
    RC_ASSERT(measured("revenue") == revenue);
    RC_ASSERT(measured("sales_cycle_days") == cycle);
}

}  // namespace

}  // namespace baton::goals
