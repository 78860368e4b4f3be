#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/home_views.hpp"
#include "engine/refs.hpp"
#include "engine/two_way.hpp"
#include "engine/workspace.hpp"

// What happened between the teams in a span of time, for both of them: one reading for the page and
// for letters.
namespace baton::engine {

struct DigestSign {
    std::string key = {};
    std::string title = {};
    Instant since = {};
};

BOOST_DESCRIBE_STRUCT(DigestSign, (), (key, title, since))

struct DigestView {
    Instant from = {};
    Instant to = {};                    // excluded
    std::optional<UserRef> owner = {};  // whose handoffs alone; none: everybody's
    std::int64_t offered = 0;  // handoffs; what went on to another owner unanswered counts again
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::int64_t recycled = 0;
    std::int64_t praised = 0;
    std::int64_t late = 0;                   // promised times that passed
    std::vector<ReturnCount> reasons = {};   // of what was rejected or recycled, the most first
    std::int64_t waiting = 0;                // at the end of the span, for a first answer
    std::int64_t waiting_late = 0;           // of these, past their time
    std::int64_t unanswered = 0;             // rejections of any time that nobody has answered yet
    std::vector<DigestSign> signs = {};      // open at the end
    std::vector<SlaPromise> marketing = {};  // of the month in which the span ends, as of then
    std::vector<SlaPromise> sales = {};
};

BOOST_DESCRIBE_STRUCT(DigestView,
                      (),
                      (from,
                       to,
                       owner,
                       offered,
                       accepted,
                       rejected,
                       recycled,
                       praised,
                       late,
                       reasons,
                       waiting,
                       waiting_late,
                       unanswered,
                       signs,
                       marketing,
                       sales))

struct DigestAsk {
    Instant from;
    Instant to;         // at most now
    std::string owner;  // empty: everybody's
};

// Linear in contacts.
[[nodiscard]] DigestView digest_view(const Workspace::View& view, const DigestAsk& ask);

}  // namespace baton::engine
