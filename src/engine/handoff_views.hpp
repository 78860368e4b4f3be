#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/timeline.hpp"

// Handoffs as both teams see them: whose, until when, why, and what became of it.
namespace baton::engine {

struct HandoffContact {
    std::string id = {};
    std::string name = {};
    std::optional<std::string> company = {};
    std::optional<std::string> job_title = {};
    bool operator==(const HandoffContact&) const = default;
};

BOOST_DESCRIBE_STRUCT(HandoffContact, (), (id, name, company, job_title))

struct HandoffClock {
    std::string state = {};  // waiting due_soon breached answered closed
    std::string text = {};   // "1 h 42 min left"
    bool operator==(const HandoffClock&) const = default;
};

BOOST_DESCRIBE_STRUCT(HandoffClock, (), (state, text))

struct HandoffBreach {
    std::string kind = {};  // response acceptance follow_up
    Instant due_at = {};
    bool operator==(const HandoffBreach&) const = default;
};

BOOST_DESCRIBE_STRUCT(HandoffBreach, (), (kind, due_at))

struct HandoffView {
    HandoffContact contact = {};
    int number = 0;
    std::string state = {};
    std::string stage = {};
    std::optional<UserRef> owner = {};
    Instant offered_at = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> responded_at = {};
    std::optional<Instant> accept_due_at = {};
    std::optional<Instant> accepted_at = {};
    std::optional<Instant> closed_at = {};
    std::optional<std::string> reason = {};
    std::optional<std::string> note = {};
    std::optional<std::string> flag = {};
    std::vector<HandoffBreach> breaches = {};
    std::string why = {};  // "Demo request · pricing 3×"
    std::optional<Money> value = {};
    HandoffClock clock = {};
    std::optional<std::string> override_name = {};  // the override its clocks come from
    int attempts = 0;                               // days on which the rep tried
    std::optional<int> attempts_agreed = {};
    std::optional<Instant> follow_up_due_at = {};
};

BOOST_DESCRIBE_STRUCT(HandoffView,
                      (),
                      (contact,
                       number,
                       state,
                       stage,
                       owner,
                       offered_at,
                       due_at,
                       responded_at,
                       accept_due_at,
                       accepted_at,
                       closed_at,
                       reason,
                       note,
                       flag,
                       breaches,
                       why,
                       value,
                       clock,
                       override_name,
                       attempts,
                       attempts_agreed,
                       follow_up_due_at))

enum class HandoffFilter : std::uint8_t { open, offered, accepted, closed, all };

[[nodiscard]] std::optional<HandoffFilter> find_handoff_filter(std::string_view name);

struct HandoffAsk {
    HandoffFilter filter = HandoffFilter::open;
    std::string owner = {};          // only that user's; empty: everybody's
    std::string override_name = {};  // only those under that override; empty: all
    std::string after = {};          // `next` of the page before
    std::size_t limit = 50;
    Instant now;
};

struct HandoffPage {
    std::vector<HandoffView> rows;
    std::optional<std::string> next = {};
    std::size_t total = 0;
};

// By due instant, soonest first; closed ones by their end, latest first.
[[nodiscard]] HandoffPage list_handoffs(const Workspace::View& view, const HandoffAsk& ask);

// The contact's last handoff; nullopt when it never had one.
[[nodiscard]] std::optional<HandoffView> current_handoff_view(const Workspace::View& view,
                                                              const ledger::Contact& contact,
                                                              Instant now);

// How many handoffs wait for this person ("" for everybody): offered and not answered.
[[nodiscard]] std::size_t waiting_handoffs(const Workspace::View& view, std::string_view owner);

}  // namespace baton::engine
