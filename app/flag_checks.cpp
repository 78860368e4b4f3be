#include "app/flag_checks.hpp"

#include <fmt/core.h>
#include <string>
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

}  // namespace baton::app
