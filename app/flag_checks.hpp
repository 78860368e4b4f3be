#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

// Checks of what is written behind a flag.
namespace baton::app {

// An instant, or a day.
[[nodiscard]] CLI::Validator is_moment();
[[nodiscard]] CLI::Validator is_day();
// What a measure can have rows by.
[[nodiscard]] CLI::Validator is_dimension();
// A kind of file to import.
[[nodiscard]] CLI::Validator is_kind();
[[nodiscard]] CLI::IsMember one_of(std::vector<std::string> words);

[[nodiscard]] std::vector<std::string> measure_names();
[[nodiscard]] std::vector<std::string> model_names();

// What is wrong with the first argument when it is no verb; empty when it is one, or a flag.
[[nodiscard]] std::string verb_problem(const CLI::App& app, const std::string& first);

// Whatever `parse` can read.
template <typename Parse>
[[nodiscard]] CLI::Validator reads(Parse parse, const std::string& what) {
    return {[parse](const std::string& text) {
                const auto value = parse(text);
                return value ? std::string() : value.error().message;
            },
            what};
}

}  // namespace baton::app
