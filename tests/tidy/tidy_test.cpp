// A rule that matters is a failing test: layers, lengths, bans, leftovers, unreferenced headers,
// tests without an expectation. Each check lists every offence, so that one run shows all of them.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "places.hpp"
#include "tidy/tree.hpp"

namespace baton::tidy {
namespace {

using testing::IsEmpty;

std::string at(const SourceFile& file, std::size_t index, const std::string& what) {
    return file.path + ":" + std::to_string(index + 1) + ": " + what;
}

std::map<std::string, std::set<std::string>> read_layers() {
    std::map<std::string, std::set<std::string>> layers;
    for (const std::string& line : read_lines((source_dir() / "src/LAYERS").string())) {
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        const auto colon = line.find(':');
        std::istringstream words(line.substr(colon + 1));
        std::set<std::string>& allowed = layers[line.substr(0, colon)];
        for (std::string word; words >> word;) {
            allowed.insert(word);
        }
    }
    return layers;
}

// Every line that matches `pattern` in the files that `chosen` takes.
template <typename Chosen>
std::vector<std::string> matches(const std::string& pattern,
                                 const std::string& what,
                                 Chosen chosen) {
    const std::regex wanted(pattern);
    std::vector<std::string> offences;
    for (const SourceFile& file : read_tree()) {
        if (!chosen(file.path)) {
            continue;
        }
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (std::regex_search(file.lines[i], wanted)) {
                offences.push_back(at(file, i, what));
            }
        }
    }
    return offences;
}

bool is_code_of_ours(const std::string& path) {
    return path.starts_with("src/") || path.starts_with("app/");
}

TEST(Tidy, RoomsIncludeOnlyWhatTheLayersAllow) {
    const auto layers = read_layers();
    const std::regex include("^#include \"([a-z_]+)/");
    std::vector<std::string> offences;
    for (const SourceFile& file : read_tree()) {
        const std::string room = room_of(file.path);
        if (room.empty()) {
            continue;
        }
        if (!layers.contains(room)) {
            offences.push_back(file.path + ": src/LAYERS does not know " + room);
            continue;
        }
        std::smatch found;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (std::regex_search(file.lines[i], found, include) && found[1] != room &&
                !layers.at(room).contains(found[1])) {
                offences.push_back(at(file, i, room + " may not include " + found[1].str()));
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Tidy, FilesAreShort) {
    std::vector<std::string> offences;
    for (const SourceFile& file : read_tree()) {
        // The shapes of the API are generated, and nobody reads them from top to bottom.
        const bool is_generated = file.path == "ui/src/api/schema.ts";
        const std::size_t lines_max = file.path.starts_with("tests/") ? 600 : 400;
        if (!is_generated && file.lines.size() > lines_max) {
            offences.push_back(file.path + ": " + std::to_string(file.lines.size()) + " lines, " +
                               std::to_string(lines_max) + " allowed");
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Tidy, TheWallClockIsReadInOnePlace) {
    EXPECT_THAT(matches(R"((system_clock|steady_clock)::now|\btime\(nullptr\)|\bgettimeofday\b)",
                        "reads the clock",
                        [](const std::string& path) {
                            return is_code_of_ours(path) && path != "src/base/clock.cpp" &&
                                   room_of(path) != "http";
                        }),
                IsEmpty());
}

TEST(Tidy, RoomsDoNotPrint) {
    EXPECT_THAT(matches(R"(std::(cout|cerr)\b|\bprintf\()",
                        "prints; only app may",
                        [](const std::string& path) { return path.starts_with("src/"); }),
                IsEmpty());
}

TEST(Tidy, NothingIsLeftOver) {
    const std::string words = std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b";
    EXPECT_THAT(matches(words, "leftover", [](const std::string&) { return true; }), IsEmpty());
}

TEST(Tidy, CapabilitiesStayClearOfStorageJsonAndHttp) {
    const std::set<std::string> capabilities{
        "agreement", "lifecycle", "handoff", "goals", "attribution"};
    EXPECT_THAT(
        matches(R"(#include <(sqlite3|boost/json|boost/beast|boost/asio))",
                "a capability room knows no storage, JSON or network",
                [&](const std::string& path) { return capabilities.contains(room_of(path)); }),
        IsEmpty());
}

TEST(Tidy, EveryHeaderIsIncludedSomewhere) {
    std::set<std::string> included;
    const std::regex include("^#include \"([^\"]+)\"");
    for (const SourceFile& file : read_tree()) {
        std::smatch found;
        for (const std::string& line : file.lines) {
            if (std::regex_search(line, found, include)) {
                included.insert(found[1]);
            }
        }
    }
    std::vector<std::string> offences;
    for (const SourceFile& file : read_tree()) {
        if (file.path.starts_with("src/") && file.path.ends_with(".hpp") &&
            !included.contains(file.path.substr(4))) {
            offences.push_back(file.path + ": nothing includes it");
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Tidy, EveryTestExpectsSomething) {
    const std::regex expectation("EXPECT|ASSERT|RC_|expect\\(|assert");
    std::vector<std::string> offences;
    for (const SourceFile& file : read_tree()) {
        const bool is_test = file.path.ends_with("_test.cpp") || file.path.ends_with(".test.ts") ||
                             file.path.ends_with(".test.tsx");
        if (is_test && std::ranges::none_of(file.lines, [&](const std::string& line) {
                return std::regex_search(line, expectation);
            })) {
            offences.push_back(file.path + ": expects nothing");
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Tidy, RawColoursLiveInTheKit) {
    EXPECT_THAT(matches(R"(#[0-9A-Fa-f]{6}\b)",
                        "raw colour outside ui/src/kit",
                        [](const std::string& path) {
                            return path.starts_with("ui/src/") && !path.starts_with("ui/src/kit/");
                        }),
                IsEmpty());
}

}  // namespace
}  // namespace baton::tidy
