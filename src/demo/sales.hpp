#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "demo/dice.hpp"
#include "demo/setting.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

// How a contact comes to qualify.
enum class Way : std::uint8_t { demo, pricing, score };

// What marketing hands over and what sales makes of it.
class Sales {
public:
    explicit Sales(Setting& setting) : setting_(&setting), dice_(setting.dice(2)) {}

    // Everybody who qualifies in the eighteen months, what became of them, and the six who wait.
    void play();

private:
    struct Handoff {
        int person = 0;
        int rep = 0;
        Instant offered;
        Instant decided;
    };

    void play_course(int person);
    void play_open_handoffs();
    void play_winner();

    // The touches that make the criterion true at exactly `entry`.
    void qualify(int person, Instant entry, Way way);
    [[nodiscard]] std::optional<Instant> draw_entry(const Person& person);
    [[nodiscard]] Way draw_way(Instant entry);

    // Offers, decides, and goes on from there. False when the decision would lie beyond the end:
    // then nothing was written.
    bool hand_off(int person, Instant entry, Way way);
    void offer(const Handoff& handoff);
    void accept(const Handoff& handoff);
    void give_back(const Handoff& handoff, Instant at, ledger::HandoffStep step);
    void work(const Handoff& handoff, Instant accepted);
    void follow_up_task(const Handoff& handoff, Instant accepted);
    void move(
        int person, Instant at, std::string_view by, ledger::HandoffStep step, std::string reason);
    void log(int person, Instant at, Kind kind, int rep);

    [[nodiscard]] std::int64_t draw_delay_minutes(Instant offered);
    [[nodiscard]] bool draw_acceptance(const Person& person);
    [[nodiscard]] std::string draw_reason(const Person& person);
    [[nodiscard]] int next_rep(const Person& person);
    [[nodiscard]] Person& person_at(int index);
    [[nodiscard]] const Company& company_of(int person);

    Setting* setting_;
    Dice dice_;
    int turn_ = 0;
    int tasks_ = 0;
};

}  // namespace baton::demo
