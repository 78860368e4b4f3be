#include "engine/story.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fstream>

#include "base/calendar.hpp"

namespace baton::engine::testing {

namespace {

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool quoted = false;
    bool any = false;
    for (const char each : line) {
        if (each == '"') {
            quoted = !quoted;
            any = true;
        } else if (each == ' ' && !quoted) {
            if (any) words.push_back(std::exchange(word, {}));
            any = false;
        } else {
            word += each;
            any = true;
        }
    }
    if (any) words.push_back(word);
    return words;
}

Result<Step> read_step(const std::string& line, int number, const std::string& zone) {
    Step step{.line = number, .text = line, .at = {}, .words = {}, .given = {}};
    std::vector<std::string> words = split(line);
    if (words.size() > 2 && words[0] == "at") {
        step.at = TRY(instant_in(zone, words[1], words[2]));
        words.erase(words.begin(), words.begin() + 3);
    }
    for (const std::string& word : words) {
        const auto equals = word.find('=');
        if (equals == std::string::npos || equals == 0) {
            step.words.push_back(word);
        } else {
            step.given[word.substr(0, equals)] = word.substr(equals + 1);
        }
    }
    step.given.try_emplace("zone", zone);
    return step;
}

bool take_heading(const std::string& line, const std::string& name, std::string& into) {
    const std::string prefix = "# " + name + ": ";
    if (!line.starts_with(prefix)) return false;
    into = line.substr(prefix.size());
    return true;
}

}  // namespace

std::string Step::word(std::size_t index) const {
    return index < words.size() ? words[index] : std::string();
}

std::string Step::take(const std::string& name) const {
    const auto found = given.find(name);
    return found == given.end() ? std::string() : found->second;
}

std::string Step::after(const std::string& word) const {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() || found + 1 == words.end() ? std::string() : *(found + 1);
}

Result<Instant> instant_in(const std::string& zone,
                           const std::string& day,
                           const std::string& time) {
    const TimeZone place = TRY(TimeZone::find(zone));
    const Date date = TRY(parse_date(day));
    int hour = 0;
    int minute = 0;
    std::from_chars(time.data(), time.data() + 2, hour);
    std::from_chars(time.data() + 3, time.data() + 5, minute);
    const Instant at = place.at_wall_clock(date, hour * 60 + minute);
    if (time.size() <= 5) return at;
    const Instant rest = TRY(parse_instant("1970-01-01T00:00" + time.substr(5) + "Z"));
    return plus(at, rest.micros);
}

Result<Story> read_story(const std::filesystem::path& file) {
    std::ifstream in(file);
    Story story;
    std::string zone = "UTC";
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const bool heading = take_heading(line, "name", story.name) ||
                             take_heading(line, "why", story.why) ||
                             take_heading(line, "zone", zone) || line.empty() || line[0] == '#';
        if (heading) continue;
        auto step = read_step(line, number, zone);
        if (!step) {
            return fail(Failure::invalid, fmt::format("{}: {}", number, step.error().message));
        }
        story.steps.push_back(*std::move(step));
    }
    return story;
}

}  // namespace baton::engine::testing
