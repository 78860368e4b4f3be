#include "demo/population.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "demo/catalogue.hpp"
#include "demo/dice.hpp"
#include "demo/names.hpp"
#include "demo/setting.hpp"
#include "demo/told_people.hpp"
#include "demo/world.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

namespace {

std::string domain_word(std::string_view text) {
    std::string word;
    for (const char letter : text) {
        if (letter != ' ') {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        }
    }
    return word;
}

int drawn_employees(Dice& dice) {
    const auto size = dice.below(100);
    if (size < 6) {
        return 0;  // nobody knows
    }
    if (size < 16) {
        return static_cast<int>(dice.between(4, 19));
    }
    if (size < 32) {
        return static_cast<int>(dice.between(20, 49));
    }
    return static_cast<int>(size < 72 ? dice.between(50, 950) : dice.between(1'000, 9'000));
}

void record_company(Setting& setting, const Company& company, std::string_view country) {
    ledger::Properties properties{{"name", company.name},
                                  {"domain", company.domain},
                                  {"industry", company.industry},
                                  {"country", std::string(country)}};
    if (company.employees > 0) {
        properties.emplace_back("employees", Decimal{company.employees * decimal_one});
    }
    if (!company.owner.empty()) {
        properties.emplace_back("owner", company.owner);
    }
    setting.record(company.created_at,
                   "baton",
                   ledger::CompanyChanged{.company = company.id,
                                          .external_id = company.external_id,
                                          .properties = std::move(properties)});
}

Company told_company(Setting& setting, const Told& who, int index) {
    return {.id = setting.world.ids.next_company(),
            .external_id = fmt::format("co{:04}", index + 1),
            .name = std::string(who.company),
            .domain = std::string(who.domain),
            .industry = std::string(who.industry),
            .wanted = true,
            .employees = who.employees,
            .owner = std::string(reps()[static_cast<std::size_t>(index) % 2]),
            .created_at = plus(setting.world.end, -who.known_days_before_end * day_micros)};
}

Company drawn_company(Setting& setting, Dice& dice, int index) {
    const auto openings = company_openings();
    const auto endings = company_endings();
    const std::size_t names = openings.size() * endings.size();
    const std::size_t name = static_cast<std::size_t>(index) * 1'009 % names;
    const std::string_view opening = openings[name / endings.size()];
    const std::string_view ending = endings[name % endings.size()];
    const std::size_t round = static_cast<std::size_t>(index) / names;
    const std::string suffix = round == 0 ? "" : fmt::format(" {}", round + 1);
    const bool wanted = dice.percent(72);
    Company company{
        .id = setting.world.ids.next_company(),
        .external_id = fmt::format("co{:04}", index + 1),
        .name = fmt::format("{} {}{}", opening, ending, suffix),
        .domain = fmt::format(
            "{}-{}{}.test", domain_word(opening), domain_word(ending), domain_word(suffix)),
        .industry = std::string(dice.pick(wanted ? wanted_industries() : other_industries())),
        .wanted = wanted,
        .employees = drawn_employees(dice),
        .owner = "",
        .created_at = setting.begin};
    if (dice.percent(25)) {
        company.owner = dice.pick(reps());
    }
    return company;
}

Channel drawn_channel(Dice& dice) {
    constexpr std::array<int, channel_count> shares{26, 16, 14, 9, 5, 12, 6, 12};
    auto left = dice.below(100);
    for (int channel = 0; channel < channel_count; ++channel) {
        left -= shares.at(static_cast<std::size_t>(channel));
        if (left < 0) {
            return static_cast<Channel>(channel);
        }
    }
    return Channel::organic_search;
}

void record_person(Setting& setting, const Person& person, std::string_view job_title) {
    const std::string_view by = person.visitor ? "baton" : "import:1";
    const auto space = person.name.find(' ');
    const Company& company = setting.companies[static_cast<std::size_t>(person.company)];
    setting.record(
        person.known_at,
        by,
        ledger::ContactCreated{.contact = person.id,
                               .external_id = person.external_id,
                               .properties = {{"email", person.email},
                                              {"first_name", person.name.substr(0, space)},
                                              {"last_name", person.name.substr(space + 1)},
                                              {"job_title", std::string(job_title)}}});
    setting.record(
        person.known_at, by, ledger::CompanySet{.contact = person.id, .company = company.id});
    if (person.visitor) {
        setting.record(
            person.known_at, by, ledger::Linked{.visitor = person.visitor, .contact = person.id});
        setting.record(person.known_at,
                       by,
                       "consent",
                       fmt::format("{}/email", person.id.value),
                       {{"contact", fmt::format("{}", person.id.value)},
                        {"purpose", std::string("email")},
                        {"state", std::string("granted")}});
    }
}

void touch_first(Setting& setting, Dice& dice, int index) {
    const Person& person = setting.people[static_cast<std::size_t>(index)];
    if (!person.visitor) {
        return;
    }
    const auto channel = static_cast<Channel>(person.channel);
    const bool advertised = channel == Channel::paid_search || channel == Channel::paid_social;
    PlannedTouch touch{.at = person.first_at,
                       .subject = index,
                       .kind = advertised ? Kind::ad_clicked : Kind::page_view,
                       .path = static_cast<std::int8_t>(
                           dice.below(static_cast<std::int64_t>(quiet_paths().size()))),
                       .channel = static_cast<std::int8_t>(person.channel),
                       .campaign = static_cast<std::int8_t>(person.campaign)};
    setting.touch(touch);
    touch.at = person.known_at;
    touch.kind = channel == Channel::webinar ? Kind::webinar_registered : Kind::form_submitted;
    setting.touch(touch);
}

void add_person(Setting& setting, Dice& dice, Person person, std::string_view job_title) {
    const int index = static_cast<int>(setting.people.size());
    const auto channel = static_cast<Channel>(person.channel);
    person.campaign = find_campaign(channel, setting.month_of(person.known_at));
    person.id = setting.world.ids.next_contact();
    person.external_id = fmt::format("c{:05}", index + 1);
    if (channel != Channel::bought_list) {
        person.visitor = setting.world.ids.next_visitor();
    }
    Company& company = setting.companies[static_cast<std::size_t>(person.company)];
    company.people.push_back(index);
    person.unrestrained = !company.wanted || company.employees < employees_needed_first;
    setting.people.push_back(std::move(person));
    record_person(setting, setting.people.back(), job_title);
    touch_first(setting, dice, index);
}

void tell_people(Setting& setting, Dice& dice) {
    for (int index = 0; index < told_people; ++index) {
        const Told& who = told_by_hand()[static_cast<std::size_t>(index)];
        setting.companies.push_back(told_company(setting, who, index));
        record_company(setting, setting.companies.back(), who.country);
        const Instant known = plus(setting.world.end, -who.known_days_before_end * day_micros);
        add_person(
            setting,
            dice,
            {.email = fmt::format("{}@{}", who.mailbox, who.domain),
             .name = std::string(who.name),
             .company = index,
             .channel = static_cast<int>(index % 2 == 0 ? Channel::paid_social : Channel::webinar),
             .first_at = plus(known, -3 * day_micros - 40 * minute_micros),
             .known_at = known,
             .plays_a_part = true},
            who.job_title);
    }
}

// More people come the longer the company is on the market.
Instant drawn_arrival(const Setting& setting, Dice& dice) {
    const std::int64_t span =
        (setting.world.end.micros - setting.begin.micros) / second_micros - 86'400;
    const std::int64_t one = dice.below(span);
    const std::int64_t other = dice.below(span);
    const std::int64_t chosen = dice.percent(40) ? std::max(one, other) : one;
    return plus(setting.begin, (chosen + 60) * second_micros + dice.below(second_micros));
}

std::string_view drawn_title(Dice& dice) {
    return dice.percent(2) ? "Logistics student" : dice.pick(job_titles());
}

void draw_people(Setting& setting, Dice& dice) {
    std::set<std::string> taken;
    const auto first_drawn = static_cast<std::int64_t>(told_people);
    const auto companies = static_cast<std::int64_t>(setting.companies.size());
    while (static_cast<int>(setting.people.size()) < setting.world.contacts) {
        const std::string_view first = dice.pick(first_names());
        const std::string_view last = dice.pick(last_names());
        const int company = static_cast<int>(dice.between(first_drawn, companies - 1));
        const std::string& domain = setting.companies[static_cast<std::size_t>(company)].domain;
        std::string email = fmt::format("{}.{}@{}", domain_word(first), domain_word(last), domain);
        const std::string_view title = drawn_title(dice);
        const int channel = static_cast<int>(drawn_channel(dice));
        const Instant known = drawn_arrival(setting, dice);
        const Instant first_at = plus(known, -dice.between(20, 1'728'000) * second_micros);
        if (!taken.insert(email).second) {
            continue;
        }
        add_person(setting,
                   dice,
                   {.email = std::move(email),
                    .name = fmt::format("{} {}", first, last),
                    .company = company,
                    .channel = channel,
                    .first_at = std::max(first_at, plus(setting.begin, second_micros)),
                    .known_at = known,
                    .plays_a_part = title == "Logistics student"},
                   title);
    }
}

}  // namespace

void populate(Setting& setting) {
    Dice dice = setting.dice(1);
    setting.people.reserve(static_cast<std::size_t>(setting.world.contacts));
    tell_people(setting, dice);
    const int companies = std::max(setting.world.contacts * 18 / 100, told_people + 4);
    for (int index = told_people; index < companies; ++index) {
        setting.companies.push_back(drawn_company(setting, dice, index));
        record_company(setting, setting.companies.back(), dice.pick(countries()));
    }
    draw_people(setting, dice);
}

}  // namespace baton::demo
