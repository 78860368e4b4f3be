#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

std::string_view name(How how) {
    switch (how) {
        case How::entered: return "entered";
        case How::passed: return "passed";
        case How::placed: return "placed";
    }
    return "";
}

std::string_view name(End end) {
    switch (end) {
        case End::returned: return "returned";
        case End::disqualified: return "disqualified";
        case End::merged: return "merged";
        case End::deleted: return "deleted";
    }
    return "";
}

const Journey* History::current() const {
    return journeys.empty() || journeys.back().ended ? nullptr : &journeys.back();
}

const Reached* History::current_stage() const {
    const auto* journey = current();
    if (journey == nullptr || journey->stages.empty()) return nullptr;
    return &*std::ranges::max_element(
        journey->stages, {}, [](const Reached& reached) { return reached.stage; });
}

Instant effective_start(const agreement::Agreement& agreement) {
    if (!agreement.effective) return Instant::latest();
    const auto zone = TimeZone::find(agreement.timezone);
    return (zone ? *zone : TimeZone::utc()).start_of(*agreement.effective);
}

Chain::Chain(std::vector<Version> versions, Options options)
    : versions_(std::move(versions)), options_(options) {
    std::ranges::stable_sort(versions_, {}, &Version::effective);
    std::map<const agreement::Agreement*, std::shared_ptr<const Program>> compiled;
    for (const auto& version : versions_) {
        auto& program = compiled[version.agreement.get()];
        if (!program) program = std::make_shared<const Program>(version.agreement);
        programs_.push_back(program);
    }
}

Chain Chain::draft(std::shared_ptr<const agreement::Agreement> agreement, Options options) {
    return {{Version{.agreement = std::move(agreement)}}, options};
}

std::optional<std::size_t> Chain::in_force(Instant at) const {
    const auto end = std::ranges::upper_bound(versions_, at, {}, &Version::effective);
    if (end == versions_.begin()) return std::nullopt;
    return static_cast<std::size_t>(end - versions_.begin()) - 1;
}

Instant Chain::next_effective(Instant at) const {
    const auto next = std::ranges::upper_bound(versions_, at, {}, &Version::effective);
    return next == versions_.end() ? Instant::latest() : next->effective;
}

bool Chain::takes_effect_at(Instant at) const {
    return at != Instant::earliest() &&
           std::ranges::binary_search(versions_, at, {}, &Version::effective);
}

const std::string& Chain::stage_name(const Reached& reached) const {
    return versions_[reached.version].agreement->stages[reached.stage].name;
}

std::optional<std::size_t> Chain::find_stage(std::size_t version, std::string_view name) const {
    const auto& stages = versions_[version].agreement->stages;
    const auto found = std::ranges::find(stages, name, &agreement::Stage::name);
    if (found == stages.end()) return std::nullopt;
    return static_cast<std::size_t>(found - stages.begin());
}

}  // namespace baton::lifecycle
