#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/instant.hpp"

// What models read: touches as codes and instants, one array for each, nothing of the ledger.
namespace baton::attribution {

// Stands for a channel, campaign, asset or person; keys count from 0.
using Key = std::uint32_t;

inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

// When the two things happened that a model may look for on the way. `never`: they did not.
struct Milestones {
    std::int64_t qualified_at = never;  // handoff.at was entered
    std::int64_t created_at = never;    // the deal was
};

// The touches before one event, in event order. There is at least one.
struct Path {
    std::span<const Key> key;
    std::span<const std::int64_t> at;  // microseconds
    Milestones milestones = {};
};

// Many paths of which only the keys matter: the touches of path n are [begin[n], begin[n + 1]). A
// path may be empty.
struct KeyPaths {
    std::vector<Key> key = {};
    std::vector<std::uint32_t> begin = {0};

    [[nodiscard]] std::size_t size() const { return begin.size() - 1; }

    [[nodiscard]] std::size_t length(std::size_t path) const {
        return begin[path + 1] - begin[path];
    }

    [[nodiscard]] std::span<const Key> keys_of(std::size_t path) const {
        return std::span(key).subspan(begin[path], length(path));
    }

    // Closes the path that was written to `key`.
    void close() { begin.push_back(static_cast<std::uint32_t>(key.size())); }
};

// The same with all that models may read.
struct Paths : KeyPaths {
    std::vector<std::int64_t> at = {};
    std::vector<Milestones> milestones = {};  // of each path

    [[nodiscard]] Path operator[](std::size_t path) const {
        return {.key = keys_of(path),
                .at = std::span(at).subspan(begin[path], length(path)),
                .milestones = milestones[path]};
    }

    // Closes the path that was written to `key` and `at`.
    void close(Milestones passed = {}) {
        KeyPaths::close();
        milestones.push_back(passed);
    }
};

}  // namespace baton::attribution
