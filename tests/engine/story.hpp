#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

// Stories: plain text that tells what people do and what is to be seen then. How to write one:
// tests/stories/README.md.
namespace baton::engine::testing {

// One line, split at spaces; "quoted text" is one word, and name=value is a given.
struct Step {
    int line = 0;
    std::string text;
    std::optional<Instant> at;
    std::vector<std::string> words;
    std::map<std::string, std::string> given;

    [[nodiscard]] std::string word(std::size_t index) const;
    [[nodiscard]] std::string take(const std::string& name) const;
    // The word after that word; empty without it.
    [[nodiscard]] std::string after(const std::string& word) const;
};

struct Story {
    std::string name;
    std::string why;
    std::vector<Step> steps;
};

[[nodiscard]] Result<Story> read_story(const std::filesystem::path& file);

// Plays it on a workspace of its own; every step that does not come out as told is a failure that
// names its line. At the end the whole must verify, also after a restart.
void play(const Story& story, const std::filesystem::path& folder);

// "2026-03-02 09:00[:SS[.ffffff]]" in the story's time zone.
[[nodiscard]] Result<Instant> instant_in(const std::string& zone,
                                         const std::string& day,
                                         const std::string& time);

}  // namespace baton::engine::testing
