#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "backtest/backtest.hpp"
#include "base/free_memory.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "replay_attribution.hpp"
#include "replay_people.hpp"
#include "replay_world.hpp"

// Backtests over a generated world, through the agreement language and the timeline that the
// program uses. Usage: bench_replay CONTACTS [--only WORK] [--rounds N], or CONTACTS --csv FOLDER
// to write the world for the peers.
namespace baton::bench {
namespace {

constexpr std::array<std::string_view, 12> kinds{"page_view",
                                                 "ad_clicked",
                                                 "email_link_clicked",
                                                 "video_watched",
                                                 "webinar_attended",
                                                 "form_submit",
                                                 "content_downloaded",
                                                 "call_held",
                                                 "demo_request",
                                                 "meeting_held",
                                                 "chat_started",
                                                 "survey_answered"};
constexpr std::uint32_t pricing_every = 50;  // assets whose number % 50 is 7 are about prices
constexpr std::uint32_t pricing_rest = 7;

struct Options {
    std::uint32_t contacts = 0;
    std::string csv = {};
    std::string only = {};
    int rounds = 7;
};

Instant instant(std::uint32_t seconds) {
    return {seconds * second_micros};
}

class Loader {
public:
    Loader(const World& world, ledger::Timeline& timeline) : world_(world), timeline_(timeline) {}

    void load() {
        for (std::size_t contact = 0; contact < world_.contacts.size(); ++contact) {
            create(contact);
            for (auto place = world_.begins[contact]; place < world_.begins[contact + 1]; ++place)
                touch(contact, world_.touches[place]);
        }
        for (const auto& handoff : world_.handoffs)
            hand_off(handoff);
        for (std::size_t deal = 0; deal < world_.deals.size(); ++deal)
            add_deal(deal);
    }

private:
    static ContactId id_of(std::size_t contact) {
        const auto number = static_cast<std::int64_t>(contact);
        return make_id<ContactTag>(number + 1, number % bucket_count);
    }

    void add(Instant at, std::int64_t bucket, ledger::What what) {
        const auto order = next_;
        next_ += ledger::lines_of(what);
        const auto seq = ++seqs_[static_cast<std::size_t>(bucket)];
        timeline_.add(
            {.at = at,
             .received = at,
             .order = order,
             .position = {.bucket = static_cast<std::int32_t>(bucket), .sub = 0, .seq = seq},
             .by = {},
             .cause = {},
             .what = std::move(what)});
    }

    static std::int64_t bucket_of(std::size_t contact) {
        return static_cast<std::int64_t>(contact) % bucket_count;
    }

    void create(std::size_t contact) {
        const auto& about = world_.contacts[contact];
        ledger::ContactCreated created;
        created.contact = id_of(contact);
        created.external_id = fmt::format("c{}", contact);
        created.properties = {{"employees", Decimal{about.employees * decimal_one}},
                              {"industry", fmt::format("industry {}", about.industry)}};
        add(instant(world_begin), bucket_of(contact), std::move(created));
    }

    void touch(std::size_t contact, const WorldTouch& touch) {
        const bool pricing = touch.asset % pricing_every == pricing_rest;
        ledger::Touched touched;
        touched.contact = id_of(contact);
        touched.kind = kinds[touch.kind];
        touched.fields = {
            {"channel", fmt::format("channel {}", touch.campaign % channel_count)},
            {"campaign", fmt::format("campaign {}", touch.campaign)},
            {"asset", fmt::format("{} {}", pricing ? "pricing" : "page", touch.asset)}};
        add(instant(touch.at), bucket_of(contact), std::move(touched));
    }

    void hand_off(const WorldHandoff& handoff) {
        using Step = ledger::HandoffStep;
        const auto contact = id_of(handoff.contact);
        const auto bucket = bucket_of(handoff.contact);
        ledger::HandoffMoved moved;
        moved.contact = contact;
        moved.step = Step::offered;
        add(instant(handoff.at), bucket, moved);
        moved.step = handoff.accepted ? Step::accepted : Step::rejected;
        add(instant(handoff.at), bucket, moved);
    }

    void add_deal(std::size_t number) {
        const auto& deal = world_.deals[number];
        const auto bucket = bucket_of(deal.contact);
        ledger::DealChanged changed;
        changed.deal = make_id<DealTag>(static_cast<std::int64_t>(number) + 1, bucket);
        changed.contacts_given = true;
        changed.contacts = {id_of(deal.contact)};
        changed.status_given = true;
        changed.status = deal.won ? ledger::DealStatus::won : ledger::DealStatus::lost;
        changed.properties = {
            {"amount",
             Money{.minor = static_cast<std::int64_t>(deal.amount_minor), .currency = euro()}}};
        add(instant(deal.at), bucket, std::move(changed));
    }

    static Currency euro() { return parse_currency("EUR").value(); }

    const World& world_;
    ledger::Timeline& timeline_;
    std::uint64_t next_ = 1;
    std::array<std::int64_t, bucket_count> seqs_ = {};
};

std::string w1_text(int views, int days) {
    std::string industries;
    for (const int industry : {0, 2, 3, 5, 8, 11, 13, 17}) {
        industries += fmt::format("{}\"industry {}\"", industries.empty() ? "" : ", ", industry);
    }
    return fmt::format(R"(agreement: W1
timezone: UTC
currency: EUR
stages:
  - name: MQL
    owner: marketing
    when: 'contact.employees >= 50 and contact.industry in ({})
      and count(page_view where asset starts with "pricing" within {} days) >= {}
      and any(form_submit or demo_request)'
)",
                       industries,
                       days,
                       views);
}

backtest::Draft draft_of(std::string name,
                         const std::string& text,
                         const ledger::Timeline& timeline) {
    auto schema = agreement::standard_schema();
    schema.contact.insert(timeline.types().contact.begin(), timeline.types().contact.end());
    auto checked = agreement::check(text, schema);
    if (!checked.agreement) {
        fmt::print(stderr, "{}: {}\n", name, render(checked.diagnostics.front(), name));
        std::exit(1);
    }
    return {
        .name = std::move(name),
        .agreement = std::make_shared<const agreement::Agreement>(*std::move(checked.agreement))};
}

// Who qualified, who won after, who was accepted after, and who in which month: as the peers count.
std::string checksum(const backtest::Findings& findings) {
    constexpr std::int64_t month_seconds = 2'628'000;
    std::int64_t qualified = 0;
    std::int64_t won = 0;
    std::int64_t accepted = 0;
    std::int64_t months = 0;
    for (const backtest::Life& life : findings.lives) {
        if (life.entries.front().empty()) continue;
        const auto at = life.entries.front().front().at;
        ++qualified;
        months += (at.micros / second_micros - world_begin) / month_seconds + 1;
        won += std::ranges::count_if(life.deals, [&](const backtest::DealFact& deal) {
            return deal.won() && deal.ended_at > at;
        });
        accepted += std::ranges::count_if(life.handoffs, [&](const backtest::HandoffStepAt& step) {
            return step.step == ledger::HandoffStep::accepted && step.at > at;
        });
    }
    return fmt::format("q {} won {} acc {} ck {}", qualified, won, accepted, months);
}

backtest::Question question_of(const ledger::Timeline& timeline,
                               std::vector<backtest::Draft> drafts) {
    const auto count = drafts.size();
    return {.drafts = std::move(drafts), .reported = count, .as_of = timeline.latest_at()};
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

// Runs a work some times and prints the medians; `work` returns what it is compared by.
template <typename Work>
void measure(const Options& options, std::string_view name, Work work) {
    if (!options.only.empty() && options.only != name) return;
    std::vector<double> times;
    std::string sum;
    const auto cpu_before = std::clock();
    for (int round = 0; round < options.rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        sum = work();
        times.push_back(milliseconds_since(start));
    }
    const double cpu = 1000.0 * static_cast<double>(std::clock() - cpu_before) /
                       static_cast<double>(CLOCKS_PER_SEC) / options.rounds;
    fmt::print(R"({{"engine":"baton","work":"{}","ms":{:.2f},"cpu_ms":{:.2f},"checksum":"{}"}})"
               "\n",
               name,
               median(times),
               cpu,
               sum);
}

// The whole backtest: read everybody, count everything.
std::string backtest_once(const ledger::Timeline& timeline,
                          const backtest::Question& question,
                          lifecycle::Postings* postings = nullptr) {
    const auto go_on = [](std::size_t, std::size_t) { return true; };
    auto findings = backtest::read_findings(timeline, question, 2, go_on, postings);
    auto sum = checksum(*findings);
    const auto report = backtest::report_of(question, *std::move(findings));
    return report.agreements.empty() ? std::string() : sum;
}

std::string status_line(std::string_view key) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key)) return line.substr(key.size() + 1);
    }
    return {};
}

void run(World world, const Options& options) {
    ledger::Timeline timeline;
    const auto start = std::chrono::steady_clock::now();
    Loader(world, timeline).load();
    timeline.pack();
    const WonDeals won(world);
    world = {};
    give_back_free_memory();
    fmt::print(stderr,
               "{} touches loaded in {:.0f} ms;{}\n",
               timeline.touches(),
               milliseconds_since(start),
               status_line("VmRSS:"));
    const auto w1 = question_of(timeline, {draft_of("w1", w1_text(2, 30), timeline)});
    measure(options, "W1", [&] { return backtest_once(timeline, w1); });
    lifecycle::Postings postings(timeline);
    const auto w1r = question_of(timeline, {draft_of("w1r", w1_text(3, 45), timeline)});
    measure(options, "W1r", [&] { return backtest_once(timeline, w1r, &postings); });
    std::vector<backtest::Draft> variants;
    for (int views = 1; views <= 8; ++views) {
        for (int week = 1; week <= 8; ++week) {
            variants.push_back(
                draft_of(fmt::format("{}-{}", views, week), w1_text(views, week * 7), timeline));
        }
    }
    const auto many = question_of(timeline, std::move(variants));
    measure(options, "W1x64", [&] { return backtest_once(timeline, many); });
    const auto funnel = five_steps(timeline);
    measure(options, "W2", [&] { return count_funnel(timeline, funnel); });
    measure(options, "W3", [&] { return credit_deals(timeline, won); });
    measure(options, "W4", [&] { return learn_channels(timeline, won); });
    const auto score = decayed_score();
    measure(options, "W5", [&] { return highest_scores(timeline, score); });
}

}  // namespace
}  // namespace baton::bench

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    baton::bench::Options options;
    if (!words.empty()) options.contacts = static_cast<std::uint32_t>(std::stoul(words.front()));
    for (std::size_t word = 1; word + 1 < words.size(); word += 2) {
        if (words[word] == "--csv") options.csv = words[word + 1];
        if (words[word] == "--only") options.only = words[word + 1];
        if (words[word] == "--rounds") options.rounds = std::stoi(words[word + 1]);
    }
    if (options.contacts == 0) {
        fmt::print(stderr,
                   "usage: bench_replay CONTACTS [--only WORK] [--rounds N] [--csv FOLDER]\n");
        return 2;
    }
    auto world = baton::bench::make_world(options.contacts);
    if (options.csv.empty()) {
        baton::bench::run(std::move(world), options);
    } else {
        std::filesystem::create_directories(options.csv);
        baton::bench::write_csv(world, options.csv);
    }
    return 0;
}
