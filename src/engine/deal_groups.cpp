#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/deal_views.hpp"
#include "engine/people.hpp"
#include "engine/pipelines.hpp"

namespace baton::engine {

namespace {

std::string_view property_of(DealGrouping by) {
    switch (by) {
        case DealGrouping::stage: return "stage";
        case DealGrouping::owner: return "owner";
        case DealGrouping::product: return "product";
        case DealGrouping::status:
        case DealGrouping::forecast: break;
    }
    return {};
}

// Where each word stands in the order people know it in.
std::map<std::string, std::size_t> order_of(const ledger::Timeline& timeline,
                                            DealGrouping by,
                                            Instant at) {
    std::map<std::string, std::size_t> order;
    if (by == DealGrouping::status) {
        return {{"open", 0}, {"won", 1}, {"lost", 2}};
    }
    if (by == DealGrouping::forecast) {
        return {{"closed", 0}, {"commit", 1}, {"best_case", 2}, {"pipeline", 3}, {"omitted", 4}};
    }
    if (by == DealGrouping::stage) {
        for (const Pipeline& pipeline : list_pipelines(timeline, at)) {
            for (const PipelineStage& stage : pipeline.stages) {
                order.try_emplace(stage.name, order.size());
            }
        }
    }
    return order;
}

}  // namespace

std::vector<DealGroup> DealReader::groups(const DealAsk& ask, DealGrouping by) const {
    std::map<std::string, DealGroup> found;
    for (const ledger::Deal& deal : timeline_.deals()) {
        if (!matches(deal, ask)) {
            continue;
        }
        std::string key = by == DealGrouping::status     ? std::string(name(*status(deal)))
                          : by == DealGrouping::forecast ? std::string(name(terms(deal).forecast))
                                                         : text(deal, property_of(by));
        DealGroup& group = found[key];
        if (group.count++ == 0) {
            group.label =
                by == DealGrouping::owner ? display_name(timeline_, key, now_) : std::move(key);
            group.sum.currency = settings_.currency;
            group.weighted.currency = settings_.currency;
        }
        group.sum.minor += worth_or_nothing(deal).minor;
        group.weighted.minor += weighted_or_nothing(deal).minor;
    }
    std::vector<DealGroup> groups;
    for (auto& [key, group] : found) {
        group.key = key.empty() ? "-" : key;
        groups.push_back(std::move(group));
    }
    const auto order = order_of(timeline_, by, now_);
    std::ranges::stable_sort(groups, {}, [&](const DealGroup& group) {
        const auto known = order.find(group.key);
        return std::tuple(
            group.key == "-", known == order.end() ? order.size() : known->second, group.label);
    });
    return groups;
}

}  // namespace baton::engine
