#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/timeline.hpp"

// How things are said to people: short, factual, without blame.
namespace baton::engine {

// Who or what did something: "Kim Weber", "Baton", "import 7", "website"; empty for nobody.
[[nodiscard]] std::string actor_words(const ledger::Timeline& timeline,
                                      std::string_view by,
                                      Instant at);

// Whether that is one of us, by hand.
[[nodiscard]] bool is_person(std::string_view by);

// "job title" of job_title, "Job title" at the beginning of a sentence.
[[nodiscard]] std::string property_words(std::string_view name);
[[nodiscard]] std::string capitalised(std::string text);

// "84000.00 EUR", "2026-03-16", "yes"; "not known" for Unknown.
[[nodiscard]] std::string value_words(const Value& value);

// "1 h 42 min", "3 d 4 h", "12 min", "under a minute".
[[nodiscard]] std::string duration_words(std::int64_t micros);

// waiting, due_soon (less than an hour, or a quarter of the time, is left), breached, answered,
// closed.
[[nodiscard]] std::string_view clock_state(const handoff::Handoff& handoff, Instant now);
// "1 h 42 min left", "20 min late", "answered after 12 min", "rejected".
[[nodiscard]] std::string clock_words(const handoff::Handoff& handoff, Instant now);

// "3 page views" → "3 ×", at most `words` words, cut at a space.
[[nodiscard]] std::string first_words(std::string_view text, int words);

}  // namespace baton::engine
