#include "agreement/diff.hpp"

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/normalise.hpp"

namespace baton::agreement {
namespace {

using Places = std::map<std::string_view, std::size_t>;

Places places_of(const std::vector<Clause>& clauses) {
    Places places;
    for (std::size_t i = 0; i < clauses.size(); ++i)
        places.emplace(clauses[i].path, i);
    return places;
}

Change removed(const Clause& clause) {
    return {.path = clause.path, .before = clause.text, .kind = Change::Kind::removed};
}

Change added(const Clause& clause) {
    return {.path = clause.path, .after = clause.text, .kind = Change::Kind::added};
}

}  // namespace

Difference difference(const Agreement& before,
                      const Agreement& after,
                      std::string_view before_text,
                      std::string_view after_text) {
    const auto old_clauses = clauses_of(before);
    const auto new_clauses = clauses_of(after);
    const auto old_places = places_of(old_clauses);
    const auto new_places = places_of(new_clauses);
    Difference result;
    std::size_t next_old = 0;
    const auto drop_until = [&](std::size_t end) {
        for (; next_old < end; ++next_old) {
            if (!new_places.contains(old_clauses[next_old].path)) {
                result.changes.push_back(removed(old_clauses[next_old]));
            }
        }
    };
    for (const auto& clause : new_clauses) {
        const auto found = old_places.find(clause.path);
        if (found == old_places.end()) {
            result.changes.push_back(added(clause));
            continue;
        }
        drop_until(found->second);
        const auto& old = old_clauses[found->second];
        if (old.text != clause.text) {
            result.changes.push_back(
                {.path = clause.path, .before = old.text, .after = clause.text});
        }
    }
    drop_until(old_clauses.size());
    result.only_text_changed =
        result.changes.empty() && normalised_text(before_text) != normalised_text(after_text);
    return result;
}

}  // namespace baton::agreement
