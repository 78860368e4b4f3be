#include "replay_attribution.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>
#include <string>
#include <string_view>
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

attribution::Credit credited(const attribution::Journeys& journeys,
                             const WonDeals& won,
                             std::string_view model) {
    auto credit = attribution::credit(
        journeys, won.amounts_minor, *attribution::find_model(model), attribution::Terms{});
    if (!credit) {
        fmt::print(stderr, "{}: {}\n", model, credit.error().message);
        std::exit(1);
    }
    return *std::move(credit);
}

attribution::Ending ending_of(const WonDeals& won, std::size_t deal) {
    return {.at = {won.at_seconds[deal] * second_micros}, .contacts = {won.contacts[deal]}};
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

}  // namespace

WonDeals::WonDeals(const World& world) {
    for (const WorldDeal& deal : world.deals) {
        if (!deal.won) continue;
        contacts.push_back(deal.contact);
        at_seconds.push_back(deal.at);
        amounts_minor.push_back(static_cast<std::int64_t>(deal.amount_minor));
    }
}

std::string credit_deals(const ledger::Timeline& timeline, const WonDeals& won) {
    attribution::JourneyReader reader(timeline, {.by = By::campaign});
    for (std::size_t deal = 0; deal < won.contacts.size(); ++deal)
        reader.add_converting(ending_of(won, deal));
    const auto journeys = std::move(reader).take();
    std::string sum = fmt::format("touches {}", journeys.touches.size());
    for (const std::string_view model : {"first", "last"})
        sum += fmt::format(" {} {}", model, weighed(credited(journeys, won, model)));
    for (const std::string_view model : {"linear", "time_decay"})
        sum += fmt::format(" {} {:.0f}",
                           model,
                           static_cast<double>(weighed(credited(journeys, won, model))) / 1e7);
    return sum;
}

std::string learn_channels(const ledger::Timeline& timeline, const WonDeals& won) {
    attribution::JourneyReader reader(timeline, {.by = By::channel});
    std::vector<bool> converted(timeline.contacts().size());
    for (std::size_t deal = 0; deal < won.contacts.size(); ++deal) {
        reader.add_converting(ending_of(won, deal));
        converted[won.contacts[deal]] = true;
    }
    for (ledger::Slot slot = 0; slot < converted.size(); ++slot) {
        if (converted[slot]) continue;
        if (const auto last = reader.last_touch(slot)) {
            reader.add_other({.at = plus(*last, second_micros), .contacts = {slot}});
        }
    }
    const auto journeys = std::move(reader).take();
    std::string sum = fmt::format("paths {} conv {} touches {}",
                                  journeys.converting.size() + journeys.others.size(),
                                  journeys.converting.size(),
                                  journeys.converting.key.size() + journeys.others.key.size());
    for (const std::string_view model : {"markov", "shapley"})
        sum += fmt::format(
            " {} {:.4f}", model, credited(journeys, won, model).rows.front().strength.value_or(0));
    return sum;
}

}  // namespace baton::bench
