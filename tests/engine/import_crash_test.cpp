#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.hpp"
#include "engine/carrying.hpp"
#include "engine/import_run.hpp"

// A large import is written while the next rows are read and worked on.
namespace baton::engine::testing {
namespace {

constexpr std::uint64_t people = 13'000;

std::string contacts_file() {
    std::string text = "id,email,first_name,company\n";
    for (std::uint64_t i = 0; i < people; ++i) {
        text += fmt::format("p{0},p{0}@c{1}.test,Name {0},c{1}\n", i, i % 50);
    }
    return text;
}

// How many rows are durable goes to the pipe. Runs until it is killed, or the file ends.
[[noreturn]] void import_file(const std::string& directory,
                              const std::filesystem::path& file,
                              int pipe) {
    auto opened =
        Workspace::open({.directory = directory, .threads = 1},
                        std::make_unique<Clock>(Clock::standing_at(plus(carrying_start, 1))));
    if (!opened) std::_Exit(1);
    const auto report =
        run_import(**opened, {.id = "1", .files = {file}, .go_on = [pipe](std::uint64_t rows) {
                                  return ::write(pipe, &rows, sizeof rows) == sizeof rows;
                              }});
    std::_Exit(report ? 0 : 1);
}

std::uint64_t durable_before_kill(int pipe, pid_t child, int reads) {
    std::uint64_t rows = 0;
    for (int each = 0; each < reads; ++each) {
        if (read(pipe, &rows, sizeof rows) != sizeof rows) break;
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    std::uint64_t more = 0;
    while (read(pipe, &more, sizeof more) == sizeof more) {
        rows = more;
    }
    return rows;
}

TEST_F(Carrying, AKilledImportKeepsWhatItSaidAndGoesOn) {
    const std::filesystem::path file = folder_ / "contacts.csv";
    write_file(file, contacts_file());
    std::uint64_t before = 0;
    for (const int reads : {1, 2, 3}) {
        running_.close();
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe(ends.data()), 0);
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            import_file(running_.directory().string(), file, ends[1]);
        }
        close(ends[1]);
        const std::uint64_t rows = durable_before_kill(ends[0], child, reads);
        close(ends[0]);
        running_.open();
        EXPECT_EQ(running_.problem(), "") << "killed after " << rows;
        for (std::uint64_t i = 0; i < std::max(rows, before); ++i) {
            ASSERT_TRUE(running_.find_contact(fmt::format("p{}", i))) << i << " of " << rows;
        }
        before = std::max(rows, before);
    }
    const auto rest = run_import(running_.workspace(), {.id = "1", .files = {file}});
    ASSERT_TRUE(rest) << rest.error().message;
    EXPECT_GE(rest->files[0].skipped, before);
    EXPECT_EQ(rest->files[0].skipped + rest->files[0].created, people);
    EXPECT_EQ(running_.problem(), "");
    EXPECT_EQ(running_.workspace().read(
                  [](const Workspace::View& view) { return view.timeline.contacts().size(); }),
              people);
}

}  // namespace
}  // namespace baton::engine::testing
