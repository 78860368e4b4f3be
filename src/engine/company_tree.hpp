#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/deal_views.hpp"
#include "engine/directory.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Which company belongs to which: the property `parent`, the external id, domain or name of
// another.
namespace baton::engine {

// The deals of one company, or of a whole tree, in the workspace's currency.
struct DealTotals {
    std::int64_t companies = 1;
    std::int64_t open_deals = 0;
    Money open = {};
    Money weighted = {};
    std::int64_t won_deals = 0;
    Money won = {};
};

BOOST_DESCRIBE_STRUCT(DealTotals, (), (companies, open_deals, open, weighted, won_deals, won))

struct ChildView {
    CompanyId id = {};
    std::string name = {};
    DealTotals totals = {};  // with all below it
};

BOOST_DESCRIBE_STRUCT(ChildView, (), (id, name, totals))

// Zero for a company without a parent, or with one that is not known.
[[nodiscard]] CompanyId parent_of(const ledger::Timeline& timeline,
                                  const Directory& directory,
                                  const ledger::Company& company,
                                  Instant at);

// "Acme → Bolt → Acme" when that parent would put the company above itself.
[[nodiscard]] std::optional<std::string> circle_of(const ledger::Timeline& timeline,
                                                   const Directory& directory,
                                                   CompanyId company,
                                                   std::string_view parent);

// Refused when there is no such company, or when `company` (zero: a new one) would be above itself:
// the message names the chain.
[[nodiscard]] Done check_parent(const ledger::Timeline& timeline,
                                const Directory& directory,
                                CompanyId company,
                                std::string_view parent);

// All companies and their deals at an instant, read once: linear in both. Where a correction of the
// past made a circle, it ends where it began. Use it inside one read.
class CompanyTree {
public:
    CompanyTree(const Workspace::View& view, const DealReader& deals, Instant at);

    // From the top down to the company's parent.
    [[nodiscard]] std::vector<NamedRef> above(const ledger::Company& company) const;
    // By name.
    [[nodiscard]] std::vector<ChildView> children(const ledger::Company& company) const;
    // Of the company and all below it.
    [[nodiscard]] DealTotals totals(CompanyId company) const;

private:
    void count_deals(const DealReader& deals);

    const Workspace::View& view_;
    Instant at_;
    Currency currency_;
    std::map<CompanyId, std::vector<CompanyId>> children_;
    std::map<CompanyId, DealTotals> own_;
};

}  // namespace baton::engine
