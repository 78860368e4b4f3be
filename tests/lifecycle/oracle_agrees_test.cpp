#include <algorithm>
#include <boost/json/parse.hpp>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/arbitrary_case.hpp"
#include "lifecycle/engine_reading.hpp"
#include "lifecycle/journeys.hpp"
#include "oracle/oracle.hpp"

namespace baton::lifecycle {
namespace {

using testing::Numbers;

Numbers some_numbers(std::size_t most) {
    const auto size = *rc::gen::inRange<std::size_t>(0, most);
    return *rc::gen::container<Numbers>(
        size, rc::gen::resize(100, rc::gen::inRange<std::uint32_t>(0, 4'000'000'000U)));
}

std::string random_ledger(std::size_t most) {
    auto lines = testing::first_lines();
    for (auto& line : testing::lines_from(some_numbers(most)))
        lines.push_back(std::move(line));
    return testing::joined(lines);
}

std::string random_agreement(const std::string& effective = "") {
    return testing::agreement_from(
        *rc::gen::container<Numbers>(
            8, rc::gen::resize(100, rc::gen::inRange<std::uint32_t>(0, 4'000'000'000U))),
        effective);
}

void expect_agreement(const std::vector<std::pair<std::string, std::string>>& agreements,
                      const std::string& ledger,
                      const oracle::Options& options) {
    const auto told = boost::json::parse(testing::journeys(agreements, ledger, options));
    const auto expected = boost::json::parse(oracle::journeys(agreements, ledger, options));
    if (told != expected) {
        for (const auto& [name, yaml] : agreements)
            RC_LOG() << yaml << "\n";
        RC_LOG() << ledger << "\nengine\n" << told << "\noracle\n" << expected << "\n";
    }
    RC_ASSERT(told == expected);
}

RC_GTEST_PROP(OracleAgrees, OnDrafts, ()) {
    oracle::Options options;
    options.to = "2026-04-20T00:00:00Z";
    options.identity_now = *rc::gen::arbitrary<bool>();
    options.placements = *rc::gen::arbitrary<bool>();
    expect_agreement({{"a", random_agreement()}}, random_ledger(24), options);
}

RC_GTEST_PROP(OracleAgrees, OnChains, ()) {
    oracle::Options options;
    options.chain = true;
    options.to = "2026-04-20T00:00:00Z";
    options.placements = *rc::gen::arbitrary<bool>();
    expect_agreement({{"a", random_agreement("2026-01-01")},
                      {"b", random_agreement("2026-02-05")},
                      {"c", random_agreement("2026-03-05")}},
                     random_ledger(24),
                     options);
}

std::shared_ptr<const Chain> random_chain(const testing::ReadLedger& ledger) {
    std::vector<Version> versions;
    for (const auto* effective : {"2026-01-01", "2026-02-05"}) {
        const auto agreement = testing::read_agreement(random_agreement(effective), ledger.types);
        versions.push_back({.agreement = agreement, .effective = effective_start(*agreement)});
    }
    return std::make_shared<const Chain>(std::move(versions), Chain::Options{});
}

// Every contact followed event by event, as a server would, timers fired in between.
class Live {
public:
    Live(std::shared_ptr<const Chain> chain, ledger::Timeline& timeline)
        : timeline_(timeline), evaluator_(std::move(chain), timeline) {}

    void receive(const ledger::Event& event, bool fire_timers) {
        timeline_.add(event);
        now_ = std::max(now_, event.at);
        const auto concerned = timeline_.concerned(event);
        const bool is_void = std::holds_alternative<ledger::Voided>(event.what);
        const auto changed_from = concerned && !is_void ? event.at : Instant::earliest();
        states_.resize(timeline_.contacts().size());
        for (ledger::Slot slot = 0; slot < states_.size(); ++slot) {
            const bool named = !concerned || std::ranges::count(*concerned, slot) > 0;
            if (named) follow(slot, changed_from);
            if (fire_timers) follow(slot, Instant::latest());
        }
    }

    History history(ledger::Slot slot, Instant until) {
        auto& [state, history] = states_[slot];
        evaluator_.advance(timeline_.contacts()[slot].id, state, history, until);
        return history;
    }

private:
    void follow(ledger::Slot slot, Instant changed_from) {
        auto& [state, history] = states_[slot];
        evaluator_.follow(timeline_.contacts()[slot].id, state, history, changed_from, now_);
    }

    ledger::Timeline& timeline_;
    Evaluator evaluator_;
    Instant now_ = Instant::earliest();
    std::vector<std::pair<FoldState, History>> states_;
};

RC_GTEST_PROP(LiveIsReplay, ForEventsInAnyOrder, ()) {
    const auto ledger = testing::read_lines(random_ledger(30));
    const auto chain = random_chain(ledger);
    const auto until = parse_instant("2026-04-20T00:00:00Z").value();
    ledger::Timeline growing(ledger::Identity::then, ledger.types);
    Live live(chain, growing);
    for (const auto& event : ledger.events)
        live.receive(event, *rc::gen::arbitrary<bool>());
    const auto whole = testing::timeline_of(ledger);
    Evaluator evaluator(chain, whole);
    for (ledger::Slot slot = 0; slot < whole.contacts().size(); ++slot) {
        RC_ASSERT(live.history(slot, until) == evaluator.fold(whole.contacts()[slot].id, until));
    }
}

RC_GTEST_PROP(OrderOfArrival, DoesNotMatterForDistinctInstants, ()) {
    auto ledger = testing::read_lines(random_ledger(30));
    const auto chain = random_chain(ledger);
    std::erase_if(ledger.events, [](const ledger::Event& event) {
        return std::holds_alternative<ledger::Voided>(event.what);
    });
    const auto until = parse_instant("2026-04-20T00:00:00Z").value();
    const auto one = testing::timeline_of(ledger);
    auto& other = ledger;
    // Another order of arrival that keeps the order of events of one instant.
    std::ranges::stable_sort(other.events, [](const auto& left, const auto& right) {
        const auto mixed = [](Instant at) {
            return (static_cast<std::uint64_t>(at.micros) * 2'654'435'761U) % 1'009;
        };
        return mixed(left.at) < mixed(right.at);
    });
    for (std::size_t index = 0; index < other.events.size(); ++index) {
        other.events[index].order = index + 1;
    }
    const auto two = testing::timeline_of(other);
    Evaluator first(chain, one);
    Evaluator second(chain, two);
    for (const auto& contact : one.contacts()) {
        RC_ASSERT(first.fold(contact.id, until) == second.fold(contact.id, until));
    }
}

}  // namespace
}  // namespace baton::lifecycle
