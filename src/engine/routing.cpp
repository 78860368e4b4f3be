#include "engine/routing.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "engine/absence.hpp"
#include "engine/languages.hpp"
#include "engine/people.hpp"
#include "handoff/calendars.hpp"
#include "handoff/routing.hpp"

namespace baton::engine {

namespace {

using agreement::Receiver;

class Routing {
public:
    Routing(const ledger::Timeline& timeline,
            lifecycle::Evaluator& evaluator,
            const ledger::Contact& contact,
            const agreement::Agreement& agreement,
            const RouteAsk& ask)
        : timeline_(timeline),
          evaluator_(evaluator),
          contact_(contact),
          agreement_(agreement),
          ask_(ask),
          language_(language_of(timeline, contact, ask.at)) {}

    std::optional<Routed> choose(std::size_t version) {
        const Receiver to = receiver(version);
        if (auto named = named_user(to)) {
            return had_share(named->owner) ? std::nullopt : std::move(named);
        }
        return of_team(to);
    }

private:
    [[nodiscard]] Receiver receiver(std::size_t version);
    [[nodiscard]] Receiver with_rules(const Receiver& to,
                                      std::size_t version,
                                      lifecycle::Part part,
                                      std::size_t first);
    [[nodiscard]] std::optional<Routed> named_user(const Receiver& to);
    [[nodiscard]] std::optional<Routed> of_team(const Receiver& to);
    [[nodiscard]] std::optional<Routed> of_last_resort();
    [[nodiscard]] std::vector<handoff::Rep> reps();
    [[nodiscard]] std::string preferred(const std::string& prefer);
    [[nodiscard]] bool speaks(const std::string& email) const;
    void say_who_was_passed(const std::vector<handoff::Rep>& reps, const std::string& chosen);

    [[nodiscard]] Routed routed(std::string owner, std::string because) {
        written_.because = std::move(because);
        written_.trace.push_back(fmt::format("{}: {}", owner, written_.because));
        return {.owner = std::move(owner), .written = std::move(written_)};
    }

    [[nodiscard]] bool is_excepted(const std::string& email) const {
        return std::ranges::find(ask_.except, email) != ask_.except.end();
    }

    [[nodiscard]] bool had_share(const std::string& rep) const {
        return ask_.shares != nullptr && ask_.shares->taken(rep) >= ask_.most;
    }

    const ledger::Timeline& timeline_;
    lifecycle::Evaluator& evaluator_;
    const ledger::Contact& contact_;
    const agreement::Agreement& agreement_;
    const RouteAsk& ask_;
    std::string language_;  // the contact's; empty: not known
    handoff::Offered written_;
};

Receiver Routing::with_rules(const Receiver& to,
                             std::size_t version,
                             lifecycle::Part part,
                             std::size_t first) {
    Receiver receiver = to;
    for (std::size_t i = 0; i < to.rules.size(); ++i) {
        if (evaluator_.holds(contact_.id, version, part, first + i, ask_.at)) {
            const Receiver::Rule& rule = to.rules[i];
            receiver.team = rule.team.empty() ? to.team : rule.team;
            receiver.user = rule.user;
            written_.trace.push_back(
                fmt::format("rule {} of the agreement: {}",
                            i + 1,
                            rule.user.empty() ? "team " + rule.team : rule.user));
            return receiver;
        }
    }
    if (!to.rules.empty()) {
        written_.trace.emplace_back("no rule of the agreement fits");
    }
    return receiver;
}

// `until` is the last day, in the agreement's time zone, on which an override may start a clock.
Receiver Routing::receiver(std::size_t version) {
    const agreement::HandoffTerms& terms = *agreement_.handoff;
    const Date today = lifecycle::calendar_of(agreement_).zone.day_of(ask_.at);
    std::size_t first_rule = 0;
    for (std::size_t i = 0; i < terms.overrides.size(); ++i) {
        const agreement::HandoffOverride& special = terms.overrides[i];
        const bool may_start = !special.until || today <= *special.until;
        if (may_start &&
            evaluator_.holds(contact_.id, version, lifecycle::Part::override_when, i, ask_.at)) {
            written_.override_name = special.name;
            written_.trace.push_back(fmt::format("override \"{}\"", special.name));
            return special.to
                       ? with_rules(
                             *special.to, version, lifecycle::Part::override_rule, first_rule)
                       : with_rules(terms.to, version, lifecycle::Part::receiver_rule, 0);
        }
        first_rule += special.to ? special.to->rules.size() : 0;
    }
    return with_rules(terms.to, version, lifecycle::Part::receiver_rule, 0);
}

std::optional<Routed> Routing::named_user(const Receiver& to) {
    if (to.user.empty()) {
        return std::nullopt;
    }
    const auto user = find_user(timeline_, to.user, ask_.at);
    const auto away =
        away_words(timeline_, to.user, lifecycle::calendar_of(agreement_).zone, ask_.at);
    if (user && !away && !is_excepted(to.user)) {
        written_.team = to.team.empty() ? user->team : to.team;
        return routed(to.user, "named in the agreement");
    }
    written_.trace.push_back(
        fmt::format("{}: {}", to.user, !user ? "does not work here" : away.value_or("had it")));
    return std::nullopt;
}

std::vector<handoff::Rep> Routing::reps() {
    const lifecycle::Calendar team =
        handoff::team_calendar(timeline_, written_.team, agreement_, ask_.at);
    std::vector<handoff::Rep> reps;
    for (const User& user : reps_of(timeline_, written_.team, ask_.at)) {
        if (is_excepted(user.email)) {
            continue;
        }
        const auto away = away_words(timeline_, user.email, team.zone, ask_.at);
        const auto own = handoff::user_calendar(timeline_, user.email, team, ask_.at);
        handoff::Rep rep{.email = user.email,
                         .available = !away,
                         .most_open = most_open_of(timeline_, user.email, written_.team, ask_.at),
                         .at_work = handoff::is_open_at(own, ask_.at),
                         .speaks = speaks(user.email),
                         .share = share_of(timeline_, user.email, ask_.at)};
        ask_.loads.fill(rep);
        if (away) {
            written_.trace.push_back(fmt::format("{}: {}", user.email, *away));
        }
        reps.push_back(std::move(rep));
    }
    return reps;
}

bool Routing::speaks(const std::string& email) const {
    return language_.empty() ||
           std::ranges::count(languages_of(timeline_, email, ask_.at), language_) > 0;
}

std::string Routing::preferred(const std::string& prefer) {
    if (prefer == "contact.owner") {
        return text_of(timeline_, contact_.all().properties, "owner", ask_.at);
    }
    const ledger::Company* company = timeline_.company_of(contact_, ask_.at);
    if (prefer != "company.owner" || company == nullptr) {
        return {};
    }
    return text_of(timeline_, company->properties, "owner", ask_.at);
}

void Routing::say_who_was_passed(const std::vector<handoff::Rep>& reps, const std::string& chosen) {
    const bool spoken = std::ranges::any_of(
        reps, [](const handoff::Rep& rep) { return rep.can_take() && rep.speaks; });
    if (!spoken) {
        written_.trace.push_back(fmt::format("nobody who can take it speaks {}", language_));
    }
    for (const handoff::Rep& rep : reps) {
        if (rep.available && !rep.has_room()) {
            written_.trace.push_back(fmt::format("{}: has {} open handoffs, {} are the most",
                                                 rep.email,
                                                 rep.open_handoffs,
                                                 *rep.most_open));
        } else if (spoken && rep.available && !rep.speaks && rep.email != chosen) {
            written_.trace.push_back(fmt::format("{}: does not speak {}", rep.email, language_));
        } else if (rep.available && !rep.at_work && rep.email != chosen) {
            written_.trace.push_back(fmt::format("{}: not at work now", rep.email));
        }
    }
}

std::optional<Routed> Routing::of_last_resort() {
    std::string owner = owner_of_last_resort(timeline_, written_.team, ask_.at);
    if (owner.empty() && ask_.need == Need::anyone) {
        owner = alignment_lead(timeline_, ask_.at);
    }
    if (owner.empty() || is_excepted(owner)) {
        return std::nullopt;
    }
    return routed(owner, "the owner of last resort");
}

std::optional<Routed> Routing::of_team(const Receiver& to) {
    written_.team = to.team;
    std::vector<handoff::Rep> team = to.team.empty() ? std::vector<handoff::Rep>{} : reps();
    const auto turn = to.by == Receiver::By::least_loaded ? handoff::Turn::least_loaded
                                                          : handoff::Turn::round_robin;
    const std::string first = preferred(to.prefer);
    const bool able = std::ranges::any_of(team, &handoff::Rep::can_take);
    if (!able) {
        written_.trace.push_back(
            fmt::format("nobody of team {} can take it", to.team.empty() ? "-" : to.team));
        if (auto last = of_last_resort()) {
            return last;
        }
        if (ask_.need == Need::someone_else) {
            return std::nullopt;
        }
    }
    auto choice = handoff::choose(team, first, turn);
    if (choice && had_share(choice->owner)) {
        if (choice->owner == first) {
            return std::nullopt;  // it waits for whom it belongs to
        }
        std::erase_if(
            team, [&](const handoff::Rep& rep) { return !rep.can_take() || had_share(rep.email); });
        choice = handoff::choose(team, {}, turn);
    }
    if (!choice) {
        return std::nullopt;
    }
    say_who_was_passed(team, choice->owner);
    const bool owns_contact = choice->owner == first && to.prefer == "contact.owner";
    return routed(choice->owner, owns_contact ? "owns the contact" : choice->why);
}

}  // namespace

std::optional<Routed> choose_owner(const ledger::Timeline& timeline,
                                   lifecycle::Evaluator& evaluator,
                                   const lifecycle::Chain& chain,
                                   const ledger::Contact& contact,
                                   const RouteAsk& ask) {
    const auto version = chain.in_force(ask.at);
    if (!version || !chain.version(*version).agreement->handoff) {
        return std::nullopt;
    }
    const agreement::Agreement& agreement = *chain.version(*version).agreement;
    return Routing(timeline, evaluator, contact, agreement, ask).choose(*version);
}

}  // namespace baton::engine
