#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/journeys.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/attribution_question.hpp"
#include "engine/workspace.hpp"

// Credit for what was earned: the deals and paths of a workspace, given to the models.
namespace baton::engine {

struct CreditedDeal {
    DealId id;
    std::string name;
    Instant at;  // when it was won, or created
    Instant created_at;
    std::int64_t amount_minor = 0;
};

// What models read. Deals, their amounts and their paths are parallel.
struct EarnedPaths {
    Currency currency;
    std::vector<CreditedDeal> deals = {};
    std::vector<std::int64_t> amounts_minor = {};
    std::int64_t deals_without_amount = 0;  // no amount, or no rate to the currency: left out
    attribution::Journeys journeys = {};
};

// Whether paths that led to nothing are read too: deals lost, and people who were never in a deal.
enum class OtherPaths : std::uint8_t { read, leave };

struct Wanted {
    OtherPaths others = OtherPaths::read;
    bool places = false;  // which touches those of the paths are
};

// Linear in the touches of the deals' people; with other paths in all touches. In the workspace's
// currency; a deal's amount is converted as measures do.
[[nodiscard]] EarnedPaths read_paths(const Workspace& workspace,
                                     const AttributionQuestion& question,
                                     const Wanted& wanted);

struct Attribution {
    EarnedPaths earned;
    attribution::Credit credit = {};
};

// With the share of every touch, and which touch it is, when `of_touches`.
[[nodiscard]] Result<Attribution> attribute(const Workspace& workspace,
                                            const AttributionQuestion& question,
                                            bool of_touches);

}  // namespace baton::engine
