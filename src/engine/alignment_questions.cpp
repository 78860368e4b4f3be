#include "engine/alignment_questions.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/settings.hpp"
#include "engine/sign_notes.hpp"
#include "goals/reading.hpp"

namespace baton::engine {

namespace {

constexpr std::int64_t recent_micros = 90 * day_micros;
constexpr std::int64_t week_micros = 7 * day_micros;
constexpr std::int64_t talk_weeks = 12;

struct Scene {
    const Workspace::View& view;
    Instant as_of;
    Instant begin;
    WrittenNotes notes;
};

bool is_recent(const Scene& scene, Instant at) {
    return at >= scene.begin && at <= scene.as_of;
}

QuestionView shared(const Scene& scene) {
    QuestionView question{.key = "shared", .link = "/handoffs"};
    for (const ledger::Contact& contact : scene.view.timeline.contacts()) {
        if (contact.merged || contact.all().handoffs.empty()) {
            continue;
        }
        const auto& moves = contact.all().handoffs;
        const auto offer = std::ranges::find_if(moves, [&](const ledger::HandoffFact& move) {
            return move.step == ledger::HandoffStep::offered && !move.voided &&
                   is_recent(scene, move.at);
        });
        if (offer != moves.end()) {
            const auto& touches = contact.all().touches;
            ++question.denominator;
            question.numerator += !touches.empty() && touches[0].at <= offer->at ? 1 : 0;
        }
    }
    return question;
}

QuestionView assets(const Scene& scene) {
    QuestionView question{.key = "assets", .link = "/attribution?by=asset"};
    const goals::MeasureRequest request{.name = {},
                                        .by = goals::By::asset,
                                        .as_of = scene.as_of,
                                        .from = scene.begin,
                                        .zone = settings_of(scene.view, scene.as_of).zone};
    const goals::Histories histories;
    const goals::Reading reading(scene.view.timeline, histories, request);
    for (const goals::DealFact& deal : reading.closed(ledger::DealStatus::won)) {
        ++question.denominator;
        const bool known =
            reading.key_of(reading.occurrence(deal, deal.closed_at)).key != "unknown";
        question.numerator += known ? 1 : 0;
    }
    return question;
}

QuestionView talk(const Scene& scene) {
    std::map<std::pair<std::int64_t, std::string>, std::set<std::string>> sides;
    for (const WrittenNote& note : scene.notes.all()) {
        const std::int64_t ago = (scene.as_of.micros - note.at.micros) / week_micros;
        if (note.at <= scene.as_of && ago < talk_weeks && !note.side.empty()) {
            for (const std::string& about : note.about) {
                sides[{ago, about}].insert(note.side);
            }
        }
    }
    std::set<std::int64_t> weeks;
    for (const auto& [where, who] : sides) {
        if (who.size() == 2) {
            weeks.insert(where.first);
        }
    }
    return {.key = "talk",
            .numerator = static_cast<std::int64_t>(weeks.size()),
            .denominator = talk_weeks,
            .link = "/"};
}

void count_mentions(const Scene& scene, QuestionView& question) {
    for (const WrittenNote& note : scene.notes.all()) {
        for (const std::string& person : note.calls) {
            if (is_recent(scene, note.at) && person != note.by) {
                ++question.denominator;
                question.numerator += scene.notes.answered(note, person, scene.as_of) ? 0 : 1;
            }
        }
    }
}

QuestionView help(const Scene& scene) {
    QuestionView question{.key = "help", .link = "/alignment/unanswered_rejections"};
    count_mentions(scene, question);
    const auto contacts = scene.view.timeline.contacts();
    for (ledger::Slot slot = 0; slot < contacts.size(); ++slot) {
        for (const ledger::HandoffFact& move : contacts[slot].all().handoffs) {
            const bool returned = move.step == ledger::HandoffStep::rejected ||
                                  move.step == ledger::HandoffStep::recycled;
            if (returned && !move.voided && !contacts[slot].merged && is_recent(scene, move.at) &&
                scene.notes.wrote(
                    slot, "sales", plus(move.at, -minute_micros), plus(move.at, minute_micros))) {
                ++question.denominator;
                question.numerator +=
                    scene.notes.wrote(slot, "marketing", move.at, scene.as_of) ? 0 : 1;
            }
        }
    }
    return question;
}

}  // namespace

std::vector<QuestionView> questions_of(const Workspace::View& view, Instant as_of) {
    const Scene scene{.view = view,
                      .as_of = as_of,
                      .begin = plus(as_of, -recent_micros),
                      .notes = WrittenNotes(view.timeline)};
    return {shared(scene), assets(scene), talk(scene), help(scene)};
}

}  // namespace baton::engine
