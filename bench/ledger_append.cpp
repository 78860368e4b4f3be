#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fmt/core.h>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "store/capture.hpp"
#include "store/database.hpp"
#include "store/ledger_table.hpp"

// Durable rows a second and bytes a touch: touches of contacts in every bucket, a thousand a
// commit, each checked against all message ids before, chained, and flushed to the disk. Usage:
// bench_ledger_append DIRECTORY [ROWS]
namespace baton {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t rows_per_commit = 1000;
constexpr std::int64_t contacts = 20'000;

double seconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

ledger::Event touch(std::int64_t number) {
    constexpr std::int64_t start_micros = 1'700'000'000'000'000;
    constexpr std::uint64_t spread = 0x9e3779b97f4a7c15U;
    const auto dice = static_cast<std::uint64_t>(number) * spread >> 20U;
    const auto contact = static_cast<std::int64_t>(dice % contacts);
    const Instant at{.micros = start_micros + number * 1000};
    ledger::Event event;
    event.at = at;
    event.received = at;
    event.by = "key:1";
    event.what = ledger::Touched{
        .contact = {(contact + 1) * bucket_count + contact % bucket_count},
        .visitor = {},
        .kind = "Email Opened",
        .fields = {{"channel", std::string("email")}, {"campaign", std::string("spring")}},
        .message_id = fmt::format("{:016x}", dice)};
    return event;
}

Done append(store::Database& database, std::int64_t first, std::int64_t count, bool dedupe) {
    std::vector<ledger::Event> entries;
    std::vector<store::Messages::Message> messages;
    for (std::int64_t number = first; number < first + count; ++number) {
        entries.push_back(touch(number));
    }
    for (const auto& entry : entries) {
        const auto& id = std::get<ledger::Touched>(entry.what).message_id;
        messages.push_back({.source = "key:1", .id = id, .compared = id});
    }
    return database.write([&](store::Writing& writing) -> Done {
        if (dedupe) TRY(writing.messages.admit(messages));
        TRY(writing.ledger.append(entries));
        return {};
    });
}

Done measure(const std::string& directory, std::int64_t rows, bool dedupe) {
    std::filesystem::remove_all(directory);
    auto database = TRY(store::Database::open(directory, {}));
    auto start = SteadyClock::now();
    const auto commit_rows = static_cast<std::int64_t>(rows_per_commit);
    const auto tenth = rows / 10;
    for (std::int64_t done = 0; done < rows; done += commit_rows) {
        TRY(append(*database, done, commit_rows, dedupe));
        if ((done + commit_rows) % tenth != 0) continue;
        fmt::print("{:>10} rows, now {:.0f} rows/s\n",
                   done + commit_rows,
                   static_cast<double>(tenth) / seconds_since(start));
        start = SteadyClock::now();
    }
    database.reset();
    const auto bytes = std::filesystem::file_size(directory + "/baton.sqlite");
    fmt::print("{} {:.1f} bytes a touch\n",
               dedupe ? "with dedupe" : "append only",
               static_cast<double>(bytes) / static_cast<double>(rows));

    auto reopened = TRY(store::Database::open(directory, {}));
    const auto reading = reopened->reading();
    start = SteadyClock::now();
    const auto verified = TRY(store::verify_ledger(reading.connection()));
    fmt::print("verify {:.0f} rows/s, {}\n",
               static_cast<double>(rows) / seconds_since(start),
               verified.first_bad ? "BAD" : "good");
    start = SteadyClock::now();
    TRY(reading.ledger().each({.first = 0, .last = rows},
                              [](store::StoredEvent&&) -> Done { return {}; }));
    fmt::print("read {:.0f} rows/s\n", static_cast<double>(rows) / seconds_since(start));
    start = SteadyClock::now();
    const auto contact = std::get<ledger::Touched>(touch(7).what).contact;
    const auto events = TRY(
        reading.ledger().of_subject({.kind = ledger::Subject::Kind::contact, .id = contact.value}));
    fmt::print("one contact: {} events in {:.2f} ms\n", events.size(), seconds_since(start) * 1000);
    return {};
}

}  // namespace
}  // namespace baton

int main(int count, char** arguments) {
    if (count < 2) return 2;
    constexpr std::int64_t rows_by_default = 1'000'000;
    const auto rows = count > 2 ? std::strtoll(arguments[2], nullptr, 10) : rows_by_default;
    for (const bool dedupe : {false, true}) {
        const auto done = baton::measure(arguments[1], rows, dedupe);
        if (!done) {
            fmt::print("{}\n", done.error().message);
            return 1;
        }
    }
    return 0;
}
