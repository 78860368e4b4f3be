#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "backtest/life.hpp"
#include "backtest/maturity.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "base/calendar.hpp"

namespace baton::backtest {

// The lives that end in one person's: those merged into it, itself first.
using Person = std::span<const Life* const>;

class Persons {
public:
    // The lives must outlive it and stay where they are.
    explicit Persons(const std::vector<Life>& lives);

    [[nodiscard]] const std::vector<Person>& all() const { return persons_; }

private:
    std::vector<const Life*> lives_;  // by person
    std::vector<Person> persons_;
};

struct BaseRate {
    std::int64_t contacts = 0;
    std::int64_t won = 0;
};

// A person who was won in the range, and when for the first time.
struct PersonWon {
    Person lives;
    Instant at;
};

// What all stages of one draft share.
struct DraftView {
    const Question& question;
    const std::vector<Life>& lives;
    std::span<const Life* const> entered;  // those that enter anything under the draft
    const std::vector<Winner>& winners;
    std::span<const PersonWon> won;
    Instant first_created;  // of all contacts
    const Maturity& maturity;
    const BaseRate& base;
    const TimeZone& zone;
    std::size_t draft = 0;
};

[[nodiscard]] StageFigures figures_of(const DraftView& view, std::size_t stage);

// The first deal of this life won at or after `from` and by `last`; nothing without one.
[[nodiscard]] std::optional<Instant> first_win(const Life& life, Instant from, Instant last);

}  // namespace baton::backtest
