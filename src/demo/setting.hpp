#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "demo/dice.hpp"
#include "demo/working_time.hpp"
#include "demo/world.hpp"
#include "ledger/event.hpp"

// What the parts of the world share while it is made: who exists, and what has been written so far.
namespace baton::demo {

struct Company {
    CompanyId id;
    std::string external_id;
    std::string name;
    std::string domain;
    std::string industry;
    bool wanted = false;  // its industry is on the agreement's list
    int employees = 0;
    std::string owner;  // a rep's e-mail, or empty
    Instant created_at;
    std::vector<int> people = {};
};

// From the entry of MQL until sales returns the contact; without return for ever.
struct Spell {
    Instant entered;
    Instant returned = Instant::latest();
};

// A contact. Outside its spells it must not show intent, or the agreement would qualify it.
struct Person {
    ContactId id = {};
    VisitorId visitor = {};
    std::string external_id = {};
    std::string email;
    std::string name;
    int company = 0;
    int channel = 0;
    int campaign = -1;
    Instant first_at;  // of the first, perhaps anonymous, touch
    Instant known_at;
    bool unrestrained = false;  // its company never qualifies, so intent does no harm
    bool plays_a_part = false;  // has a handoff, or is told by hand
    bool looked_at_pricing = false;
    int points_left = 55;  // below the 60 at which the score qualifies
    std::vector<Spell> spells = {};

    [[nodiscard]] bool may_show_intent(Instant at) const {
        for (const Spell& spell : spells) {
            if (at > spell.entered && at < spell.returned) {
                return true;
            }
        }
        return unrestrained;
    }
};

enum class Kind : std::uint8_t {
    page_view,
    ad_clicked,
    form_submitted,
    demo_requested,
    email_delivered,
    email_opened,
    email_link_clicked,
    webinar_registered,
    webinar_attended,
    content_viewed,
    content_downloaded,
    content_shared,
    call_logged,
    email_logged,
    meeting_held,
};

// A touch in the short form in which 200,000 of them wait to be put in order.
struct PlannedTouch {
    Instant at;
    std::int64_t subject = 0;  // a person's index, or a lone visitor's id
    Kind kind = Kind::page_view;
    bool lone_visitor = false;
    bool scanner = false;
    std::int8_t path = 0;
    std::int8_t channel = 0;
    std::int8_t campaign = -1;
    std::int8_t asset = -1;
    std::int8_t rep = -1;
    std::int8_t outcome = -1;
};

class Setting {
public:
    Setting(const World& options, const TimeZone& zone);

    const World& world;
    WorkingTime working;
    Instant begin;              // local midnight, eighteen months before the month of the end
    Instant second_version_at;  // when the agreement in force took effect
    Currency currency;
    std::vector<Company> companies;
    std::vector<Person> people;
    std::vector<ledger::Draft> facts;
    std::vector<PlannedTouch> touches;

    // What would happen after the end of the world is not written.
    void record(Instant at, std::string_view by, ledger::What what);
    void record(Instant at,
                std::string_view by,
                std::string_view kind,
                std::string key,
                ledger::Properties properties);
    void touch(const PlannedTouch& planned);

    [[nodiscard]] Dice dice(std::uint64_t stream) const { return {world.seed, stream}; }

    [[nodiscard]] Instant month_start(int month) const;  // months after `begin`
    [[nodiscard]] int month_of(Instant at) const;

    [[nodiscard]] Money money(std::int64_t minor) const {
        return {.minor = minor, .currency = currency};
    }

    // Employees needed to be a wanted company under the version in force at `at`.
    [[nodiscard]] int employees_needed(Instant at) const;
};

inline constexpr int months_told = 18;
inline constexpr int second_version_month = 11;
inline constexpr int employees_needed_first = 20;
inline constexpr int employees_needed_second = 50;

}  // namespace baton::demo
