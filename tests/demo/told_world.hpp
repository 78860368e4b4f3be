#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "demo/world.hpp"
#include "ledger/event.hpp"

namespace baton::demo::testing {

inline Ids counted_ids() {
    const auto next = [count = std::int64_t{0}]() mutable {
        ++count;
        return count * bucket_count + count % bucket_count;
    };
    return {.next_contact = [next = next]() mutable { return ContactId{next()}; },
            .next_company = [next = next]() mutable { return CompanyId{next()}; },
            .next_deal = [next = next]() mutable { return DealId{next()}; },
            .next_visitor = [next = next]() mutable { return VisitorId{next()}; }};
}

inline World small_world(std::string_view end) {
    return {.seed = 7,
            .contacts = 400,
            .touches = 12'000,
            .end = parse_instant(end).value(),
            .ids = counted_ids()};
}

inline std::vector<ledger::Draft> told(const World& world) {
    std::vector<ledger::Draft> events;
    const Done done = generate(world, [&](ledger::Draft&& event) -> Done {
        events.push_back(std::move(event));
        return {};
    });
    return done ? events : std::vector<ledger::Draft>{};
}

}  // namespace baton::demo::testing
