#include "agreement/findings.hpp"

#include <cstddef>
#include <fmt/core.h>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/diagnostic.hpp"
#include "base/text.hpp"

namespace baton::agreement {
namespace {

constexpr std::size_t suggestions_max = 50;

}  // namespace

void Findings::error(Place place, std::string message, std::string hint) {
    ++errors_;
    found_.push_back({.severity = Diagnostic::Severity::error,
                      .place = place,
                      .message = std::move(message),
                      .hint = std::move(hint)});
}

void Findings::warn(Place place, std::string message, std::string hint) {
    found_.push_back({.severity = Diagnostic::Severity::warning,
                      .place = place,
                      .message = std::move(message),
                      .hint = std::move(hint)});
}

std::string Findings::suggest(std::string_view word,
                              std::span<const std::string> candidates) const {
    if (found_.size() >= suggestions_max) return {};
    const auto nearest = text::nearest(word, candidates);
    return nearest ? fmt::format("did you mean \"{}\"?", *nearest) : std::string{};
}

std::vector<Diagnostic> Findings::in_order() const {
    std::multimap<Place, const Diagnostic*> by_place;
    for (const auto& diagnostic : found_)
        by_place.emplace(diagnostic.place, &diagnostic);
    std::vector<Diagnostic> ordered;
    for (const auto& [place, diagnostic] : by_place)
        ordered.push_back(*diagnostic);
    return ordered;
}

std::string render(const Diagnostic& diagnostic, std::string_view file) {
    return fmt::format("{}{}{}:{}: {}: {}{}{}",
                       file,
                       file.empty() ? "" : ":",
                       diagnostic.place.line,
                       diagnostic.place.column,
                       diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning",
                       diagnostic.message,
                       diagnostic.hint.empty() ? "" : "; ",
                       diagnostic.hint);
}

}  // namespace baton::agreement
