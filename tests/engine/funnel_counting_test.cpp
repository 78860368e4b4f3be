#include "engine/funnel_counting.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "attribution/funnel.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "engine/funnel_question.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// Funnels read from packed columns, from touches that wait and from those that came late, beside
// counting touch by touch.
namespace baton::engine {
namespace {

constexpr std::size_t people = 3;
constexpr std::size_t steps = 3;

ContactId contact_of(std::size_t number) {
    return make_id<ContactTag>(static_cast<std::int64_t>(number) + 1, 0);
}

VisitorId visitor_of(std::size_t number) {
    return make_id<VisitorTag>(static_cast<std::int64_t>(number) + 1, 0);
}

struct Seen {
    std::size_t person = 0;
    std::int64_t at = 0;
    std::int64_t known_at = 0;
    int kind = 0;
    bool pricing = false;

    // Which steps it can be, as bits.
    [[nodiscard]] std::uint32_t kind_bits() const {
        return (kind == 0 ? 1U : 0U) | (kind == 0 && pricing ? 2U : 0U) | (kind == 1 ? 4U : 0U);
    }
};

class Company {
public:
    Company() {
        for (std::size_t person = 0; person < people; ++person) {
            ledger::ContactCreated created;
            created.contact = contact_of(person);
            add(0, created);
        }
    }

    void see(const Seen& seen, bool as_visitor) {
        ledger::Touched touched;
        if (as_visitor) {
            touched.visitor = visitor_of(seen.person);
        } else {
            touched.contact = contact_of(seen.person);
        }
        touched.kind = fmt::format("kind {}", seen.kind);
        touched.fields = {{"path", std::string(seen.pricing ? "/pricing" : "/")}};
        add(seen.at, touched);
    }

    void link(std::size_t person, std::int64_t at) {
        add(at, ledger::Linked{.visitor = visitor_of(person), .contact = contact_of(person)});
    }

    ledger::Timeline timeline;

private:
    void add(std::int64_t at, ledger::What what) {
        const auto order = next_++;
        timeline.add({.at = {at},
                      .received = {at},
                      .order = order,
                      .position = {.bucket = 0, .sub = 0, .seq = static_cast<std::int64_t>(order)},
                      .by = {},
                      .cause = {},
                      .what = std::move(what)});
    }

    std::uint64_t next_ = 1;
};

FunnelQuestion random_question() {
    const std::string text =
        "agreement: a\ntimezone: UTC\ncurrency: EUR\ndefinitions:\n"
        "  step_one: 'any(\"kind 0\")'\n"
        "  step_two: 'any(\"kind 0\" where path = \"/pricing\")'\n"
        "  step_three: 'any(\"kind 1\")'\n"
        "stages:\n  - { name: S, owner: sales, when: 'step_one and step_two and step_three' }\n";
    auto checked = agreement::check(text, agreement::standard_schema());
    FunnelQuestion question{
        .agreement = std::make_shared<const agreement::Agreement>(checked.agreement.value()),
        .steps = {"first", "second", "third"},
        .window_from = *rc::gen::arbitrary<bool>() ? attribution::WindowFrom::first
                                                   : attribution::WindowFrom::previous,
        .as_of = {*rc::gen::inRange<std::int64_t>(1, 120)}};
    for (std::size_t step = 0; step < steps; ++step)
        question.within_micros.push_back(*rc::gen::inRange<std::int64_t>(1, 60));
    if (*rc::gen::arbitrary<bool>()) {
        question.from = Instant{*rc::gen::inRange<std::int64_t>(0, 100)};
        question.to = plus(*question.from, *rc::gen::inRange<std::int64_t>(1, 50));
    }
    return question;
}

struct Expected {
    std::vector<std::int64_t> reached = std::vector<std::int64_t>(steps);
    std::vector<std::int64_t> still_open = std::vector<std::int64_t>(steps);
    std::vector<std::vector<std::int64_t>> micros = std::vector<std::vector<std::int64_t>>(steps);

    void add(const FunnelQuestion& question, const std::vector<Seen>& all, std::size_t person) {
        attribution::Funnel funnel{.window_from = question.window_from};
        for (std::size_t step = 0; step < steps; ++step) {
            attribution::FunnelStep each{.within_micros = question.within_micros[step]};
            for (std::uint32_t bits = 0; bits < 8; ++bits)
                each.kinds.push_back(((bits >> step) & 1U) != 0);
            funnel.steps.push_back(each);
        }
        std::vector<std::uint32_t> kinds;
        std::vector<std::int64_t> at;
        for (const Seen& seen : all) {
            if (seen.person != person || std::max(seen.at, seen.known_at) > question.as_of.micros)
                continue;
            const bool begins = !question.from ||
                                (seen.at >= question.from->micros && seen.at < question.to->micros);
            kinds.push_back(begins ? seen.kind_bits() : seen.kind_bits() & ~1U);
            at.push_back(seen.at);
        }
        attribution::FunnelReader reader(funnel);
        const auto got = reader.steps_reached(kinds, at);
        const auto way = reader.way();
        for (std::size_t step = 0; step < got; ++step) {
            ++reached[step];
            if (step > 0) micros[step].push_back(at[way[step]] - at[way[step - 1]]);
        }
        const auto at_of = [&](std::uint32_t place) { return at[place]; };
        if (got > 0 && got < steps && reader.open_at(question.as_of.micros, at_of))
            ++still_open[got];
    }
};

RC_GTEST_PROP(FunnelCounting, IsCountingTouchByTouch, ()) {
    Company company;
    std::vector<Seen> all;
    const bool late = *rc::gen::arbitrary<bool>();
    std::int64_t at = 0;
    for (int count = *rc::gen::inRange(0, 80); count > 0; --count) {
        at += *rc::gen::inRange<std::int64_t>(0, 3);
        const bool as_visitor = late && *rc::gen::inRange(0, 4) == 0;
        all.push_back({.person = *rc::gen::inRange<std::size_t>(0, people),
                       .at = at,
                       .known_at = as_visitor ? 60 : at,
                       .kind = *rc::gen::inRange(0, 3),
                       .pricing = *rc::gen::arbitrary<bool>()});
        company.see(all.back(), as_visitor);
    }
    for (std::size_t person = 0; late && person < people; ++person)
        company.link(person, 60);
    if (*rc::gen::arbitrary<bool>()) company.timeline.pack();
    const auto question = random_question();
    Expected expected;
    for (std::size_t person = 0; person < people; ++person)
        expected.add(question, all, person);
    FunnelCounting first(question, company.timeline);
    FunnelCounting second(question, company.timeline);
    first.read(0, 1);
    second.read(1, people);
    auto counts = first.counts();
    counts.add(second.counts());
    RC_ASSERT(counts.people == expected.reached);
    RC_ASSERT(counts.still_open == expected.still_open);
    RC_ASSERT(counts.micros == expected.micros);
}

}  // namespace
}  // namespace baton::engine
