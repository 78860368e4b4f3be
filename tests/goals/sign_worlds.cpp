#include "goals/sign_worlds.hpp"

#include <algorithm>
#include <array>

namespace baton::goals::testing {

namespace {

constexpr std::array weekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};

class Making {
public:
    Making(std::uint32_t seed, std::string_view planted) : dice_(seed), planted_(planted) {
        world_.planted_week = planted.empty() ? world_weeks : whole(16, 22);
        leads_ = real(40, 120);
        rejected_ = real(0.15, 0.35);
        missed_ = real(0.01, 0.08);
        for (int channel = 0; channel < 4; ++channel) {
            channels_.push_back({.name = name("channel " + std::to_string(channel)),
                                 .rejected = std::clamp(rejected_ + real(-0.08, 0.08), 0.03, 0.5)});
        }
        for (int each = 0; each < 8; ++each) {
            campaigns_.push_back(name("campaign " + std::to_string(each)));
        }
        clauses_ = {name("pricing page"), name("demo request")};
        version_ = name("1");
        slow_by_weekday_ = chance(0.5);
    }

    World take() {
        measure_teams();
        for (week_ = 0; week_ < world_weeks; ++week_) {
            // Healthy weeks differ too: some are busy, one in ten is a holiday, moods change.
            const double busy = chance(0.1) ? 0.4 : real(0.8, 1.2);
            mood_ = real(-0.05, 0.05);
            const int leads = count(leads_ * busy * (is("more_mqls_fewer_accepted") ? 1.5 : 1.0));
            for (int lead = 0; lead < leads; ++lead) {
                live_lead();
            }
            live_together();
        }
        return std::move(world_);
    }

private:
    struct Channel {
        Name name = 0;
        double rejected = 0;
    };

    double real(double low, double high) {
        return std::uniform_real_distribution(low, high)(dice_);
    }

    int whole(int low, int high) { return std::uniform_int_distribution(low, high)(dice_); }

    bool chance(double share) { return real(0, 1) < share; }

    int count(double mean) { return std::poisson_distribution<int>(mean)(dice_); }

    Name name(const std::string& text) {
        world_.facts.names.push_back(text);
        return static_cast<Name>(world_.facts.names.size() - 1);
    }

    // Whether this week has that misalignment.
    [[nodiscard]] bool is(std::string_view key) const {
        return planted_ == key && week_ >= world_.planted_week;
    }

    Instant some_time(int weekday) {
        return plus(World::week_begins(week_),
                    (weekday * day_micros) + (whole(8 * 60, 18 * 60) * minute_micros));
    }

    void add(Stream stream, Instant at, Name subject, bool bad) {
        world_.facts.in(stream).push_back(
            {.at = at, .record = next_++, .subject = subject, .bad = bad});
    }

    void measure_teams() {
        const auto goal = [&](Side team, GoalKind kind, Instant from, Instant to) {
            world_.facts.goals.push_back({.team = team, .kind = kind, .from = from, .to = to});
        };
        const Instant turn = planted_ == "mismatched_goals"
                                 ? World::week_begins(world_.planted_week)
                                 : Instant::latest();
        goal(Side::sales, GoalKind::revenue, world_begins, Instant::latest());
        goal(Side::marketing, GoalKind::revenue, world_begins, turn);
        goal(Side::marketing, GoalKind::volume, world_begins, Instant::latest());
    }

    double rejected(std::size_t channel) {
        if (is("rejected_leads") && channel == 0) {
            return 0.85;
        }
        if (is("more_mqls_fewer_accepted")) {
            return 0.75;
        }
        return is("definition_drift") ? 0.7 : std::max(0.01, channels_[channel].rejected + mood_);
    }

    double missed(int weekday) {
        if (!is("slow_responses")) {
            return missed_;
        }
        return slow_by_weekday_ ? (weekday == 4 ? 0.75 : missed_) : 0.45;
    }

    void live_lead() {
        const int weekday = whole(0, 4);
        const Instant at = some_time(weekday);
        const auto channel = static_cast<std::size_t>(whole(0, 3));
        const bool bad = chance(rejected(channel));
        add(Stream::qualified, at, 0, false);
        add(Stream::rejected_by_channel, at, channels_[channel].name, bad);
        add(Stream::rejected_by_campaign,
            at,
            campaigns_[(2 * channel) + static_cast<std::size_t>(whole(0, 1))],
            bad);
        add(Stream::rejected_by_definition,
            at,
            clauses_[static_cast<std::size_t>(whole(0, 1))],
            bad);
        add(Stream::accepted_by_version, at, version_, bad);
        const bool late = chance(missed(weekday));
        add(Stream::responses, at, 0, late);
        add(Stream::responses_by_weekday, at, name_of(weekday), late);
        add(Stream::acceptances, at, 0, late && chance(0.7));
        add(Stream::stages, at, 0, chance(is("stage_disagreement") ? 0.4 : 0.04));
        if (bad) {
            add(Stream::unreasoned, at, 0, chance(is("unreasoned_rejections") ? 0.5 : 0.02));
        } else {
            add(Stream::accepted, at, 0, false);
        }
        hold(at);
    }

    Name name_of(int weekday) {
        Name& known = weekday_names_[static_cast<std::size_t>(weekday)];
        known = known == 0 ? name(weekdays[static_cast<std::size_t>(weekday)]) : known;
        return known;
    }

    // One in a hundred comes in while nobody looks, and is seen to the next day.
    void hold(Instant at) {
        const bool lost = chance(is("unowned_contacts") ? 0.3 : 0.005);
        world_.facts.held.push_back(
            {.from = at,
             .to = plus(at, (lost ? (is("unowned_contacts") ? 60 : 1) : 4) * day_micros),
             .contact = next_++,
             .kept = !lost});
    }

    void live_together() {
        for (int each = count(leads_ / 4); each > 0; --each) {
            add(Stream::unreplied,
                some_time(whole(0, 4)),
                0,
                chance(is("unanswered_rejections") ? 0.85 : 0.15));
        }
        for (int each = count(10); each > 0; --each) {
            add(Stream::mentions,
                some_time(whole(0, 4)),
                0,
                chance(is("unanswered_mentions") ? 0.85 : 0.15));
        }
        for (int each = count(leads_); each > 0; --each) {
            add(Stream::approached,
                some_time(whole(0, 4)),
                0,
                chance(is("approached_twice") ? 0.4 : 0.04));
        }
    }

    std::mt19937 dice_;
    std::string planted_;
    World world_;
    double leads_ = 0;
    double rejected_ = 0;
    double missed_ = 0;
    double mood_ = 0;
    bool slow_by_weekday_ = false;
    int week_ = 0;
    ledger::Slot next_ = 0;
    std::vector<Channel> channels_;
    std::vector<Name> campaigns_;
    std::vector<Name> clauses_;
    Name version_ = 0;
    std::array<Name, 5> weekday_names_ = {};
};

}  // namespace

World make_world(std::uint32_t seed, std::string_view planted) {
    return Making(seed, planted).take();
}

}  // namespace baton::goals::testing
