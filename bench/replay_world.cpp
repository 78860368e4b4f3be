#include "replay_world.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fmt/core.h>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

namespace baton::bench {

namespace {

// splitmix64.
class Dice {
public:
    std::uint64_t next() {
        auto bits = (state_ += step);
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
        return bits ^ (bits >> 31U);
    }

    // In (0, 1).
    double uniform() {
        constexpr double unit = 1.0 / 9007199254740992.0;
        return (static_cast<double>(next() >> 11U) + 0.5) * unit;
    }

    double exponential(double mean) { return -mean * std::log(uniform()); }

    double normal() {
        const double radius = std::sqrt(-2 * std::log(uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

private:
    static constexpr std::uint64_t step = 0x9E3779B97F4A7C15ULL;
    std::uint64_t state_ = step * 42;
};

class Zipf {
public:
    Zipf(int count, double exponent) {
        double total = 0;
        for (int rank = 1; rank <= count; ++rank) {
            total += std::pow(rank, -exponent);
            shares_.push_back(total);
        }
        for (auto& share : shares_)
            share /= total;
    }

    std::size_t draw(Dice& dice) const {
        const auto place = std::lower_bound(shares_.begin(), shares_.end(), dice.uniform());
        return std::min(static_cast<std::size_t>(place - shares_.begin()), shares_.size() - 1);
    }

private:
    std::vector<double> shares_;
};

constexpr std::uint8_t form_submit = 5;
constexpr std::uint8_t demo_request = 8;
constexpr std::size_t many_touches = 15;
constexpr double day_seconds = 86'400;

class Builder {
public:
    World build(std::uint32_t contacts) {
        for (std::uint32_t contact = 0; contact < contacts; ++contact)
            add(contact);
        return std::move(world_);
    }

private:
    // Sessions of a few touches each, from the contact's first day on.
    std::vector<std::uint32_t> instants() {
        const int wanted = static_cast<int>(std::exp(3.19 + 1.2 * dice_.normal()));
        const int count = std::clamp(wanted, 1, 5000);
        const double first = dice_.uniform() * world_span * 0.95;
        std::vector<std::uint32_t> at;
        for (int left = count; left > 0;) {
            double second = first + dice_.uniform() * (world_span - first);
            if (left == count) second = first;
            const int session = std::min(left, 1 + static_cast<int>(dice_.exponential(2.5)));
            left -= session;
            for (int touch = 0; touch < session; ++touch) {
                const double latest = static_cast<double>(world_span) - 1;
                at.push_back(world_begin + static_cast<std::uint32_t>(std::min(second, latest)));
                second += 1 + dice_.exponential(120);
            }
        }
        std::sort(at.begin(), at.end());
        for (std::size_t touch = 1; touch < at.size(); ++touch)
            at[touch] = std::max(at[touch], at[touch - 1] + 1);
        return at;
    }

    void add(std::uint32_t contact) {
        const auto begin = world_.touches.size();
        const auto at = instants();
        const auto favourite = campaigns_.draw(dice_);
        std::uint32_t asked = 0;  // when a form or a demo was first asked for
        for (const auto second : at) {
            const auto kind = static_cast<std::uint8_t>(kinds_.draw(dice_));
            const auto campaign = dice_.uniform() < 0.35 ? favourite : campaigns_.draw(dice_);
            const auto asset = assets_.draw(dice_);
            world_.touches.push_back({.at = second,
                                      .kind = kind,
                                      .campaign = static_cast<std::uint16_t>(campaign),
                                      .asset = static_cast<std::uint16_t>(asset)});
            const bool asks = kind == form_submit || kind == demo_request;
            if (asked == 0 && asks) asked = second;
        }
        world_.begins.push_back(world_.touches.size());
        add_attributes();
        add_outcomes(contact, begin, asked);
    }

    void add_attributes() {
        WorldContact contact;
        contact.industry = static_cast<std::uint8_t>(industries_.draw(dice_));
        contact.country = static_cast<std::uint8_t>(countries_.draw(dice_));
        contact.role = static_cast<std::uint8_t>(roles_.draw(dice_));
        contact.employees = static_cast<std::uint32_t>(std::exp(3.6 + 1.6 * dice_.normal())) + 1;
        world_.contacts.push_back(contact);
    }

    void add_outcomes(std::uint32_t contact, std::size_t begin, std::uint32_t asked) {
        const auto count = world_.touches.size() - begin;
        const double chance = count >= many_touches ? 0.045 : 0.01;
        const double drawn = dice_.uniform();
        if (drawn < 3 * chance) {
            const double share = 0.4 + 0.6 * dice_.uniform();
            const auto place =
                static_cast<std::size_t>(share * static_cast<double>(count - 1) + 0.5);
            const auto delay = static_cast<std::uint32_t>(dice_.exponential(5 * day_seconds));
            const double amount = std::exp(9.0 + 1.0 * dice_.normal()) * 100;
            world_.deals.push_back({.contact = contact,
                                    .at = world_.touches[begin + place].at + delay + 1,
                                    .amount_minor = static_cast<std::uint64_t>(amount),
                                    .won = drawn < chance});
        }
        if (asked == 0 || dice_.uniform() >= 0.6) return;
        const auto delay = static_cast<std::uint32_t>(dice_.exponential(2 * day_seconds));
        world_.handoffs.push_back(
            {.contact = contact, .at = asked + delay + 1, .accepted = dice_.uniform() < 0.6});
    }

    Dice dice_;
    World world_;
    Zipf kinds_{12, 1.3};
    Zipf assets_{2000, 0.9};
    Zipf campaigns_{500, 0.8};
    Zipf industries_{20, 0.5};
    Zipf countries_{40, 1.0};
    Zipf roles_{8, 0.7};
};

class File {
public:
    explicit File(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "w")) {}

    ~File() { std::fclose(file_); }

    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File(File&&) = delete;
    File& operator=(File&&) = delete;

    template <typename... Numbers>
    void row(const Numbers&... numbers) {
        const char* separator = "";
        ((fmt::print(file_, "{}{}", separator, numbers), separator = ","), ...);
        std::fputc('\n', file_);
    }

private:
    std::FILE* file_;
};

}  // namespace

World make_world(std::uint32_t contacts) {
    return Builder().build(contacts);
}

void write_csv(const World& world, const std::filesystem::path& folder) {
    File touches(folder / "touches.csv");
    File contacts(folder / "contacts.csv");
    for (std::size_t contact = 0; contact < world.contacts.size(); ++contact) {
        const auto& about = world.contacts[contact];
        contacts.row(contact, about.industry, about.employees, about.country, about.role);
        for (auto place = world.begins[contact]; place < world.begins[contact + 1]; ++place) {
            const auto& touch = world.touches[place];
            touches.row(contact,
                        touch.at,
                        touch.kind,
                        touch.campaign % channel_count,
                        touch.campaign,
                        touch.asset);
        }
    }
    File deals(folder / "deals.csv");
    for (const auto& deal : world.deals)
        deals.row(deal.contact, deal.at, deal.amount_minor, deal.won ? 1 : 0);
    File handoffs(folder / "handoffs.csv");
    for (const auto& handoff : world.handoffs)
        handoffs.row(handoff.contact, handoff.at, handoff.accepted ? 1 : 0);
}

}  // namespace baton::bench
