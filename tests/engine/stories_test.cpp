#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/stage.hpp"
#include "engine/story.hpp"
#include "places.hpp"

namespace baton::engine::testing {
namespace {

std::vector<std::filesystem::path> story_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& each : std::filesystem::directory_iterator(source_dir() / "tests/stories")) {
        if (each.path().extension() == ".story") files.push_back(each.path());
    }
    std::ranges::sort(files);
    return files;
}

Step without_first_word(Step step) {
    step.words.erase(step.words.begin());
    return step;
}

// What is refused leaves the ledger and the tables as they were.
void play_refused(Stage& stage, const Step& step) {
    const std::string before = stage.running.head_and_state();
    const auto done = act(stage, without_first_word(step));
    EXPECT_FALSE(done) << step.line << ": " << step.text << ": it was done";
    EXPECT_EQ(stage.running.head_and_state(), before) << step.line << ": " << step.text;
}

void play_act(Stage& stage, const Step& step) {
    const auto done = act(stage, step);
    if (!done) {
        const auto& problems = done.error().problems;
        ADD_FAILURE() << step.line << ": " << step.text << ": " << done.error().message
                      << (problems.empty() ? "" : ": " + problems.front().message);
        return;
    }
    if (!done->recorded.empty()) stage.last = done->recorded;
}

void play_step(Stage& stage, const Step& step) {
    if (step.at) stage.running.move_to(*step.at);
    if (step.words.empty()) return;
    if (step.words[0] == "expect") {
        const std::string is = unmet(stage, without_first_word(step));
        EXPECT_EQ(is, "") << step.line << ": " << step.text;
    } else if (step.words[0] == "refused") {
        play_refused(stage, step);
    } else if (step.words[0] == "remember") {
        stage.remembered[step.word(1)] = stage.last;
    } else {
        play_act(stage, step);
    }
}

class Stories : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Stories, ComeOutAsTold) {
    const auto story = read_story(GetParam());
    ASSERT_TRUE(story) << story.error().message;
    ASSERT_FALSE(story->name.empty() || story->why.empty());
    play(*story, GetParam().parent_path());
}

INSTANTIATE_TEST_SUITE_P(All, Stories, ::testing::ValuesIn(story_files()), [](const auto& each) {
    std::string name = each.param.stem().string();
    std::ranges::replace(name, '-', '_');
    return name;
});

}  // namespace

void play(const Story& story, const std::filesystem::path& folder) {
    const auto first =
        std::ranges::find_if(story.steps, [](const Step& step) { return step.at.has_value(); });
    ASSERT_NE(first, story.steps.end());
    Stage stage{.running = Running(*first->at), .folder = folder};
    for (const Step& step : story.steps) {
        play_step(stage, step);
        if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_EQ(stage.running.problem(), "");
    stage.running.restart();
    EXPECT_EQ(stage.running.problem(), "") << "after a restart";
}

}  // namespace baton::engine::testing
