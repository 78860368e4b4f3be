#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>
#include <ostream>
#include <string>

#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "engine/contradictions.hpp"

namespace baton::app {

namespace {

boost::json::object as_json(const engine::Contradiction& found) {
    boost::json::array cases;
    for (const engine::ContradictionCase& each : found.cases) {
        cases.push_back(boost::json::object{
            {"kind", each.kind}, {"id", each.id}, {"name", each.name}, {"detail", each.detail}});
    }
    return {{"code", found.code},
            {"message", found.message},
            {"advice", found.advice},
            {"count", found.count},
            {"cases", std::move(cases)}};
}

void print(const engine::Contradiction& found, Streams& streams) {
    constexpr std::size_t printed_max = 10;
    streams.out << fmt::format("{} {}\n  {}\n", found.count, found.message, found.advice);
    for (std::size_t i = 0; i < std::min(found.cases.size(), printed_max); ++i) {
        const engine::ContradictionCase& each = found.cases[i];
        streams.out << fmt::format("    {} {}: {}\n", each.kind, each.name, each.detail);
    }
}

}  // namespace

int contradictions(const Common& common, Streams& streams) {
    const auto workspace = open_to_read(common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const auto found = engine::find_contradictions(**workspace);
    if (common.json) {
        boost::json::array all;
        for (const engine::Contradiction& each : found) {
            all.push_back(as_json(each));
        }
        streams.out << boost::json::serialize(boost::json::object{{"contradictions", all}}) << '\n';
        return 0;
    }
    for (const engine::Contradiction& each : found) {
        print(each, streams);
    }
    if (found.empty()) {
        streams.out << "nothing contradicts itself\n";
    }
    return 0;
}

}  // namespace baton::app
