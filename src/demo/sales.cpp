#include "demo/sales.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "demo/catalogue.hpp"
#include "demo/deals.hpp"
#include "demo/setting.hpp"
#include "demo/told_people.hpp"
#include "demo/working_time.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

namespace {

using ledger::HandoffStep;

constexpr std::int64_t waiting_days = 60;  // eligible_again_after
constexpr std::int64_t working_day_minutes = WorkingTime::to_minute - WorkingTime::from_minute;

std::string decimal(std::int64_t number) {
    return fmt::format("{}", number);
}

}  // namespace

Person& Sales::person_at(int index) {
    return setting_->people[static_cast<std::size_t>(index)];
}

const Company& Sales::company_of(int person) {
    return setting_->companies[static_cast<std::size_t>(person_at(person).company)];
}

void Sales::play() {
    play_open_handoffs();
    play_winner();
    for (int person = told_people; person < static_cast<int>(setting_->people.size()); ++person) {
        play_course(person);
    }
}

void Sales::play_course(int index) {
    const bool interested = dice_.percent(58);
    const Person& person = person_at(index);
    if (!interested || person.plays_a_part || person.unrestrained) {
        return;
    }
    const auto entry = draw_entry(person);
    if (entry && company_of(index).employees >= setting_->employees_needed(*entry)) {
        hand_off(index, *entry, draw_way(*entry));
    }
}

std::optional<Instant> Sales::draw_entry(const Person& person) {
    const TimeZone& zone = setting_->working.zone();
    const bool soon = dice_.percent(70);
    const std::int64_t days = dice_.between(1, soon ? 21 : 120);
    const std::int64_t minute = dice_.between(420, 1'200);
    Date day = zone.day_of(plus(person.known_at, days * day_micros));
    day.days += weekday_of(day) >= 5 && dice_.percent(80) ? 2 : 0;
    const Instant entry =
        plus(zone.at_wall_clock(day, static_cast<int>(minute)), dice_.below(minute_micros));
    return entry > setting_->world.end || entry < plus(person.known_at, hour_micros)
               ? std::nullopt
               : std::optional(entry);
}

Way Sales::draw_way(Instant entry) {
    const auto chance = dice_.below(100);
    if (chance < 25 && plus(entry, -4 * day_micros) > setting_->second_version_at) {
        return Way::score;
    }
    return chance < 60 ? Way::demo : Way::pricing;
}

void Sales::qualify(int index, Instant entry, Way way) {
    Person& person = person_at(index);
    PlannedTouch touch{.at = entry,
                       .subject = index,
                       .kind = Kind::page_view,
                       .path = pricing_path,
                       .channel = static_cast<std::int8_t>(person.channel),
                       .campaign = static_cast<std::int8_t>(person.campaign)};
    const std::int64_t room = std::min(entry.micros - person.known_at.micros, 10 * day_micros) - 1;
    switch (way) {
        case Way::demo: touch.kind = Kind::demo_requested; break;
        case Way::pricing:
            touch.at = plus(entry, -1 - dice_.below(room));
            setting_->touch(touch);
            break;
        case Way::score:
            person.points_left = 5;
            touch.asset =
                static_cast<std::int8_t>(dice_.below(static_cast<std::int64_t>(assets().size())));
            touch.kind = Kind::webinar_attended;
            touch.at = plus(entry, -std::min(2 * day_micros, room));
            setting_->touch(touch);
            touch.kind = Kind::content_downloaded;
            touch.at = plus(entry, -std::min(day_micros, room / 2));
            setting_->touch(touch);
            break;
    }
    touch.at = entry;
    setting_->touch(touch);
    person.spells.push_back({.entered = entry});
    person.plays_a_part = true;
}

int Sales::next_rep(const Person& person) {
    const std::string& owner = setting_->companies[static_cast<std::size_t>(person.company)].owner;
    const auto found = std::ranges::find(reps(), owner);
    if (found != reps().end()) {
        return static_cast<int>(found - reps().begin());
    }
    turn_ = (turn_ + 1) % static_cast<int>(reps().size());
    return turn_;
}

// Fridays are slow: half of the answers take more than five hours.
std::int64_t Sales::draw_delay_minutes(Instant offered) {
    const bool friday = weekday_of(setting_->working.zone().day_of(offered)) == 4;
    if (friday) {
        return dice_.between(130, 500);
    }
    return dice_.percent(4) ? dice_.between(245, 420) : dice_.between(15, 205);
}

bool Sales::draw_acceptance(const Person& person) {
    const Company& company = setting_->companies[static_cast<std::size_t>(person.company)];
    if (static_cast<Channel>(person.channel) == Channel::bought_list) {
        return dice_.percent(19);
    }
    return dice_.percent(company.employees < employees_needed_second ? 44 : 79);
}

std::string Sales::draw_reason(const Person& person) {
    constexpr std::array reasons{
        "bad timing", "no need", "no budget", "bad fit", "no authority", "bad data"};
    if (static_cast<Channel>(person.channel) == Channel::bought_list) {
        return dice_.percent(70) ? "bad data" : "bad fit";
    }
    return reasons.at(static_cast<std::size_t>(std::min(dice_.below(6), dice_.below(6))));
}

bool Sales::hand_off(int index, Instant entry, Way way) {
    const Instant offered = plus(entry, 1);
    const Instant decided = setting_->working.after(offered, draw_delay_minutes(offered));
    if (plus(decided, hour_micros) > setting_->world.end) {
        return false;
    }
    qualify(index, entry, way);
    const Handoff handoff{.person = index,
                          .rep = next_rep(person_at(index)),
                          .offered = offered,
                          .decided = plus(decided, dice_.below(minute_micros))};
    offer(handoff);
    if (draw_acceptance(person_at(index))) {
        accept(handoff);
    } else {
        give_back(handoff,
                  handoff.decided,
                  dice_.percent(78) ? HandoffStep::rejected : HandoffStep::recycled);
    }
    return true;
}

void Sales::move(
    int person, Instant at, std::string_view by, HandoffStep step, std::string reason) {
    const bool offers = step == HandoffStep::offered;
    setting_->record(at,
                     offers ? "baton" : by,
                     ledger::HandoffMoved{.contact = person_at(person).id,
                                          .step = step,
                                          .reason = std::move(reason),
                                          .owner = std::string(by),
                                          .note = ""});
}

void Sales::log(int person, Instant at, Kind kind, int rep) {
    setting_->touch({.at = at,
                     .subject = person,
                     .kind = kind,
                     .channel = -1,
                     .rep = static_cast<std::int8_t>(rep),
                     .outcome = static_cast<std::int8_t>(dice_.below(4))});
}

void Sales::offer(const Handoff& handoff) {
    move(handoff.person,
         handoff.offered,
         reps()[static_cast<std::size_t>(handoff.rep)],
         HandoffStep::offered,
         "");
}

void Sales::accept(const Handoff& handoff) {
    log(handoff.person, handoff.decided, Kind::call_logged, handoff.rep);
    const Instant accepted = plus(handoff.decided, dice_.between(2, 25) * minute_micros);
    const std::string_view rep = reps()[static_cast<std::size_t>(handoff.rep)];
    move(handoff.person, accepted, rep, HandoffStep::accepted, "");
    setting_->record(plus(accepted, 1),
                     rep,
                     ledger::ContactChanged{.contact = person_at(handoff.person).id,
                                            .properties = {{"owner", std::string(rep)}}});
    follow_up_task(handoff, accepted);
    work(handoff, accepted);
}

void Sales::follow_up_task(const Handoff& handoff, Instant accepted) {
    const Instant due =
        setting_->working.after(accepted, dice_.between(1, 3) * working_day_minutes);
    const Instant done = plus(due, -dice_.between(10, 300) * minute_micros);
    const std::string_view rep = reps()[static_cast<std::size_t>(handoff.rep)];
    const std::string key = fmt::format("t{:05}", ++tasks_);
    const Person& person = person_at(handoff.person);
    setting_->record(plus(accepted, minute_micros),
                     rep,
                     "task",
                     key,
                     {{"title", fmt::format("Call {}", person.name)},
                      {"due_at", due},
                      {"contact", decimal(person.id.value)},
                      {"owner", std::string(rep)}});
    if (dice_.percent(93)) {
        setting_->record(std::max(done, plus(accepted, 2 * minute_micros)),
                         rep,
                         "task",
                         key,
                         {{"done_at", done}});
    }
    if (dice_.percent(40)) {
        setting_->record(
            plus(accepted, 3 * minute_micros),
            rep,
            "note",
            fmt::format("n{:05}", tasks_),
            {{"text",
              std::string("Wants to see the customs status live. Send the next step by mail.")},
             {"contact", decimal(person.id.value)}});
    }
}

// Tries on different days; most meet, and most of those become a deal. The others go back, or end.
void Sales::work(const Handoff& handoff, Instant accepted) {
    Instant at = accepted;
    const auto tries = dice_.between(1, 4);
    for (std::int64_t number = 0; number < tries; ++number) {
        at = setting_->working.after(at, dice_.between(400, 800));
        log(handoff.person,
            at,
            dice_.percent(50) ? Kind::call_logged : Kind::email_logged,
            handoff.rep);
    }
    const bool meets = dice_.percent(72);
    if (meets) {
        at = setting_->working.after(at, dice_.between(300, 1'800));
        log(handoff.person, at, Kind::meeting_held, handoff.rep);
    }
    const bool opens = meets && dice_.percent(70);
    at = setting_->working.after(at, opens ? dice_.between(5, 1'500) : dice_.between(2'000, 6'000));
    if (!opens) {
        const bool over = dice_.percent(15);
        give_back(handoff, at, over ? HandoffStep::disqualified : HandoffStep::recycled);
        return;
    }
    play_deal(*setting_, dice_, {.person = handoff.person, .rep = handoff.rep, .created_at = at});
    move(handoff.person,
         plus(at, 1),
         reps()[static_cast<std::size_t>(handoff.rep)],
         HandoffStep::converted,
         "");
}

// A contact given back may come back by itself once the waiting is over.
void Sales::give_back(const Handoff& handoff, Instant at, HandoffStep step) {
    const std::string reason = draw_reason(person_at(handoff.person));
    move(handoff.person, at, reps()[static_cast<std::size_t>(handoff.rep)], step, reason);
    if (step == HandoffStep::disqualified || at > setting_->world.end) {
        return;
    }
    Person& person = person_at(handoff.person);
    person.spells.back().returned = at;
    const bool again = person.spells.size() == 1 && dice_.percent(14);
    const Instant entry =
        plus(at, (waiting_days + dice_.between(2, 60)) * day_micros + dice_.below(hour_micros));
    const bool fits = company_of(handoff.person).employees >= setting_->employees_needed(entry);
    if (again && fits && entry < setting_->world.end) {
        hand_off(handoff.person, entry, Way::demo);
    }
}

// Two are due on the day of the end (or the next working day when that is over), one is late, and
// three were called but not accepted yet.
void Sales::play_open_handoffs() {
    const WorkingTime& working = setting_->working;
    const Instant end = setting_->world.end;
    const Instant open = working.open_from(end);
    const Date day = working.zone().day_of(open);
    const std::int64_t left = (working.closing(day).micros - open.micros) / minute_micros;
    const Instant start =
        left < 6 ? working.opening(working.zone().day_of(working.after(open, 7))) : open;
    const std::int64_t room = left < 6 ? working_day_minutes : left;
    const std::array offered{
        working.before(working.after(start, std::min<std::int64_t>(102, room / 3)), 240),
        working.before(working.after(start, std::min<std::int64_t>(175, room * 2 / 3)), 240),
        working.before(end, 240 + 95),
        working.before(end, 300),
        working.before(end, 395),
        working.before(end, 470)};
    for (int person = 0; person < open_people; ++person) {
        const Instant at = offered.at(static_cast<std::size_t>(person));
        qualify(person, plus(at, -1), person % 3 == 2 ? Way::demo : Way::pricing);
        const Handoff handoff{
            .person = person, .rep = next_rep(person_at(person)), .offered = at, .decided = at};
        offer(handoff);
        if (person > 2) {
            log(person, working.after(at, 70), Kind::call_logged, handoff.rep);
        }
    }
}

void Sales::play_winner() {
    const WorkingTime& working = setting_->working;
    const Instant end = setting_->world.end;
    const Instant entry = working.open_from(plus(end, -72 * day_micros));
    qualify(winner_person, entry, Way::demo);
    const Handoff handoff{.person = winner_person,
                          .rep = next_rep(person_at(winner_person)),
                          .offered = plus(entry, 1),
                          .decided = working.after(entry, 80)};
    const std::string_view rep = reps()[static_cast<std::size_t>(handoff.rep)];
    offer(handoff);
    log(winner_person, handoff.decided, Kind::call_logged, handoff.rep);
    move(winner_person, plus(handoff.decided, minute_micros), rep, HandoffStep::accepted, "");
    log(winner_person, working.after(entry, 1'200), Kind::meeting_held, handoff.rep);
    const Instant created = working.after(entry, 1'500);
    Date yesterday = working.zone().day_of(end);
    --yesterday.days;
    play_deal(*setting_,
              dice_,
              {.person = winner_person,
               .rep = handoff.rep,
               .created_at = created,
               .won_at = working.zone().at_wall_clock(yesterday, 15 * 60 + 20)});
    move(winner_person, plus(created, 1), rep, HandoffStep::converted, "");
}

}  // namespace baton::demo
