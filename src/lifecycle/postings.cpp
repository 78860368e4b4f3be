#include "lifecycle/postings.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "agreement/ast.hpp"
#include "agreement/render.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

namespace {

// What the names of lists stand for in this agreement.
void add_lists(const agreement::Condition& condition, std::string& key) {
    for (const auto& child : condition.of)
        add_lists(child, key);
    if (condition.set.list.empty()) return;
    auto members = condition.set;
    members.list.clear();
    key += '\n' + agreement::render(members);
}

}  // namespace

std::string Postings::key_of(const Program& program, const Window& window) {
    auto touches = *window.source;
    touches.within.reset();
    auto key = program.agreement().timezone + '\n' + agreement::render(touches);
    if (touches.where) add_lists(*touches.where, key);
    return key;
}

void Postings::forget() {
    filters_.clear();
    bytes_ = 0;
}

void Postings::prepare(const Program& program) {
    if (bytes_ > bytes_max) forget();
    for (const auto& window : program.windows()) {
        auto& filter = filters_[key_of(program, window)];
        const auto before = filter.of_.size();
        filter.of_.resize(std::max(before, timeline_.contacts().size()));
        bytes_ += (filter.of_.size() - before) * sizeof(Filter::Known);
    }
}

Postings::Filter* Postings::find(const Program& program, const Window& window) {
    const auto found = filters_.find(key_of(program, window));
    return found == filters_.end() ? nullptr : &found->second;
}

void Postings::keep(Filter& filter, ledger::Slot slot, std::span<const Match> matches) {
    if (slot >= filter.of_.size()) return;
    auto& known = filter.of_[slot];
    known = {.read_by = static_cast<std::uint32_t>(timeline_.last_order()),
             .count = static_cast<std::uint32_t>(matches.size())};
    if (matches.empty()) return;
    known.matches = std::make_unique<Match[]>(matches.size());  // NOLINT(*-avoid-c-arrays)
    std::ranges::copy(matches, known.matches.get());
    bytes_ += matches.size_bytes();
}

}  // namespace baton::lifecycle
