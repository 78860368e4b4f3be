#include "engine/alignment_views.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "engine/alignment_questions.hpp"
#include "engine/people.hpp"
#include "engine/settings.hpp"
#include "engine/sign_facts.hpp"
#include "engine/sign_record.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t findings_max = 5;

SignFinding view_of(const goals::Finding& finding) {
    return {.dimension = finding.dimension,
            .subject = finding.subject,
            .numerator = finding.count.bad,
            .denominator = finding.count.all,
            .value = finding.value,
            .normal = finding.normal,
            .chance = finding.chance > 0 ? std::optional(finding.chance) : std::nullopt};
}

std::vector<SignFinding> findings_of(const goals::SignState& state) {
    std::vector<SignFinding> findings;
    for (const goals::OpenFinding& each : state.open) {
        findings.push_back(view_of(each.finding));
        findings.back().since = each.since;
    }
    if (state.open.empty()) {
        std::ranges::transform(state.looked_at, std::back_inserter(findings), view_of);
        std::ranges::sort(findings, {}, [](const SignFinding& finding) {
            return std::pair(finding.chance.value_or(1), finding.subject);
        });
    }
    findings.resize(std::min(findings.size(), findings_max));
    return findings;
}

// Whoever leads that side; for both, the alignment leads.
std::vector<UserRef> owners_of(const Workspace::View& view, goals::SignOwner owner, Instant now) {
    std::vector<UserRef> owners;
    for (const User& user : list_users(view.timeline, now)) {
        const bool mine = owner == goals::SignOwner::lead ? user.role == "lead"
                                                          : user.signs_for == goals::name(owner);
        if (mine) {
            owners.push_back(user_ref(view.timeline, user.email, now).value_or(UserRef{}));
        }
    }
    return owners;
}

void add_weeks(const goals::SignState& state, SignView& sign) {
    for (const goals::TrendPoint& point : state.trend) {
        sign.trend.push_back(
            {.ends = point.ends, .numerator = point.count.bad, .denominator = point.count.all});
    }
    for (const goals::Episode& episode : state.episodes) {
        const bool open = episode.until == Instant::latest();
        sign.episodes.push_back(
            {.since = episode.since, .until = open ? std::nullopt : std::optional(episode.until)});
    }
}

SignView view_of(const Workspace::View& view,
                 const AlignmentReading& reading,
                 const goals::SignState& state) {
    const goals::Sign& sign = *state.sign;
    SignView made{.key = std::string(sign.key),
                  .state = std::string(goals::name(state.standing)),
                  .kind = std::string(sign.kind),
                  .title = std::string(sign.title),
                  .formula = std::string(sign.formula),
                  .opens = std::string(sign.opens),
                  .closes = std::string(sign.closes),
                  .n = state.n,
                  .least = sign.least,
                  .since = state.since,
                  .judged_at = state.judged_at,
                  .findings = findings_of(state),
                  .owner = std::string(goals::name(sign.owner)),
                  .owners = owners_of(view, sign.owner, reading.as_of),
                  .next_step = std::string(sign.next_step),
                  .next_link = std::string(sign.next_link)};
    if (state.since) {
        const auto recorded = recorded_sign(view.timeline, sign.key, reading.as_of);
        made.since =
            recorded && recorded->open ? std::min(recorded->since, *state.since) : *state.since;
    }
    add_weeks(state, made);
    made.evidence =
        static_cast<std::int64_t>(goals::evidence_of(state, reading.facts, reading.tallies).size());
    return made;
}

}  // namespace

AlignmentReading read_alignment(const Workspace::View& view, Instant as_of) {
    AlignmentReading reading{.as_of = as_of,
                             .facts = read_sign_facts(view, as_of),
                             .tallies = {},
                             .states = {},
                             .questions = questions_of(view, as_of)};
    reading.tallies = goals::tally(reading.facts, as_of, settings_of(view, as_of).zone);
    for (const goals::Sign& sign : goals::signs()) {
        reading.states.push_back(goals::state_of(sign, reading.tallies));
    }
    return reading;
}

AlignmentView alignment_view(const Workspace::View& view, const AlignmentReading& reading) {
    AlignmentView made{.as_of = reading.as_of, .signs = {}, .questions = reading.questions};
    for (const auto& [standing, count] :
         {std::pair(goals::Standing::open, &made.open),
          std::pair(goals::Standing::clear, &made.clear),
          std::pair(goals::Standing::too_little, &made.not_enough_data)}) {
        for (const goals::SignState& state : reading.states) {
            if (state.standing == standing) {
                made.signs.push_back(view_of(view, reading, state));
                ++*count;
            }
        }
    }
    return made;
}

std::optional<SignView> sign_view(const Workspace::View& view,
                                  const AlignmentReading& reading,
                                  std::string_view key) {
    for (const goals::SignState& state : reading.states) {
        if (state.sign->key == key) {
            return view_of(view, reading, state);
        }
    }
    return std::nullopt;
}

SignRows sign_rows(const Workspace::View& view,
                   const AlignmentReading& reading,
                   const goals::SignState& state,
                   std::size_t after,
                   std::size_t limit) {
    const auto all = goals::evidence_of(state, reading.facts, reading.tallies);
    SignRows page{.total = static_cast<std::int64_t>(all.size())};
    for (std::size_t index = after; index < all.size() && page.rows.size() < limit; ++index) {
        const goals::Evidence& each = all[index];
        SignRow row{.at = each.at, .subject = each.subject};
        const auto contacts = view.timeline.contacts();
        if (each.record < contacts.size() && !view.directory.is_erased(contacts[each.record].id)) {
            const ledger::Contact& contact = contacts[each.record];
            row.contact = contact_ref(view.timeline, contact, reading.as_of);
            const auto* last = ledger::Timeline::last_handoff(contact, reading.as_of, true);
            row.owner = last == nullptr ? std::nullopt
                                        : user_ref(view.timeline,
                                                   view.timeline.dictionary().name(last->owner),
                                                   reading.as_of);
        }
        page.rows.push_back(std::move(row));
    }
    return page;
}

}  // namespace baton::engine
