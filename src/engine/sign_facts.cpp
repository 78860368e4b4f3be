#include "engine/sign_facts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/in_parallel.hpp"
#include "engine/feedback_views.hpp"
#include "engine/offers.hpp"
#include "engine/people.hpp"
#include "engine/settings.hpp"
#include "engine/sign_approaches.hpp"
#include "engine/sign_notes.hpp"
#include "engine/silence.hpp"
#include "engine/suspension.hpp"
#include "engine/team_goals.hpp"
#include "goals/reading.hpp"
#include "handoff/handoffs.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

using goals::Stream;
using handoff::Handoff;

constexpr std::int64_t clause_micros = 26 * 7 * day_micros;  // asking again is dear
constexpr std::size_t portion = 512;                         // contacts that a thread takes at once
constexpr std::int64_t reply_micros = 14 * day_micros;
constexpr std::int64_t mention_micros = 3 * day_micros;
constexpr std::array<std::string_view, 7> weekdays{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

// What one thread gathers.
class Gathering {
public:
    Gathering(const Workspace::View& view, const WrittenNotes& notes, Instant now)
        : view_(view),
          now_(now),
          zone_(settings_of(view, now).zone),
          notes_(notes),
          approaches_(view.timeline),
          by_channel_{.name = {}, .by = goals::By::channel, .as_of = now},
          by_campaign_{.name = {}, .by = goals::By::campaign, .as_of = now},
          channels_(view.timeline, no_histories_, by_channel_),
          campaigns_(view.timeline, no_histories_, by_campaign_),
          evaluator_(view.live.shared_chain(), view.timeline),
          suspended_(suspension_at(view.timeline, now).has_value()) {}

    void look_at_contacts(std::size_t begin) {
        const std::size_t end = std::min(begin + portion, view_.timeline.contacts().size());
        for (std::size_t slot = begin; slot < end; ++slot) {
            look_at(static_cast<ledger::Slot>(slot));
        }
    }

    void look_at_mentions() {
        for (const WrittenNote& note : notes_.all()) {
            for (const std::string& person : note.calls) {
                const Instant until = plus(note.at, mention_micros);
                if (person != note.by) {
                    add(Stream::mentions,
                        until,
                        note.contact,
                        0,
                        !notes_.answered(note, person, until));
                }
            }
        }
    }

    goals::SignFacts take() { return std::move(facts_); }

private:
    void look_at(ledger::Slot slot) {
        const ledger::Contact& contact = view_.timeline.contacts()[slot];
        if (!contact.created() || contact.merged || view_.directory.is_erased(contact.id)) {
            return;
        }
        look_at_stages(slot, contact);
        look_for_owner(slot, contact);
        for (const Handoff& each :
             handoff::read_handoffs(view_.timeline, contact, view_.live.chain())) {
            look_at_answer(slot, each);
            look_at_clocks(slot, each);
            look_at_holder(slot, each);
        }
        const auto notes = view_.timeline.brief(slot).notes;
        if ((notes & (ledger::Brief::had_handoffs | ledger::Brief::had_deals)) != 0) {
            approaches_.read(slot, contact, facts_.in(Stream::approached));
        }
    }

    void add(Stream stream, Instant at, ledger::Slot slot, goals::Name subject, bool bad) {
        facts_.in(stream).push_back({.at = at, .record = slot, .subject = subject, .bad = bad});
    }

    goals::Name name_of(const std::string& text) {
        const auto next = static_cast<goals::Name>(facts_.names.size());
        const auto [found, is_new] = names_.try_emplace(text, next);
        if (is_new) {
            facts_.names.push_back(text);
        }
        return found->second;
    }

    void look_at_stages(ledger::Slot slot, const ledger::Contact& contact) {
        for (const lifecycle::Journey& journey : view_.live.history(slot).journeys) {
            for (const lifecycle::Reached& reached : journey.stages) {
                if (reached.how == lifecycle::How::entered) {
                    add(Stream::stages, reached.at, slot, 0, false);
                }
                if (reached.how == lifecycle::How::entered &&
                    is_qualifying(reached, view_.live.chain())) {
                    add(Stream::qualified, reached.at, slot, 0, false);
                }
            }
        }
        for (const ledger::Placement& placement : contact.all().placements) {
            const std::string& by = view_.timeline.dictionary().name(placement.by);
            if (!placement.voided && by.find('@') != std::string::npos) {
                add(Stream::stages, placement.at, slot, 0, true);
            }
        }
    }

    // Qualified for a day, and nobody was offered it though nothing stands in the way.
    void look_for_owner(ledger::Slot slot, const ledger::Contact& contact) {
        const lifecycle::History& history = view_.live.history(slot);
        const auto* entry = qualifying_entry(history, view_.live.chain());
        if (entry == nullptr || suspended_ || view_.live.waits(slot) ||
            qualified_aloud(view_.timeline, contact, history, view_.live.chain()) !=
                Qualified::due) {
            return;
        }
        facts_.held.push_back(
            {.from = plus(entry->at, day_micros), .contact = slot, .kept = false});
    }

    [[nodiscard]] const agreement::HandoffTerms* terms_at(Instant at) const {
        const lifecycle::Chain& chain = view_.live.chain();
        const auto version = chain.in_force(at);
        const bool agreed = version && chain.version(*version).agreement->handoff;
        return agreed ? &*chain.version(*version).agreement->handoff : nullptr;
    }

    void look_at_holder(ledger::Slot slot, const Handoff& handoff) {
        const bool clock =
            handoff.due_at != Instant::latest() || handoff.accept_due_at != Instant::latest();
        facts_.held.push_back(
            {.from = plus(handoff.offered_at, day_micros),
             .to = handoff.closed_at.value_or(Instant::latest()),
             .contact = slot,
             .kept = is_owned(handoff) && (clock || terms_at(handoff.offered_at) == nullptr)});
    }

    // Who left holds nothing that is open.
    [[nodiscard]] bool is_owned(const Handoff& handoff) const {
        return !handoff.owner.empty() &&
               (handoff.closed_at || find_user(view_.timeline, handoff.owner, now_));
    }

    // The first answer, and each rejection.
    void look_at_answer(ledger::Slot slot, const Handoff& handoff) {
        const bool returned =
            handoff.state == handoff::Step::rejected || handoff.state == handoff::Step::recycled;
        const bool rejected = returned && !handoff.accepted_at;
        if (handoff.accepted_at) {
            add(Stream::accepted, *handoff.accepted_at, slot, 0, false);
        }
        if (handoff.accepted_at || rejected) {
            look_at_source(slot,
                           handoff,
                           handoff.accepted_at ? *handoff.accepted_at : *handoff.closed_at,
                           rejected);
        }
        if (!returned || !handoff.closed_at) {
            return;
        }
        const Instant at = *handoff.closed_at;
        add(Stream::unreasoned, at, slot, 0, handoff.reason.empty());
        if (notes_.wrote(slot, "sales", plus(at, -minute_micros), plus(at, minute_micros))) {
            const Instant until = plus(at, reply_micros);
            const auto answered =
                first_answered(view_.timeline, view_.timeline.contacts()[slot], at);
            const bool replied = (answered && *answered <= until) ||
                                 notes_.wrote(slot, "marketing", at, until) ||
                                 offered_again(slot, at, until);
            add(Stream::unreplied, until, slot, 0, !replied);
        }
    }

    [[nodiscard]] bool offered_again(ledger::Slot slot, Instant after, Instant until) const {
        const auto& moves = view_.timeline.contacts()[slot].all().handoffs;
        return std::ranges::any_of(moves, [&](const ledger::HandoffFact& move) {
            return move.step == ledger::HandoffStep::offered && !move.voided && move.at > after &&
                   move.at <= until;
        });
    }

    void look_at_source(ledger::Slot slot, const Handoff& handoff, Instant at, bool bad) {
        const goals::Occurrence occurrence{.at = handoff.offered_at, .contacts = {slot}};
        for (const auto& [stream, reading] :
             {std::pair(Stream::rejected_by_channel, &channels_),
              std::pair(Stream::rejected_by_campaign, &campaigns_)}) {
            const std::string key = reading->key_of(occurrence).key;
            add(stream, at, slot, key == "unknown" ? 0 : name_of(key), bad);
        }
        const lifecycle::Reached* entry = entry_of(slot, handoff);
        const auto version =
            entry == nullptr ? std::nullopt : view_.live.chain().in_force(entry->at);
        if (!version) {
            return;
        }
        add(Stream::accepted_by_version, at, slot, name_of(view_.live.version_key(*version)), bad);
        // A later version carries over those who stayed: it did not qualify them.
        const bool qualified = *version == entry->version;
        if (qualified && at >= plus(now_, -clause_micros) && at <= now_) {
            add(Stream::rejected_by_definition, at, slot, name_of(clause_of(slot, *entry)), bad);
        }
    }

    // What qualified the contact before the offer.
    [[nodiscard]] const lifecycle::Reached* entry_of(ledger::Slot slot,
                                                     const Handoff& handoff) const {
        const lifecycle::Reached* last = nullptr;
        for (const lifecycle::Journey& journey : view_.live.history(slot).journeys) {
            for (const lifecycle::Reached& reached : journey.stages) {
                if (reached.at <= handoff.offered_at && reached.how == lifecycle::How::entered &&
                    is_qualifying(reached, view_.live.chain())) {
                    last = &reached;
                }
            }
        }
        return last;
    }

    // The first of the alternatives that held, or all of the criterion.
    [[nodiscard]] std::string clause_of(ledger::Slot slot, const lifecycle::Reached& entry) {
        const lifecycle::Explanation tree = evaluator_.explain(view_.timeline.contacts()[slot].id,
                                                               entry.version,
                                                               lifecycle::Part::stage,
                                                               entry.stage,
                                                               entry.at);
        const auto held = std::ranges::find(tree.of, true, &lifecycle::Explanation::held);
        return tree.op == "or" && held != tree.of.end() ? held->text : tree.text;
    }

    void look_at_clocks(ledger::Slot slot, const Handoff& handoff) {
        const Date day = zone_.day_of(handoff.clock_from);
        const goals::Name weekday =
            name_of(std::string(weekdays.at(static_cast<std::size_t>(weekday_of(day)))));
        const auto response = [&](Instant at, bool missed) {
            add(Stream::responses, at, slot, 0, missed);
            add(Stream::responses_by_weekday, at, slot, weekday, missed);
        };
        for (const handoff::MissedBefore& missed : handoff.missed_before) {
            if (missed.kind == "response") {
                response(missed.due, true);
            } else if (missed.kind == "acceptance") {
                add(Stream::acceptances, missed.due, slot, 0, true);
            }
        }
        if (handoff.due_at != Instant::latest() && handoff.response_missed(now_)) {
            response(handoff.due_at, true);
        } else if (handoff.due_at != Instant::latest() && handoff.responded_at) {
            response(*handoff.responded_at, false);
        }
        if (handoff.accept_due_at != Instant::latest() && handoff.acceptance_missed(now_)) {
            add(Stream::acceptances, handoff.accept_due_at, slot, 0, true);
        } else if (handoff.accept_due_at != Instant::latest() && handoff.accepted_at) {
            add(Stream::acceptances, *handoff.accepted_at, slot, 0, false);
        } else if (handoff.accept_due_at != Instant::latest() && handoff.closed_at &&
                   handoff.state != handoff::Step::withdrawn) {
            add(Stream::acceptances, *handoff.closed_at, slot, 0, false);  // answered by a no
        }
    }

    const Workspace::View& view_;
    Instant now_;
    TimeZone zone_;
    const WrittenNotes& notes_;
    Approaches approaches_;
    goals::Histories no_histories_;
    goals::MeasureRequest by_channel_;
    goals::MeasureRequest by_campaign_;
    goals::Reading channels_;
    goals::Reading campaigns_;
    lifecycle::Evaluator evaluator_;
    bool suspended_ = false;
    goals::SignFacts facts_;
    std::map<std::string, goals::Name> names_;
};

// Names are numbered anew.
void append(goals::SignFacts& facts,
            std::map<std::string, goals::Name>& names,
            const goals::SignFacts& part) {
    std::vector<goals::Name> number_of{0};
    for (std::size_t name = 1; name < part.names.size(); ++name) {
        const auto next = static_cast<goals::Name>(facts.names.size());
        const auto [found, is_new] = names.try_emplace(part.names[name], next);
        if (is_new) {
            facts.names.push_back(part.names[name]);
        }
        number_of.push_back(found->second);
    }
    for (std::size_t stream = 0; stream < goals::stream_count; ++stream) {
        for (goals::Fact fact : part.of[stream]) {
            fact.subject = number_of[fact.subject];
            facts.of[stream].push_back(fact);
        }
    }
    facts.held.insert(facts.held.end(), part.held.begin(), part.held.end());
}

}  // namespace

goals::SignFacts read_sign_facts(const Workspace::View& view, Instant now) {
    const WrittenNotes notes(view.timeline);
    const unsigned threads = question_threads();
    std::vector<std::unique_ptr<Gathering>> gatherings;
    for (unsigned thread = 0; thread < threads; ++thread) {
        gatherings.push_back(std::make_unique<Gathering>(view, notes, now));
    }
    const std::size_t portions = (view.timeline.contacts().size() + portion - 1) / portion;
    in_parallel(portions, threads, [&](unsigned thread, std::size_t number) {
        gatherings[thread]->look_at_contacts(number * portion);
    });
    gatherings.front()->look_at_mentions();
    goals::SignFacts facts;
    std::map<std::string, goals::Name> names;
    for (const auto& gathering : gatherings) {
        append(facts, names, gathering->take());
    }
    facts.goals = goals_over_time(view, settings_of(view, now).zone);
    return facts;
}

}  // namespace baton::engine
