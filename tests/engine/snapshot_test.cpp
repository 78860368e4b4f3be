#include "engine/snapshot.hpp"

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <memory>
#include <random>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/clock.hpp"
#include "engine/arbitrary_deed.hpp"
#include "engine/contact_commands.hpp"
#include "engine/erasing.hpp"
#include "engine/erasure.hpp"
#include "engine/random_life.hpp"
#include "engine/restating.hpp"
#include "engine/running.hpp"
#include "ledger/snapshot.hpp"
#include "store/snapshot_file.hpp"

namespace baton::engine::testing {
namespace {

namespace fs = std::filesystem;

const Instant start{1'772'409'600'000'000};  // 2026-03-02
const Because who{.by = "mia@acme.test"};

std::unique_ptr<Workspace> reader(const Running& running, bool by_snapshot) {
    auto opened = Workspace::open(
        {.directory = running.directory(), .writes = false, .snapshots = {.reads = by_snapshot}},
        std::make_unique<Clock>(Clock::standing_at(running.now())));
    if (!opened) {
        ADD_FAILURE() << opened.error().message;
        std::abort();
    }
    return *std::move(opened);
}

// All that a workspace knows of its contacts, companies, deals and records, and every history.
std::vector<std::string> all_of(const Workspace& workspace) {
    return workspace.read([](const Workspace::View& view) {
        std::vector<std::string> all;
        for (const auto& part : ledger::parts_of(ledger::counts_of(view.timeline))) {
            all.push_back(ledger::written(view.timeline, part));
        }
        for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
            const ledger::Contact& contact = view.timeline.contacts()[slot];
            all.push_back(
                describe({.history = view.live.history(slot), .chain = view.live.shared_chain()}));
            const auto email = view.timeline.value(contact, "email", Instant::latest());
            if (const auto* text = std::get_if<std::string>(&email)) {
                all.push_back(std::to_string(view.directory.contact_by_email(*text).value));
            }
        }
        return all;
    });
}

// Empty when a start by the snapshot and a start without it come to the same; the snapshot was
// used.
std::string difference(const Running& running) {
    const auto quick = reader(running, true);
    const auto whole = reader(running, false);
    if (quick->snapshot().rows == 0) return "no snapshot was used: " + quick->snapshot().problem;
    if (all_of(*quick) != all_of(*whole)) return "the memories differ";
    return quick->replayed_hash() == whole->replayed_hash() ? "" : "the state hashes differ";
}

void create(Workspace& workspace, const std::string& name) {
    const auto created = workspace.run([&](Desk& desk) {
        return create_contact(
            desk,
            {.external_id = name,
             .properties = {{"email", name + "@acme.test"}, {"first_name", "Zorabella " + name}}},
            who);
    });
    ASSERT_TRUE(created) << created.error().message;
}

void create(Running& running, const std::string& name) {
    create(running.workspace(), name);
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void put_bytes(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

fs::path snapshot_of(const Running& running) {
    return store::snapshot_path(running.directory().string());
}

std::string problem_of(const Running& running) {
    const auto quick = reader(running, true);
    EXPECT_EQ(quick->snapshot().rows, 0);
    EXPECT_EQ(all_of(*quick), all_of(*reader(running, false)));
    return quick->snapshot().problem;
}

RC_GTEST_PROP(SnapshotFile, WithWhatCameAfterIsTheWholeLedger, ()) {
    const auto deeds =
        *rc::gen::resize(16, rc::gen::container<std::vector<Deed>>(rc::gen::arbitrary<Deed>()));
    const auto cut = *rc::gen::inRange<std::size_t>(0, deeds.size() + 1);
    RandomLife life;
    for (std::size_t i = 0; i < deeds.size(); ++i) {
        if (i == cut) life.running().restart();
        RC_ASSERT(life.live(deeds[i]) == "");
    }
    if (cut == deeds.size()) life.running().restart();
    life.running().workspace().drain();
    RC_ASSERT(difference(life.running()) == "");
    RC_ASSERT(life.running().problem() == "");
}

TEST(SnapshotFile, IsWrittenAtTheEndAndUsedAtTheStart) {
    Running running(start);
    create(running, "ada");
    EXPECT_FALSE(fs::exists(snapshot_of(running)));
    running.restart();
    EXPECT_GT(running.workspace().snapshot().rows, 0);
    create(running, "bob");
    EXPECT_EQ(difference(running), "");
    EXPECT_EQ(running.problem(), "");
}

TEST(SnapshotFile, OfLittleIsNotWritten) {
    Running running(start, {}, {});
    create(running, "ada");
    running.restart();
    EXPECT_FALSE(fs::exists(snapshot_of(running)));
}

TEST(SnapshotFile, IsWrittenWhileTheProgramRuns) {
    Running running(start, {}, {.tail_min = 1'000, .running_tail_min = 3, .rest_micros = 0});
    for (int number = 0; number < 12; ++number) {
        create(running, fmt::format("c{}", number));
    }
    running.workspace().wait_for_snapshot();
    EXPECT_EQ(difference(running), "");
    EXPECT_GE(reader(running, true)->snapshot().rows, 9);
    EXPECT_EQ(running.problem(), "");
}

TEST(SnapshotFile, EveryDamageIsSeenAndTheLedgerIsRead) {
    Running running(start);
    create(running, "ada");
    running.close();
    const std::string bytes = bytes_of(snapshot_of(running));
    std::mt19937 dice(20261122);
    for (int trial = 0; trial < 24; ++trial) {
        std::string other = bytes;
        const std::size_t place =
            trial < 8 ? static_cast<std::size_t>(trial) * 8 : dice() % bytes.size();
        if (trial % 3 == 2) {
            other.resize(place);
        } else {
            other[place] = static_cast<char>(other[place] ^ (1 << (trial % 8)));
        }
        put_bytes(snapshot_of(running), other);
        EXPECT_NE(problem_of(running), "") << "byte " << place;
    }
    fs::remove(snapshot_of(running));
    EXPECT_EQ(problem_of(running), "") << "one that is not there is no problem";
    put_bytes(snapshot_of(running), bytes.substr(0, bytes.size() / 2));
    running.open();
    EXPECT_NE(running.workspace().snapshot().problem, "");
    running.restart();
    EXPECT_GT(running.workspace().snapshot().rows, 0) << "it was written anew";
}

TEST(SnapshotFile, OfAnotherProgramIsNotRead) {
    Running running(start);
    create(running, "ada");
    running.close();
    const std::string bytes = bytes_of(snapshot_of(running));
    constexpr std::size_t format_at = 8;
    constexpr std::size_t program_at = 32;
    for (const std::size_t place : {format_at, program_at}) {
        std::string other = bytes;
        ++other[place];
        put_bytes(snapshot_of(running), other);
        EXPECT_EQ(problem_of(running), "another version of Baton made it");
    }
    running.open();
}

// A backup that is put back has an older ledger, and from there on another one.
TEST(SnapshotFile, OfAnotherLedgerIsNotRead) {
    Running running(start);
    create(running, "ada");
    running.close();
    const fs::path backup = new_directory();
    fs::copy_file(running.directory() / "baton.sqlite", backup / "baton.sqlite");
    running.open();
    create(running, "bob");
    create(running, "cid");
    running.close();
    const std::string later = bytes_of(snapshot_of(running));
    fs::copy_file(backup / "baton.sqlite",
                  running.directory() / "baton.sqlite",
                  fs::copy_options::overwrite_existing);
    EXPECT_EQ(problem_of(running), "it belongs to another ledger");
    fs::remove(snapshot_of(running));
    {
        const auto other = Workspace::open(
            {.directory = running.directory(), .snapshots = {.reads = false, .writes = false}},
            std::make_unique<Clock>(Clock::standing_at(start)));
        ASSERT_TRUE(other);
        for (const char* name : {"dan", "eve", "fay"}) {
            create(**other, name);
        }
    }
    put_bytes(snapshot_of(running), later);
    EXPECT_EQ(problem_of(running), "it belongs to another ledger");
    fs::remove_all(backup);
}

TEST(SnapshotFile, SeveralReadItAtOnce) {
    Running running(start);
    create(running, "ada");
    running.restart();
    create(running, "bob");
    std::vector<std::string> differences(3);
    {
        std::vector<std::jthread> readers;
        for (std::string& each : differences) {
            readers.emplace_back([&] { each = difference(running); });
        }
    }
    EXPECT_EQ(differences, std::vector<std::string>(3));
}

TEST(SnapshotFile, AKillWhileItIsWrittenLeavesOne) {
    Running running(start);
    create(running, "ada");
    running.close();
    std::mt19937 dice(20261122);
    for (int round = 0; round < 12; ++round) {
        const pid_t child = fork();
        if (child == 0) {
            for (;;) {
                auto opened = Workspace::open(
                    {.directory = running.directory(), .threads = 1, .snapshots = {.tail_min = 1}},
                    std::make_unique<Clock>(Clock::standing_at(start)));
                if (!opened) std::_Exit(1);
                const auto touched = (*opened)->run([](Desk& desk) -> Result<Receipt> {
                    desk.record(ledger::RecordChanged{.record = "note",
                                                      .key = std::to_string(desk.now().micros),
                                                      .properties = {{"text", std::string("x")}}},
                                who);
                    return Receipt{};
                });
                if (!touched) std::_Exit(1);
            }
        }
        usleep(static_cast<useconds_t>(dice() % 150'000));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        EXPECT_EQ(difference(running), "") << "round " << round;
    }
    running.open();
    EXPECT_EQ(running.problem(), "");
}

TEST(SnapshotFile, GoesWithWhoIsErased) {
    Running running(start);
    create(running, "zora");
    running.restart();
    const std::string bytes = bytes_of(snapshot_of(running));
    ASSERT_FALSE(bytes.empty());
    EXPECT_EQ(bytes.find("orabella"), std::string::npos) << "it is sealed";
    const ContactId zora = running.contact("zora");
    ASSERT_TRUE(running.workspace().erase({.contact = zora, .why = "she asked"}, who));
    EXPECT_FALSE(fs::exists(snapshot_of(running)));
    put_bytes(snapshot_of(running), bytes);
    EXPECT_EQ(problem_of(running), "its key is gone") << "an old copy opens nothing";
    running.restart();
    EXPECT_EQ(difference(running), "") << "a new one, without her";
    EXPECT_EQ(running.problem(), "");
    put_bytes(snapshot_of(running), bytes);
    EXPECT_NE(problem_of(running), "");
}

// An erasure that was carried out where the snapshot was not known (another version, a copy of the
// database) stands in the ledger after it.
TEST(SnapshotFile, OfBeforeAnErasureIsNotUsed) {
    Running running(start);
    create(running, "zora");
    running.restart();
    const ContactId zora = running.contact("zora");
    ASSERT_TRUE(running.run([&](Desk& desk) -> Result<Receipt> {
        desk.record(ledger::RecordChanged{.record = std::string(erasure_record),
                                          .key = erasure_key(zora),
                                          .properties = {{"contact", std::to_string(zora.value)},
                                                         {"why", std::string("asked")},
                                                         {"history", std::string()}}},
                    who);
        return Receipt{};
    }));
    EXPECT_EQ(problem_of(running), "somebody was erased since");
}

}  // namespace
}  // namespace baton::engine::testing
