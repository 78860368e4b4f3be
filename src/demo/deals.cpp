#include "demo/deals.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "demo/catalogue.hpp"
#include "demo/dice.hpp"
#include "demo/setting.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

namespace {

using ledger::DealStatus;

constexpr int large_company = 1'000;

// What will become of a deal, drawn before its first event is written.
struct Fate {
    DealId deal;
    std::string_view rep;
    const Product* product = nullptr;
    bool large = false;
    bool won = false;
    int asset = -1;
    std::int64_t amount_minor = 0;
    Instant closes_at;
    std::vector<int> people;
};

// Colleagues who are known by then and have no part of their own.
std::vector<int> drawn_people(Setting& setting, Dice& dice, const DealCourse& course) {
    std::vector<int> people{course.person};
    const auto company = setting.people[static_cast<std::size_t>(course.person)].company;
    for (const int index : setting.companies[static_cast<std::size_t>(company)].people) {
        Person& colleague = setting.people[static_cast<std::size_t>(index)];
        const bool free = !colleague.plays_a_part && colleague.known_at < course.created_at;
        if (people.size() < 3 && free && dice.percent(45)) {
            colleague.plays_a_part = true;
            people.push_back(index);
        }
    }
    return people;
}

// Large companies take most of a year and nearly all sign; the calculator wins and is hardly sent.
Fate drawn_fate(Setting& setting, Dice& dice, const DealCourse& course) {
    const Person& person = setting.people[static_cast<std::size_t>(course.person)];
    const Company& company = setting.companies[static_cast<std::size_t>(person.company)];
    Fate fate{.deal = setting.world.ids.next_deal(),
              .rep = reps()[static_cast<std::size_t>(course.rep)],
              .product = &dice.pick(products()),
              .large = company.employees >= large_company,
              .closes_at = {},
              .people = drawn_people(setting, dice, course)};
    if (dice.percent(5)) {
        fate.asset = winning_asset;
    } else if (dice.percent(55)) {
        fate.asset = usual_asset;
    }
    const int chance = fate.large ? 86 : 29;
    fate.won = dice.percent(fate.asset == winning_asset ? 90 : chance);
    const std::int64_t days = fate.large ? dice.between(240, 470) : dice.between(18, 85);
    const Instant closes = plus(course.created_at, days * day_micros + dice.below(hour_micros));
    fate.closes_at = plus(setting.working.open_from(closes), dice.below(8 * hour_micros));
    const std::int64_t percent = fate.large ? dice.between(160, 420) : dice.between(40, 140);
    fate.amount_minor = fate.product->price_minor / 100 * percent / 50'000 * 50'000 + 50'000;
    if (course.won_at) {
        fate.won = true;
        fate.closes_at = *course.won_at;
    }
    return fate;
}

void change(Setting& setting, const Fate& fate, Instant at, ledger::Properties properties) {
    setting.record(at,
                   fate.rep,
                   ledger::DealChanged{.deal = fate.deal,
                                       .external_id = fmt::format("d{}", fate.deal.value),
                                       .contacts = {},
                                       .properties = std::move(properties)});
}

void open(Setting& setting, const Fate& fate, const DealCourse& course) {
    const Person& person = setting.people[static_cast<std::size_t>(course.person)];
    const Company& company = setting.companies[static_cast<std::size_t>(person.company)];
    std::vector<ContactId> contacts;
    for (const int index : fate.people) {
        contacts.push_back(setting.people[static_cast<std::size_t>(index)].id);
    }
    setting.record(
        course.created_at,
        fate.rep,
        ledger::DealChanged{
            .deal = fate.deal,
            .external_id = fmt::format("d{}", fate.deal.value),
            .contacts_given = true,
            .contacts = std::move(contacts),
            .status_given = true,
            .status = DealStatus::open,
            .properties = {{"name", fmt::format("{}, {}", company.name, fate.product->name)},
                           {"amount", setting.money(fate.amount_minor)},
                           {"pipeline", std::string("sales")},
                           {"stage", std::string("Discovery")},
                           {"product", std::string(fate.product->name)},
                           {"owner", std::string(fate.rep)},
                           {"company", company.external_id},
                           {"created_at", course.created_at}}});
}

void advance(Setting& setting, const Fate& fate, Instant created) {
    constexpr std::array<std::string_view, 3> stages{"Demo", "Proposal", "Negotiation"};
    const std::int64_t quarter = (fate.closes_at.micros - created.micros) / 4;
    Instant at = created;
    for (const std::string_view stage : stages) {
        at = plus(at, quarter);
        change(setting, fate, setting.working.open_from(at), {{"stage", std::string(stage)}});
    }
}

// What the rep means to do before the deal goes on, and did by then. One deal in three has no plan.
void plan_steps(Setting& setting, const Fate& fate, Instant created) {
    constexpr std::array<std::string_view, 4> titles{
        "Show how it works", "Send the proposal", "Talk the proposal through", "Get it signed"};
    if (fate.deal.value % 3 == 0) {
        return;
    }
    const std::int64_t quarter = (fate.closes_at.micros - created.micros) / 4;
    Instant at = created;
    for (std::size_t step = 0; step < titles.size(); ++step) {
        const Instant due = setting.working.open_from(plus(at, quarter));
        const std::string key = fmt::format("d{}-{}", fate.deal.value, step + 1);
        setting.record(plus(at, 2 * minute_micros),
                       fate.rep,
                       "task",
                       key,
                       {{"title", std::string(titles.at(step))},
                        {"due_at", due},
                        {"deal", fmt::format("{}", fate.deal.value)},
                        {"owner", std::string(fate.rep)}});
        setting.record(due, fate.rep, "task", key, {{"done_at", due}});
        at = plus(at, quarter);
    }
}

void close(Setting& setting, Dice& dice, const Fate& fate) {
    constexpr std::array<std::string_view, 5> reasons{
        "price", "no decision", "competitor", "timing", "missing feature"};
    const std::string reason(dice.pick(std::span<const std::string_view>(reasons)));
    ledger::Properties properties{{"stage", std::string(fate.won ? "Won" : "Lost")},
                                  {"closed_at", fate.closes_at}};
    if (!fate.won) {
        properties.emplace_back("lost_reason", reason);
    }
    setting.record(fate.closes_at,
                   fate.rep,
                   ledger::DealChanged{.deal = fate.deal,
                                       .external_id = fmt::format("d{}", fate.deal.value),
                                       .contacts = {},
                                       .status_given = true,
                                       .status = fate.won ? DealStatus::won : DealStatus::lost,
                                       .properties = std::move(properties)});
}

// The rep keeps in touch every week or two, and sends what fits.
void keep_in_touch(Setting& setting, Dice& dice, const Fate& fate, const DealCourse& course) {
    PlannedTouch touch{.at = course.created_at,
                       .subject = course.person,
                       .channel = -1,
                       .rep = static_cast<std::int8_t>(course.rep)};
    const Instant until = std::min(fate.closes_at, setting.world.end);
    Instant at = course.created_at;
    while ((at = setting.working.after(at, dice.between(1'500, 5'500))) < until) {
        touch.at = plus(at, dice.below(minute_micros));
        touch.kind = dice.percent(55) ? Kind::email_logged : Kind::call_logged;
        touch.kind = dice.percent(14) ? Kind::meeting_held : touch.kind;
        touch.outcome = static_cast<std::int8_t>(dice.below(4));
        setting.touch(touch);
    }
    if (fate.asset < 0) {
        return;
    }
    touch.asset = static_cast<std::int8_t>(fate.asset);
    touch.outcome = -1;
    touch.kind = Kind::content_shared;
    touch.at = plus(course.created_at, 2 * hour_micros);
    setting.touch(touch);
    touch.rep = -1;
    touch.kind = Kind::content_viewed;
    touch.at = plus(touch.at, dice.between(5, 2'000) * minute_micros);
    setting.touch(touch);
}

}  // namespace

void play_deal(Setting& setting, Dice& dice, const DealCourse& course) {
    if (course.created_at > setting.world.end) {
        return;
    }
    const Fate fate = drawn_fate(setting, dice, course);
    open(setting, fate, course);
    advance(setting, fate, course.created_at);
    plan_steps(setting, fate, course.created_at);
    close(setting, dice, fate);
    keep_in_touch(setting, dice, fate, course);
}

}  // namespace baton::demo
