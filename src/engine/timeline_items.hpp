#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// What happened to a contact, a company or a deal, for people: touches, changes, stages, handoffs,
// deals and notes.
namespace baton::engine {

struct TimelineItem {
    std::string id = {};  // of the event; stages have one of their own
    Instant at = {};
    std::optional<std::string> team = {};  // marketing or sales, when it is one side's doing
    std::string icon =
        {};  // page form mail call meeting note stage handoff deal change import download event
    std::string title = {};
    std::optional<std::string> detail = {};
    std::optional<std::string> by = {};    // a person's name, or what did it
    std::optional<NamedRef> contact = {};  // whose doing, in the timeline of a company or deal
    std::vector<ledger::Position> undo =
        {};  // what a void would take back; empty: nothing a person did
};

enum class TimelineFilter : std::uint8_t { all, touches, sales, changes };

[[nodiscard]] std::optional<TimelineFilter> find_timeline_filter(std::string_view name);

struct TimelineAsk {
    TimelineFilter filter = TimelineFilter::all;
    Instant as_of = Instant::latest();  // what was to be seen then
    std::string after = {};             // `next` of the page before
    std::size_t limit = 50;
};

struct TimelinePage {
    std::vector<TimelineItem> items;
    std::optional<std::string> next = {};
};

// Newest first. Linear in what the record has (a company or deal: in what its people have); only
// the page's items are worded.
[[nodiscard]] TimelinePage timeline_items(const Workspace::View& view,
                                          const ledger::Contact& contact,
                                          const TimelineAsk& ask);
[[nodiscard]] TimelinePage timeline_items(const Workspace::View& view,
                                          const ledger::Company& company,
                                          const TimelineAsk& ask);
[[nodiscard]] TimelinePage timeline_items(const Workspace::View& view,
                                          const ledger::Deal& deal,
                                          const TimelineAsk& ask);

// The touch with that order in one line, as the evidence of a clause; empty for none of the
// contact's.
[[nodiscard]] std::string touch_title(const ledger::Timeline& timeline, const ledger::Touch& touch);

// "Looked at pricing", "Filled in a form: Demo request".
[[nodiscard]] std::string shape_title(const ledger::Dictionary& dictionary,
                                      const ledger::Shape& shape);

}  // namespace baton::engine
