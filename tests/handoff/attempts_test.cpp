#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "agreement/check.hpp"
#include "handoff/handoffs.hpp"
#include "lifecycle/journeys.hpp"

// Which touches answer a handoff, among many that do not.
namespace baton::handoff {
namespace {

constexpr Instant offered_at{1'772'409'600'000'000};  // 2026-03-02
constexpr std::array<const char*, 7> kinds{"call logged",
                                           "Email Sent",
                                           "email_logged",
                                           "meeting held",
                                           "Meeting-Logged",
                                           "page_view",
                                           "form_submitted"};

// (kind, actor, trust, direction, hours after the offer)
using Made = std::tuple<int, int, int, int, int>;

// What agreement.md calls an attempt, said in other words than the program's.
bool is_answer(const Made& made) {
    const auto [kind, actor, trust, direction, hours] = made;
    const bool meeting = kind == 3 || kind == 4;
    const bool logged = kind < 5;
    return logged && actor == 0 && trust == 0 && (direction == 0 || meeting);
}

ledger::Touched touched(const Made& made) {
    const auto [kind, actor, trust, direction, hours] = made;
    ledger::Touched touched;
    touched.contact = ContactId{1024};
    const auto known = static_cast<std::size_t>(kind) < kinds.size();
    touched.kind =
        known ? kinds.at(static_cast<std::size_t>(kind)) : fmt::format("something {}", kind);
    touched.actor = actor == 0 ? ledger::Actor::human : ledger::Actor::unknown;
    touched.trust = trust == 0 ? ledger::Trust::server : ledger::Trust::known;
    touched.direction = direction == 0 ? ledger::Direction::out : ledger::Direction::in;
    return touched;
}

Instant at_of(const Made& made) {
    return plus(offered_at, std::int64_t{std::get<4>(made)} * hour_micros);
}

lifecycle::Chain chain() {
    constexpr std::string_view text = R"(agreement: Attempts
timezone: UTC
currency: EUR
stages:
  - { name: MQL, owner: marketing, when: 'any(page_view)' }
  - { name: SAL, owner: sales, when: 'handoff accepted' }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: Re-engage, eligible_again_after: 10 days }
)";
    auto checked = agreement::check(text, {});
    return lifecycle::Chain::draft(
        std::make_shared<const agreement::Agreement>(std::move(checked.agreement).value()),
        {.placements = true});
}

ledger::Event event(std::uint64_t order, Instant at, ledger::What what) {
    return {.at = at,
            .received = plus(offered_at, 400 * hour_micros + static_cast<std::int64_t>(order)),
            .order = order,
            .position = {.bucket = 0, .seq = static_cast<std::int64_t>(order)},
            .by = "x",
            .cause = {},
            .what = std::move(what)};
}

RC_GTEST_PROP(Attempts, AreFoundAmongAllTouches, (bool packed)) {
    const auto all = *rc::gen::container<std::vector<Made>>(rc::gen::tuple(
        rc::gen::weightedOneOf<int>({{3, rc::gen::inRange(0, 7)}, {1, rc::gen::inRange(7, 400)}}),
        rc::gen::inRange(0, 2),
        rc::gen::inRange(0, 2),
        rc::gen::inRange(0, 2),
        rc::gen::inRange(-20, 200)));
    ledger::Timeline timeline;
    std::uint64_t order = 1;
    const ContactId contact{1024};
    timeline.add(
        event(order++,
              plus(offered_at, -100 * hour_micros),
              ledger::ContactCreated{.contact = contact, .external_id = {}, .properties = {}}));
    timeline.add(event(order++,
                       offered_at,
                       ledger::HandoffMoved{.contact = contact,
                                            .step = ledger::HandoffStep::offered,
                                            .reason = {},
                                            .owner = "kim",
                                            .note = {}}));
    std::set<std::int64_t> days;
    std::optional<Instant> first;
    for (const Made& made : all) {
        timeline.add(event(order++, at_of(made), touched(made)));
        RC_ASSERT(is_attempt(touched(made)) == is_answer(made));
        if (is_answer(made) && at_of(made) >= offered_at) {
            days.insert(at_of(made).micros / day_micros);
            first = std::min(first.value_or(at_of(made)), at_of(made));
        }
    }
    if (packed) timeline.pack();
    const auto handoffs = read_handoffs(timeline, timeline.contacts().front(), chain());
    RC_ASSERT(handoffs.size() == 1U);
    RC_ASSERT(handoffs.front().responded_at == first);
    RC_ASSERT(handoffs.front().attempts == static_cast<int>(days.size()));
}

}  // namespace
}  // namespace baton::handoff
