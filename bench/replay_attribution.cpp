#include "replay_attribution.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "replay_world.hpp"

namespace baton::bench {

namespace {

using attribution::By;

constexpr std::uint8_t form_submit = 5;
constexpr std::uint8_t call_held = 7;
constexpr std::uint8_t demo_request = 8;
constexpr std::uint8_t meeting_held = 9;

constexpr unsigned threads = 2;

std::vector<attribution::Model> models_of(std::span<const std::string_view> names) {
    std::vector<attribution::Model> models;
    for (const std::string_view name : names)
        models.push_back(*attribution::find_model(name));
    return models;
}

std::vector<attribution::Credit> credited(const attribution::Journeys& journeys,
                                          const WonDeals& won,
                                          std::span<const std::string_view> names) {
    const auto models = models_of(names);
    std::vector<attribution::Credit> credits;
    for (auto& credit : attribution::credits(journeys,
                                             won.amounts_minor,
                                             models,
                                             attribution::Terms{},
                                             {.of_touches = false, .threads = threads})) {
        if (!credit) {
            fmt::print(stderr, "{}\n", credit.error().message);
            std::exit(1);
        }
        credits.push_back(*std::move(credit));
    }
    return credits;
}

// Credit times the number that ends the key ("campaign 12"), plus one.
std::int64_t weighed(const attribution::Credit& credit) {
    std::int64_t sum = 0;
    for (const auto& row : credit.rows) {
        std::int64_t number = 0;
        const auto space = row.key.find(' ');
        std::from_chars(row.key.data() + space + 1, row.key.data() + row.key.size(), number);
        sum += row.credit_minor * (number + 1);
    }
    return sum;
}

// The first touch of one of two kinds in the 90 days before the deal; latest(): none.
Instant first_touch(const World& world, const WorldDeal& deal, std::array<std::uint8_t, 2> of) {
    constexpr std::int64_t lookback = 90 * std::int64_t{86'400};
    for (auto place = world.begins[deal.contact]; place < world.begins[deal.contact + 1]; ++place) {
        const WorldTouch& touch = world.touches[place];
        const bool counts = touch.at <= deal.at && touch.at + lookback > deal.at;
        const bool is_one = touch.kind == of[0] || touch.kind == of[1];
        if (counts && is_one) return {touch.at * second_micros};
    }
    return Instant::latest();
}

// Somebody qualifies by a form or a demo, and the deal is created by a call or a meeting.
attribution::Ending ending_of(const World& world, const WorldDeal& deal) {
    attribution::Ending ending{.at = {deal.at * second_micros}, .contacts = {deal.contact}};
    const Instant qualified = first_touch(world, deal, {form_submit, demo_request});
    if (qualified != Instant::latest()) ending.qualified_at.push_back(qualified);
    ending.created_at = first_touch(world, deal, {call_held, meeting_held});
    return ending;
}

}  // namespace

WonDeals::WonDeals(const World& world) {
    for (const WorldDeal& deal : world.deals) {
        if (!deal.won) continue;
        endings.push_back(ending_of(world, deal));
        amounts_minor.push_back(static_cast<std::int64_t>(deal.amount_minor));
    }
}

std::string credit_deals(const ledger::Timeline& timeline, const WonDeals& won) {
    constexpr std::array<std::string_view, 5> names{
        "first", "last", "linear", "time_decay", "w_shaped"};
    const auto journeys =
        attribution::read_journeys(timeline, {.by = By::campaign}, won.endings, {}, threads);
    const auto credits = credited(journeys, won, names);
    std::string sum = fmt::format("touches {}", journeys.converting.key.size());
    for (std::size_t model = 0; model < 2; ++model)
        sum += fmt::format(" {} {}", names[model], weighed(credits[model]));
    for (std::size_t model = 2; model < names.size(); ++model)
        sum += fmt::format(
            " {} {:.0f}", names[model], static_cast<double>(weighed(credits[model])) / 1e7);
    return sum;
}

std::string learn_channels(const ledger::Timeline& timeline, const WonDeals& won) {
    constexpr std::array<std::string_view, 2> names{"markov", "shapley"};
    std::vector<std::uint8_t> converted(timeline.contacts().size());
    for (const attribution::Ending& ending : won.endings)
        converted[ending.contacts.front()] = 1;
    const auto end_of = [&](attribution::JourneyReader& reader,
                            ledger::Slot slot) -> std::optional<Instant> {
        const auto last = converted[slot] == 1 ? std::nullopt : reader.last_touch(slot);
        return last ? std::optional(plus(*last, second_micros)) : std::nullopt;
    };
    const auto journeys = attribution::read_journeys(
        timeline, {.by = By::channel}, won.endings, {.of_contact = end_of}, threads);
    const auto credits = credited(journeys, won, names);
    std::size_t paths = journeys.converting.size();
    std::size_t touches = journeys.converting.key.size();
    for (const auto& part : journeys.others) {
        paths += part.size();
        touches += part.key.size();
    }
    std::string sum =
        fmt::format("paths {} conv {} touches {}", paths, journeys.converting.size(), touches);
    for (std::size_t model = 0; model < names.size(); ++model)
        sum += fmt::format(
            " {} {:.4f}", names[model], credits[model].rows.front().strength.value_or(0));
    return sum;
}

}  // namespace baton::bench
