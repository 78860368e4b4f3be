#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/refs.hpp"
#include "engine/two_way.hpp"
#include "engine/workspace.hpp"

// What sales said of the leads it was given, by where they came from, what they are, or which
// clause of the definition they met. Counted by the handoffs offered in the range that were
// answered by its end.
namespace baton::engine {

struct ReasonCount {
    std::string reason = {};
    std::int64_t count = 0;
};

BOOST_DESCRIBE_STRUCT(ReasonCount, (), (reason, count))

// A number in the text of the agreement in force, as the lab counts them.
struct ClauseNumber {
    std::int64_t index = 0;
    std::string text = {};
    std::string kind = {};  // number, duration
};

BOOST_DESCRIBE_STRUCT(ClauseNumber, (), (index, text, kind))

struct FeedbackFigure {
    std::string key = {};  // empty: not known
    std::string label = {};
    std::int64_t answered = 0;
    SharePart accepted = {};
    std::int64_t rejected = 0;
    std::int64_t recycled = 0;
    SharePart praised = {};
    std::vector<ReasonCount> reasons = {};  // of what was sent back, the most first
    std::vector<ReasonCount> praises = {};
    SharePart accepted_without = {};          // of all other handoffs
    bool enough = false;                      // at least 20 answers with it and 20 without
    std::optional<ClauseNumber> number = {};  // by clause: its first number, for the lab
};

BOOST_DESCRIBE_STRUCT(FeedbackFigure,
                      (),
                      (key,
                       label,
                       answered,
                       accepted,
                       rejected,
                       recycled,
                       praised,
                       reasons,
                       praises,
                       accepted_without,
                       enough,
                       number))

struct FeedbackAsk {
    std::string by = {};  // source campaign owner clause, contact.PROPERTY, company.PROPERTY
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    Instant now;
    std::optional<Instant> as_of = {};  // else now
};

struct FeedbackFigures {
    std::string by = {};
    std::int64_t handoffs = 0;  // offered in the range
    FeedbackFigure all = {};
    std::vector<FeedbackFigure> rows = {};  // what produces rejects first
    std::int64_t left_out = 0;  // by clause: older ones beyond the newest 2,000, which are not read
};

BOOST_DESCRIBE_STRUCT(FeedbackFigures, (), (by, handoffs, all, rows, left_out))

// invalid for a `by` that is none of these. Linear in contacts; by clause each handoff is
// explained.
[[nodiscard]] Result<FeedbackFigures> feedback_figures(const Workspace::View& view,
                                                       const FeedbackAsk& ask);

struct JudgedView {
    ContactRef contact = {};
    Instant offered_at = {};
    std::string answer = {};  // accepted rejected recycled
    std::string reason = {};
    std::string praise = {};
    std::optional<UserRef> owner = {};
};

BOOST_DESCRIBE_STRUCT(JudgedView, (), (contact, offered_at, answer, reason, praise, owner))

struct JudgedPage {
    std::vector<JudgedView> rows = {};
    std::size_t total = 0;
};

// The handoffs of one row, the newest first.
[[nodiscard]] Result<JudgedPage> judged_handoffs(const Workspace::View& view,
                                                 const FeedbackAsk& ask,
                                                 const std::string& key,
                                                 std::size_t offset,
                                                 std::size_t limit);

}  // namespace baton::engine
