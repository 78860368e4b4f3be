#include "app/flag_checks.hpp"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/model.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "connect/import_kind.hpp"
#include "goals/measure.hpp"
#include "goals/measures.hpp"

namespace baton::app {

namespace {

// Those that are to come, so that nobody looks for a typing error.
constexpr std::array<std::string_view, 6> later_verbs{
    "audit", "backup", "restore", "copy", "doctor", "bench"};

// Each is empty when the text is good.
std::string moment_problem(const std::string& text) {
    return parse_instant(text) || parse_date(text)
               ? ""
               : fmt::format(
                     "\"{}\" is neither an instant (2026-02-03T10:00Z) nor a day (2026-02-03)",
                     text);
}

std::string day_problem(const std::string& text) {
    return parse_date(text) ? "" : fmt::format("\"{}\" is no day (2026-02-03)", text);
}

std::string dimension_problem(const std::string& text) {
    return goals::find_by(text) ? "" : fmt::format("\"{}\" is nothing to measure by", text);
}

std::string kind_problem(const std::string& text) {
    return connect::find_import_kind(text) ? "" : fmt::format("\"{}\" is no kind of file", text);
}

}  // namespace

CLI::Validator is_moment() {
    return {moment_problem, "INSTANT|DAY"};
}

CLI::Validator is_day() {
    return {day_problem, "DAY"};
}

CLI::Validator is_dimension() {
    return {dimension_problem, "WHAT"};
}

CLI::Validator is_kind() {
    return {kind_problem, "KIND"};
}

CLI::IsMember one_of(std::vector<std::string> words) {
    return CLI::IsMember(std::move(words));
}

std::vector<std::string> measure_names() {
    std::vector<std::string> names;
    for (const goals::Measure& measure : goals::measures()) {
        names.emplace_back(measure.name);
    }
    return names;
}

std::vector<std::string> model_names() {
    std::vector<std::string> names;
    for (const attribution::Model& model : attribution::models()) {
        names.emplace_back(model.name);
    }
    return names;
}

std::string verb_problem(const CLI::App& app, const std::string& first) {
    const auto verbs = app.get_subcommands([](const CLI::App* /*each*/) { return true; });
    const bool is_known =
        first.empty() || first.front() == '-' ||
        std::ranges::any_of(verbs, [&](const CLI::App* each) { return each->get_name() == first; });
    if (is_known) {
        return "";
    }
    const bool later = std::ranges::find(later_verbs, first) != later_verbs.end();
    return fmt::format("baton: {}; `baton --help` lists what there is\n",
                       later ? fmt::format("this version has no `{}` yet", first)
                             : fmt::format("there is no verb `{}`", first));
}

}  // namespace baton::app
