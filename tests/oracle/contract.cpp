#include "oracle/contract.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/node/node.h>
#include <yaml-cpp/node/parse.h>
#include <yaml-cpp/yaml.h>  // IWYU pragma: keep

#include "oracle/calendar.hpp"
#include "oracle/criteria.hpp"

namespace oracle {
namespace {

std::string text_of(const YAML::Node& map, const char* key) {
    if (!map[key]) throw std::runtime_error(std::string("the agreement lacks ") + key);
    return map[key].as<std::string>();
}

std::int64_t day_of_text(const std::string& text) {
    const auto day = parse_day(text);
    if (!day) throw std::runtime_error("no day: " + text);
    return *day;
}

std::int64_t minutes_of_text(const std::string& text) {
    if (text.size() != 5 || text[2] != ':') throw std::runtime_error("no time of day: " + text);
    return std::stoll(text.substr(0, 2)) * 60 + std::stoll(text.substr(3));
}

std::optional<BusinessHours> business_hours(const YAML::Node& node) {
    if (!node) return std::nullopt;
    constexpr std::array<std::string_view, 7> names{
        "sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    BusinessHours hours{.weekdays = {},
                        .from_minutes = minutes_of_text(text_of(node, "from")),
                        .to_minutes = minutes_of_text(text_of(node, "to")),
                        .holidays = {}};
    for (const YAML::Node& day : node["days"]) {
        const auto* const found = std::ranges::find(names, day.as<std::string>());
        if (found == names.end()) throw std::runtime_error("no day of the week");
        hours.weekdays.insert(static_cast<unsigned>(found - names.begin()));
    }
    if (node["holidays"]) {
        for (const YAML::Node& day : node["holidays"]) {
            hours.holidays.insert(day_of_text(day.as<std::string>()));
        }
    }
    return hours;
}

Names names_of(const YAML::Node& root) {
    Names names;
    for (const auto& entry : root["definitions"]) {
        names.definitions[entry.first.as<std::string>()] = entry.second.as<std::string>();
    }
    for (const auto& entry : root["lists"]) {
        std::vector<std::string>& items = names.lists[entry.first.as<std::string>()];
        for (const YAML::Node& item : entry.second)
            items.push_back(item.as<std::string>());
    }
    return names;
}

Score score_of(const YAML::Node& node, const Names& names) {
    Score score;
    if (node["half_life"]) {
        const Duration half_life = parse_duration(text_of(node, "half_life"));
        score.half_life_days = half_life.count * (half_life.unit == Unit::week ? 7 : 1);
    }
    for (const YAML::Node& line : node["points"]) {
        score.lines.push_back({.touches = parse_touches(text_of(line, "touch"), names),
                               .points = std::stoll(text_of(line, "points"))});
    }
    return score;
}

std::optional<Recycling> recycling_of(const YAML::Node& handoff) {
    if (!handoff) return std::nullopt;
    const YAML::Node& recycle = handoff["recycle"];
    if (!recycle) throw std::runtime_error("a handoff without recycle");
    return Recycling{
        .eligible_again_after = parse_duration(text_of(recycle, "eligible_again_after")),
        .all_touches = recycle["touches"] && recycle["touches"].as<std::string>() == "all"};
}

void read_criteria(Contract& contract, const YAML::Node& root) {
    const Names names = names_of(root);
    for (const auto& entry : root["scores"]) {
        contract.scores[entry.first.as<std::string>()] = score_of(entry.second, names);
    }
    for (const YAML::Node& stage : root["stages"]) {
        contract.stages.push_back({.name = text_of(stage, "name"),
                                   .was = {},
                                   .when = parse_criterion(text_of(stage, "when"), names)});
        if (stage["was"]) contract.stages.back().was = text_of(stage, "was");
    }
    for (const YAML::Node& disqualifier : root["disqualify"]) {
        contract.disqualifiers.push_back(
            {.reason = text_of(disqualifier, "reason"),
             .when = parse_criterion(text_of(disqualifier, "when"), names)});
    }
}

}  // namespace

Contract parse_contract(const std::string& yaml) {
    const YAML::Node root = YAML::Load(yaml);
    Contract contract;
    contract.currency = text_of(root, "currency");
    contract.calendar = Calendar(text_of(root, "timezone"), business_hours(root["business_hours"]));
    if (root["effective"]) {
        contract.effective = contract.calendar.day_start(day_of_text(text_of(root, "effective")));
    }
    contract.recycling = recycling_of(root["handoff"]);
    read_criteria(contract, root);
    return contract;
}

}  // namespace oracle
