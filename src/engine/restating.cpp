#include "engine/restating.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace baton::engine {

bool entries_kept(const Told& before, const Told& after) {
    if (before.history.journeys.size() > after.history.journeys.size()) {
        return false;
    }
    const auto same = [&](const lifecycle::Reached& old_one, const lifecycle::Reached& new_one) {
        return old_one.at == new_one.at && old_one.how == new_one.how &&
               before.chain->stage_name(old_one) == after.chain->stage_name(new_one);
    };
    for (std::size_t i = 0; i < before.history.journeys.size(); ++i) {
        const lifecycle::Journey& was = before.history.journeys[i];
        const lifecycle::Journey& is = after.history.journeys[i];
        const bool kept = was.began == is.began && was.stages.size() <= is.stages.size() &&
                          std::equal(was.stages.begin(), was.stages.end(), is.stages.begin(), same);
        if (!kept) {
            return false;
        }
    }
    return true;
}

std::string describe(const Told& told) {
    std::string text;
    for (const lifecycle::Journey& journey : told.history.journeys) {
        for (const lifecycle::Reached& reached : journey.stages) {
            text += fmt::format("{}{} {} {}",
                                text.empty() ? "" : ", ",
                                told.chain->stage_name(reached),
                                name(reached.how),
                                render(reached.at));
        }
    }
    return text.empty() ? "no stage" : text;
}

}  // namespace baton::engine
