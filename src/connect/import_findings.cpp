#include "connect/import_findings.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text.hpp"

namespace baton::connect {

void Findings::note(std::string_view code, std::string_view example) {
    const auto found = std::ranges::find(list_, code, &Finding::code);
    if (found != list_.end()) {
        ++found->count;
        return;
    }
    list_.push_back({.code = std::string(code), .count = 1, .example = std::string(example)});
}

void References::add(Reference sort, std::string_view text) {
    if (!text.empty()) known_[static_cast<std::size_t>(sort)].insert(text::folded(text));
}

bool References::misses(Reference sort, std::string_view text) const {
    const auto& known = known_[static_cast<std::size_t>(sort)];
    return !text.empty() && !known.empty() && !known.contains(text::folded(text));
}

}  // namespace baton::connect
