#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/suspension.hpp"
#include "http/application.hpp"
#include "http/router.hpp"

namespace baton::http {

// No new offers for a while, as people read it.
struct SuspensionRow {
    std::string by = {};
    std::string reason = {};
    Instant since = {};
    std::optional<Instant> ends_at = {};  // none: until it is lifted
    std::optional<std::string> marketing_confirmed = {};
    std::optional<std::string> sales_confirmed = {};
};

BOOST_DESCRIBE_STRUCT(SuspensionRow,
                      (),
                      (by, reason, since, ends_at, marketing_confirmed, sales_confirmed))

[[nodiscard]] std::optional<SuspensionRow> suspension_row(
    const std::optional<engine::Suspension>& suspension);

// Suspending offers: the alignment lead begins and ends it, both signers can confirm it.
std::vector<Route> suspension_api(Application& application);

}  // namespace baton::http
