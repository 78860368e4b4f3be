#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ledger/event.hpp"

namespace baton::connect {

// What a kind of touch looks like in lists: which picture stands beside it.
enum class KindIcon : std::uint8_t {
    page,
    email,
    form,
    content,
    meeting,
    call,
    product,
    person,
    deal,
    handoff,
    money
};

[[nodiscard]] std::string_view name(KindIcon icon);

// A kind people and programs know by name. A kind that is not here is a touch coming in.
struct StandardKind {
    std::string_view kind;   // as it is recorded
    std::string_view title;  // what happened, for a timeline: "Opened an e-mail"
    KindIcon icon = KindIcon::page;
    ledger::Direction direction = ledger::Direction::in;
    bool is_touch =
        true;  // false: a ledger event of another type (handoff, deal, stage, consent, cost)
};

[[nodiscard]] std::span<const StandardKind> standard_kinds();

// Compared as kinds are (case, spaces, - and _ alike); null when the kind is not standard.
[[nodiscard]] const StandardKind* find_standard_kind(std::string_view kind);

[[nodiscard]] ledger::Direction direction_of(std::string_view kind);

// "Looked at pricing" for a page view of /pricing, "Opened an e-mail", or the kind itself.
[[nodiscard]] std::string title_of(std::string_view kind, std::string_view path);

// The standard kind an activity of another system means: call → Call Logged, meeting → Meeting Held
// …
[[nodiscard]] std::string activity_kind(std::string_view type);

// Kinds that only a server may send (a browser could forge them): Deal …, Handoff …, Agreement …,
// Stage …, Cost … and consent.
[[nodiscard]] bool is_server_only(std::string_view kind);

}  // namespace baton::connect
