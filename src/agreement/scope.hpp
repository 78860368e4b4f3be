#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "base/limits.hpp"

namespace baton::agreement {

// Names of one sort in their order, and where each stands.
class Names {
public:
    // False when the name is there already; it takes a place all the same.
    bool add(const std::string& name) {
        names_.push_back(name);
        return positions_.emplace(name, names_.size() - 1).second;
    }

    [[nodiscard]] const std::size_t* find(std::string_view name) const {
        const auto found = positions_.find(name);
        return found == positions_.end() ? nullptr : &found->second;
    }

    [[nodiscard]] const std::vector<std::string>& all() const { return names_; }

private:
    std::vector<std::string> names_;
    std::map<std::string, std::size_t, std::less<>> positions_;
};

// What the names of a criterion can mean. Refers to the schema and the known names.
struct Scope {
    const Schema* schema;
    const Known* known;
    Names definitions = {};
    Names scores = {};
    Names stages = {};
    std::map<std::string, std::vector<std::string>> lists = {};
    bool has_business_hours = false;
    // Every list(…) writes the list's entries out; this many may still be written.
    mutable std::size_t list_entries_left = list_entries_max;
};

}  // namespace baton::agreement
