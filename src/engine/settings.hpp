#pragma once

#include <string>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

// What holds for the whole workspace: record `workspace`, key `settings`. Where it says nothing the
// agreement in force does, and at last EUR and UTC.
struct Settings {
    std::string name;
    Currency currency;
    TimeZone zone = TimeZone::utc();
};

[[nodiscard]] Settings settings_of(const Workspace::View& view, Instant at);

}  // namespace baton::engine
