#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// How long it takes to load touches into the timeline, to follow one in-order touch, and to read a
// contact of 50 touches from nothing.
namespace baton {
namespace {

constexpr std::int64_t contacts = 4'000;
constexpr std::int64_t touches_each = 50;
constexpr std::int64_t start_micros = 1'767'225'600'000'000;  // 2026-01-01

constexpr std::string_view agreement_text = R"(agreement: bench
timezone: Europe/Berlin
currency: EUR
definitions:
  high_intent: 'count(page_view where path starts with "/pricing" within 30 days) >= 3 or any(demo within 90 days)'
scores:
  engagement: { half_life: 30 days, points: [ { touch: email_link_clicked, points: 5 }, { touch: 'page_view where path starts with "/pricing"', points: 10 } ] }
stages:
  - { name: lead, owner: marketing, when: 'known contact.email' }
  - { name: MQL, owner: marketing, when: 'high_intent or score(engagement) >= 60' }
  - { name: SAL, owner: sales, when: 'handoff accepted' }
  - { name: SQL, owner: sales, when: 'reached(SAL) and any(meeting_held within 30 days)' }
disqualify:
  - { reason: student, when: 'contact.job_title contains "student"' }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: R, eligible_again_after: 60 days }
)";

double nanos_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start)
        .count();
}

ContactId contact_id(std::int64_t number) {
    return make_id<ContactTag>(number + 1, number % bucket_count);
}

class Ledger {
public:
    ledger::Event next(std::int64_t at, ledger::What what) {
        ++order_;
        return {.at = {at},
                .received = {at},
                .order = order_,
                .position = {.bucket = 0, .sub = 0, .seq = static_cast<std::int64_t>(order_)},
                .by = {},
                .cause = {},
                .what = std::move(what)};
    }

    ledger::Event touch(std::int64_t contact, std::int64_t at) {
        const auto turn = order_ % 7;
        ledger::Touched touched;
        touched.contact = contact_id(contact);
        touched.kind = turn < 5 ? "page_view" : "email_link_clicked";
        const auto path =
            turn == 0 ? std::string("/pricing") : fmt::format("/blog/{}", order_ % 500);
        touched.fields = {{"path", path}, {"channel", std::string("organic")}};
        return next(at, std::move(touched));
    }

private:
    std::uint64_t order_ = 0;
};

struct Made {
    std::vector<ledger::Event> events;
    std::vector<ledger::Event> later;
};

Made make_events() {
    Ledger ledger;
    Made made;
    for (std::int64_t contact = 0; contact < contacts; ++contact) {
        made.events.push_back(ledger.next(
            start_micros,
            ledger::ContactCreated{.contact = contact_id(contact),
                                   .external_id = fmt::format("c{}", contact),
                                   .properties = {{"email", fmt::format("p{}@a.test", contact)}}}));
    }
    std::int64_t at = start_micros;
    for (std::int64_t index = 0; index < contacts * touches_each; ++index) {
        at += 60 * second_micros;
        made.events.push_back(ledger.touch(index % contacts, at));
    }
    for (std::int64_t index = 0; index < contacts * 5; ++index) {
        at += 60 * second_micros;
        made.later.push_back(ledger.touch(index % contacts, at));
    }
    return made;
}

void report(const char* what, double nanos, std::int64_t count) {
    std::printf("%-40s %10.1f ns each, %8.1f ms in all\n",
                what,
                nanos / static_cast<double>(count),
                nanos / 1e6);
}

int run() {
    auto checked = agreement::check(agreement_text, agreement::standard_schema());
    if (!checked.agreement) return 1;
    const auto agreement =
        std::make_shared<const agreement::Agreement>(*std::move(checked.agreement));
    const auto chain =
        std::make_shared<const lifecycle::Chain>(lifecycle::Chain::draft(agreement, {}));
    const auto made = make_events();
    ledger::Timeline timeline;
    auto start = std::chrono::steady_clock::now();
    for (const auto& event : made.events)
        timeline.add(event);
    report("add a touch to the timeline", nanos_since(start), contacts * touches_each);

    lifecycle::Evaluator evaluator(chain, timeline);
    std::vector<std::pair<lifecycle::FoldState, lifecycle::History>> states(contacts);
    const auto now = made.events.back().at;
    start = std::chrono::steady_clock::now();
    std::size_t journeys = 0;
    for (std::size_t contact = 0; contact < states.size(); ++contact) {
        auto& [state, history] = states[contact];
        evaluator.advance(contact_id(static_cast<std::int64_t>(contact)), state, history, now);
        journeys += history.journeys.size();
    }
    report("fold a contact of 50 touches", nanos_since(start), contacts);

    double nanos = 0;
    std::int64_t turn = 0;
    for (const auto& event : made.later) {
        timeline.add(event);
        auto& [state, history] = states[static_cast<std::size_t>(turn % contacts)];
        const auto from = std::chrono::steady_clock::now();
        evaluator.follow(contact_id(turn % contacts), state, history, event.at, event.at);
        nanos += nanos_since(from);
        ++turn;
    }
    report("follow one in-order touch", nanos, turn);
    std::printf("%zu journeys\n", journeys);
    return 0;
}

}  // namespace
}  // namespace baton

int main() {
    return baton::run();
}
