#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/running.hpp"

// What the tests of files share: files of a small company, and what a workspace tells.
namespace baton::engine::testing {

inline constexpr Instant carrying_start{1'772'409'600'000'000};

void write_file(const std::filesystem::path& path, const std::string& text);

// Companies, contacts, touches and deals, each in a file of its own.
[[nodiscard]] std::vector<std::filesystem::path> write_files(const std::filesystem::path& folder,
                                                             int people);

// The whole ledger as text.
[[nodiscard]] std::string exported(Workspace& workspace);

// Every journey, as `backtest --journeys` prints it for the agreements in force.
[[nodiscard]] std::string journeys(Workspace& workspace);

// The rows of contacts; versions are places in the ledger and differ.
[[nodiscard]] std::string tables(Running& running, bool with_deleted = true);

// A rep, a signed agreement, and a folder for files.
class Carrying : public ::testing::Test {
protected:
    Carrying();
    ~Carrying() override;

    Running running_;
    std::filesystem::path folder_;
};

}  // namespace baton::engine::testing
