#include "http/router.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "http/ascii.hpp"
#include "http/request.hpp"

namespace baton::http {

namespace {

bool is_parameter(std::string_view segment) {
    return segment.starts_with('{');
}

std::vector<std::string> split(std::string_view pattern) {
    std::vector<std::string> segments;
    each_part(pattern.substr(1), '/', [&](std::string_view segment) {
        segments.emplace_back(segment);
        return true;
    });
    return segments;
}

Done check_pattern(std::string_view pattern) {
    if (!pattern.starts_with('/')) {
        return fail(Failure::invalid, fmt::format("route {} must begin with a slash", pattern));
    }
    for (const std::string& segment : split(pattern)) {
        const bool braces = segment.contains('{') || segment.contains('}');
        const bool whole = segment.size() > 2 && segment.front() == '{' && segment.back() == '}' &&
                           std::ranges::count(segment, '{') == 1;
        if (braces && !whole) {
            return fail(Failure::invalid,
                        fmt::format("route {}: a parameter is a whole segment", pattern));
        }
    }
    return {};
}

// The pattern with every parameter called the same: what two routes must not share.
std::string shape_of(const std::vector<std::string>& segments) {
    std::string shape;
    for (const std::string& segment : segments) {
        shape += '/';
        shape += is_parameter(segment) ? std::string_view("{}") : segment;
    }
    return shape;
}

bool literal_first(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::ranges::lexicographical_compare(left, right, {}, is_parameter, is_parameter);
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
    return std::ranges::equal(pattern, segments, [](std::string_view part, std::string_view text) {
        return is_parameter(part) ? !text.empty() : part == text;
    });
}

bool serves(const Route& route, Method method) {
    return route.method == method || (route.method == Method::get && method == Method::head);
}

std::string describe_access(const Access& access) {
    if (access.kind == Access::Kind::anyone) {
        return "anyone";
    }
    if (access.kind == Access::Kind::write_key) {
        return "write key";
    }
    std::string text;
    for (unsigned role = 0; role < 5; ++role) {
        if (access.roles != Access::all_roles && ((access.roles >> role) & 1U) != 0) {
            text += (text.empty() ? "" : ", ") + std::string(name(static_cast<Role>(role)));
        }
    }
    text = text.empty() ? "signed in" : text;
    return access.scope.empty() ? text : fmt::format("{}; {}", text, access.scope);
}

}  // namespace

Result<Router> Router::make(std::vector<Route> table) {
    Router router(std::move(table));
    std::vector<std::string> seen;
    for (std::size_t index = 0; index < router.table_.size(); ++index) {
        const Route& route = router.table_[index];
        TRY(check_pattern(route.pattern));
        auto segments = split(route.pattern);
        std::string key = std::string(name(route.method)) + ' ' + shape_of(segments);
        if (std::ranges::find(seen, key) != seen.end()) {
            return fail(Failure::invalid, "two routes answer " + key);
        }
        seen.push_back(std::move(key));
        router.by_length_[segments.size()].push_back(
            {.segments = std::move(segments), .index = index});
    }
    for (auto& [length, compiled] : router.by_length_) {
        std::ranges::stable_sort(compiled, literal_first, &Compiled::segments);
    }
    return router;
}

std::vector<const Router::Compiled*> Router::matching(
    const std::vector<std::string>& segments) const {
    std::vector<const Compiled*> found;
    const auto compiled = by_length_.find(segments.size());
    if (compiled == by_length_.end()) {
        return found;
    }
    for (const Compiled& candidate : compiled->second) {
        if (fits(candidate.segments, segments)) {
            found.push_back(&candidate);
        }
    }
    return found;
}

Result<Match> Router::find(Method method, const std::vector<std::string>& segments) const {
    const auto candidates = matching(segments);
    for (const Compiled* candidate : candidates) {
        const Route& route = table_[candidate->index];
        if (!serves(route, method)) {
            continue;
        }
        Match match{.route = &route, .index = candidate->index};
        for (std::size_t at = 0; at < segments.size(); ++at) {
            const std::string& part = candidate->segments[at];
            if (is_parameter(part)) {
                match.parameters.push_back({part.substr(1, part.size() - 2), segments[at]});
            }
        }
        return match;
    }
    if (candidates.empty()) {
        return fail(Failure::not_found, "There is nothing at this address.");
    }
    return fail(Failure::refused, fmt::format("This address does not answer {}.", name(method)));
}

std::string Router::allowed(const std::vector<std::string>& segments) const {
    std::string allowed;
    for (const Compiled* candidate : matching(segments)) {
        const Method method = table_[candidate->index].method;
        if (!allowed.contains(name(method))) {
            allowed += fmt::format("{}{}, ", name(method), method == Method::get ? ", HEAD" : "");
        }
    }
    return allowed.empty() ? allowed : allowed + "OPTIONS";
}

const Route* Router::any_on(const std::vector<std::string>& segments) const {
    const auto candidates = matching(segments);
    return candidates.empty() ? nullptr : &table_[candidates.front()->index];
}

std::string describe(const Router& router) {
    std::string text;
    for (const Route& route : router.table()) {
        text += fmt::format("{:<7} {:<48} {:<36} {}\n",
                            name(route.method),
                            route.pattern,
                            describe_access(route.access),
                            route.summary);
    }
    return text;
}

}  // namespace baton::http
