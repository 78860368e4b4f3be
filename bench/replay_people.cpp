#include "replay_people.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "base/in_parallel.hpp"
#include "base/instant.hpp"
#include "engine/funnel_counting.hpp"
#include "lifecycle/score_reader.hpp"
#include "replay_world.hpp"

namespace baton::bench {

namespace {

constexpr unsigned threads = 2;
constexpr std::size_t contacts_at_once = 4096;
constexpr std::size_t highest = 100;

std::shared_ptr<const agreement::Agreement> agreement_of(const std::string& rest) {
    const auto text = "agreement: people\ntimezone: UTC\ncurrency: EUR\n" + rest +
                      "stages:\n  - { name: MQL, owner: marketing, when: 'any(page_view)' }\n";
    auto checked = agreement::check(text, agreement::standard_schema());
    if (!checked.agreement) {
        fmt::print(stderr, "{}\n", render(checked.diagnostics.front(), "people"));
        std::exit(1);
    }
    return std::make_shared<const agreement::Agreement>(*std::move(checked.agreement));
}

struct Scored {
    std::int64_t millionths = 0;
    std::size_t contact = 0;
};

bool comes_first(const Scored& left, const Scored& right) {
    return left.millionths != right.millionths ? left.millionths > right.millionths
                                               : left.contact < right.contact;
}

void keep_highest(std::vector<Scored>& scored) {
    const auto count = std::min(highest, scored.size());
    const auto end = scored.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(scored.begin(), end, scored.end(), comes_first);
    scored.resize(count);
}

}  // namespace

engine::FunnelQuestion five_steps(const ledger::Timeline& timeline) {
    constexpr std::array<std::string_view, 5> steps{
        "page_view", "email_link_clicked", "form_submit", "demo_request", "meeting_held"};
    engine::FunnelQuestion question{.agreement = nullptr,
                                    .window_from = attribution::WindowFrom::first,
                                    .as_of = timeline.latest_at()};
    std::string definitions = "definitions:\n";
    for (const auto step : steps) {
        definitions += fmt::format("  {}_step: any({})\n", step, step);
        question.steps.emplace_back(step);
        question.within_micros.push_back(90 * day_micros);
    }
    question.agreement = agreement_of(definitions);
    return question;
}

std::string count_funnel(const ledger::Timeline& timeline, const engine::FunnelQuestion& question) {
    const auto contacts = timeline.contacts().size();
    std::vector<std::unique_ptr<engine::FunnelCounting>> counting;
    for (unsigned thread = 0; thread < threads; ++thread)
        counting.push_back(std::make_unique<engine::FunnelCounting>(question, timeline));
    const auto parts = (contacts + contacts_at_once - 1) / contacts_at_once;
    in_parallel(parts, threads, [&](unsigned thread, std::size_t part) {
        const auto from = part * contacts_at_once;
        const auto to = std::min(from + contacts_at_once, contacts);
        counting[thread]->read(static_cast<ledger::Slot>(from), static_cast<ledger::Slot>(to));
    });
    auto counts = counting.front()->counts();
    for (unsigned thread = 1; thread < threads; ++thread)
        counts.add(counting[thread]->counts());
    std::string sum = "levels";
    for (std::size_t step = 0; step < counts.people.size(); ++step) {
        const auto further = step + 1 < counts.people.size() ? counts.people[step + 1] : 0;
        sum += fmt::format(" {}", counts.people[step] - further);
    }
    return sum;
}

lifecycle::Program decayed_score() {
    constexpr std::array<std::pair<std::string_view, int>, 12> lines{{{"page_view", 2},
                                                                      {"ad_clicked", 1},
                                                                      {"email_link_clicked", 4},
                                                                      {"video_watched", 2},
                                                                      {"webinar_attended", 8},
                                                                      {"form_submit", 16},
                                                                      {"content_downloaded", 12},
                                                                      {"call_held", 20},
                                                                      {"demo_request", 30},
                                                                      {"meeting_held", 40},
                                                                      {"chat_started", 6},
                                                                      {"survey_answered", 10}}};
    std::string text = "scores:\n  engagement:\n    half_life: 30 days\n    points:\n";
    for (const auto& [touch, points] : lines)
        text += fmt::format("      - {{ touch: {}, points: {} }}\n", touch, points);
    return lifecycle::Program(agreement_of(text));
}

std::string highest_scores(const ledger::Timeline& timeline, const lifecycle::Program& program) {
    constexpr auto at = Instant{(std::int64_t{world_begin} + world_span + 86'400) * second_micros};
    const auto contacts = timeline.contacts().size();
    std::array<std::vector<Scored>, threads> scored;
    std::vector<lifecycle::ScoreReader> readers;
    for (unsigned thread = 0; thread < threads; ++thread)
        readers.emplace_back(program, 0, timeline, at);
    const auto parts = (contacts + contacts_at_once - 1) / contacts_at_once;
    in_parallel(parts, threads, [&](unsigned thread, std::size_t part) {
        const auto from = part * contacts_at_once;
        std::vector<lifecycle::Wide> scores(std::min(contacts_at_once, contacts - from));
        readers[thread].read(static_cast<ledger::Slot>(from), scores);
        for (std::size_t place = 0; place < scores.size(); ++place)
            scored[thread].push_back(
                {.millionths = static_cast<std::int64_t>(scores[place]), .contact = from + place});
        keep_highest(scored[thread]);
    });
    for (unsigned thread = 1; thread < threads; ++thread)
        scored[0].insert(scored[0].end(), scored[thread].begin(), scored[thread].end());
    keep_highest(scored[0]);
    std::size_t ids = 0;
    for (const auto& each : scored[0])
        ids += each.contact;
    return fmt::format("ids {} best {} {} last {}",
                       ids,
                       scored[0].front().contact,
                       scored[0].front().millionths,
                       scored[0].back().millionths);
}

}  // namespace baton::bench
