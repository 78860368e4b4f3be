#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "handoff/feedback.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/timeline.hpp"

// What was said about handoffs, as both teams read it.
namespace baton::engine {

// The last word about a rejection, and whose it is; none while nobody has answered.
struct AnswerState {
    std::optional<handoff::Answer> answer = {};
    std::string by = {};
    Instant at = {};
};

[[nodiscard]] AnswerState answer_state(const ledger::Timeline& timeline,
                                       const ledger::Contact& contact,
                                       Instant rejected_at);

// When somebody first said something to the rejection; nullopt while nobody has.
[[nodiscard]] std::optional<Instant> first_answered(const ledger::Timeline& timeline,
                                                    const ledger::Contact& contact,
                                                    Instant rejected_at);

struct PraiseState {
    std::string reason = {};
    std::string by = {};
    Instant at = {};
};

// Of the handoff that began then; nullopt when nobody praised it, or that was taken back.
[[nodiscard]] std::optional<PraiseState> praise_state(const ledger::Timeline& timeline,
                                                      const ledger::Contact& contact,
                                                      Instant offered_at,
                                                      Instant until = Instant::latest());

struct PraiseView {
    std::string reason = {};
    Instant at = {};
    std::optional<UserRef> by = {};
};

BOOST_DESCRIBE_STRUCT(PraiseView, (), (reason, at, by))

struct AnswerView {
    std::string answer = {};  // agreed changed disputed upheld reopened
    Instant at = {};
    std::optional<UserRef> by = {};
};

BOOST_DESCRIBE_STRUCT(AnswerView, (), (answer, at, by))

struct ThreadNoteView {
    std::string id = {};
    Instant at = {};
    std::optional<UserRef> by = {};
    std::string text = {};
};

BOOST_DESCRIBE_STRUCT(ThreadNoteView, (), (id, at, by, text))

struct FeedbackView {
    std::optional<PraiseView> praise = {};
    std::vector<std::string> praise_reasons = {};  // empty when there is nothing left to praise
    std::vector<AnswerView> answers = {};          // to the rejection, the first first
    std::vector<std::string> may_answer = {};      // what can be said now, by either team
    std::optional<UserRef> answer_owner = {};      // who of marketing is to answer
    std::vector<ThreadNoteView> thread = {};       // the first first
};

BOOST_DESCRIBE_STRUCT(FeedbackView,
                      (),
                      (praise, praise_reasons, answers, may_answer, answer_owner, thread))

// Of the contact's last handoff; empty when it has none.
[[nodiscard]] FeedbackView feedback_of(const Workspace::View& view,
                                       const ledger::Contact& contact,
                                       Instant now);

struct RejectionView {
    ContactRef contact = {};
    std::string reason = {};
    Instant rejected_at = {};
    std::optional<UserRef> rejected_by = {};
    std::string source = {};
    std::string campaign = {};
    std::optional<std::string> answer = {};
    std::optional<UserRef> answer_owner = {};  // of the campaign, else who leads alignment
};

BOOST_DESCRIBE_STRUCT(
    RejectionView,
    (),
    (contact, reason, rejected_at, rejected_by, source, campaign, answer, answer_owner))

// Who of marketing answers for a contact: the owner of the campaign that it came by, else who leads
// alignment; nullopt without either.
[[nodiscard]] std::optional<UserRef> answer_owner_of(const ledger::Timeline& timeline,
                                                     const ledger::Contact& contact,
                                                     Instant at,
                                                     Instant now);

enum class RejectionFilter : std::uint8_t { unanswered, disputed, answered, all };

[[nodiscard]] std::optional<RejectionFilter> find_rejection_filter(std::string_view name);

struct RejectionAsk {
    RejectionFilter filter = RejectionFilter::unanswered;
    std::size_t offset = 0;
    std::size_t limit = 50;
    Instant now;
};

struct RejectionPage {
    std::vector<RejectionView> rows = {};
    std::size_t total = 0;
};

// Handoffs that stand rejected, the newest first. Linear in contacts.
[[nodiscard]] RejectionPage list_rejections(const Workspace::View& view, const RejectionAsk& ask);

}  // namespace baton::engine
