#pragma once

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "lifecycle/duration.hpp"

// The days on which an agreement's people work.
namespace baton::engine {

// The agreement's calendar; Monday to Friday, nine to five, when it names no business hours.
[[nodiscard]] lifecycle::Calendar working_calendar(const agreement::Agreement& agreement);

// Whether the local day of `at` is one.
[[nodiscard]] bool is_working_day(Instant at, const lifecycle::Calendar& calendar);

// The first opening after `at`; latest() when there is none.
[[nodiscard]] Instant next_opening(Instant at, const lifecycle::Calendar& calendar);

// The local day of `at`: [start, end).
struct LocalDay {
    Instant start;
    Instant end;
};

[[nodiscard]] LocalDay local_day(Instant at, const lifecycle::Calendar& calendar);

}  // namespace baton::engine
