#include "engine/company_tree.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "engine/people.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

CompanyId find_named(const Directory& directory, std::string_view reference) {
    if (const CompanyId found = directory.company_by_external_id(reference)) {
        return found;
    }
    const CompanyId found = directory.company_by_domain(reference);
    return found ? found : directory.company_by_name(reference);
}

std::string name_of(const ledger::Timeline& timeline, CompanyId id, Instant at) {
    const ledger::Company* company = timeline.find(id);
    return company == nullptr ? std::string() : company_name(timeline, *company, at);
}

// The companies above, nearest first; each once.
std::vector<CompanyId> chain_above(const ledger::Timeline& timeline,
                                   const Directory& directory,
                                   CompanyId company,
                                   Instant at) {
    std::vector<CompanyId> chain;
    const ledger::Company* each = timeline.find(company);
    while (each != nullptr) {
        const CompanyId above = parent_of(timeline, directory, *each, at);
        if (!above || above == company || std::ranges::find(chain, above) != chain.end()) {
            break;
        }
        chain.push_back(above);
        each = timeline.find(above);
    }
    return chain;
}

void add(DealTotals& sum, const DealTotals& more) {
    sum.companies += more.companies;
    sum.open_deals += more.open_deals;
    sum.open.minor += more.open.minor;
    sum.weighted.minor += more.weighted.minor;
    sum.won_deals += more.won_deals;
    sum.won.minor += more.won.minor;
}

DealTotals nothing(Currency currency) {
    const Money none{.minor = 0, .currency = currency};
    return {.companies = 0, .open = none, .weighted = none, .won = none};
}

}  // namespace

CompanyId parent_of(const ledger::Timeline& timeline,
                    const Directory& directory,
                    const ledger::Company& company,
                    Instant at) {
    const std::string parent = text_of(timeline, company.properties, "parent", at);
    return parent.empty() ? CompanyId{} : find_named(directory, parent);
}

std::optional<std::string> circle_of(const ledger::Timeline& timeline,
                                     const Directory& directory,
                                     CompanyId company,
                                     std::string_view parent) {
    const CompanyId above = find_named(directory, parent);
    if (!company || !above) {
        return std::nullopt;
    }
    std::vector<CompanyId> chain = chain_above(timeline, directory, above, latest);
    chain.insert(chain.begin(), above);
    const auto self = std::ranges::find(chain, company);
    if (self == chain.end()) {
        return std::nullopt;
    }
    std::string named = name_of(timeline, company, latest);
    for (auto each = chain.begin(); each <= self; ++each) {
        named += " → " + name_of(timeline, *each, latest);
    }
    return named;
}

Done check_parent(const ledger::Timeline& timeline,
                  const Directory& directory,
                  CompanyId company,
                  std::string_view parent) {
    if (!find_named(directory, parent)) {
        return fail(Failure::invalid,
                    fmt::format("There is no company \"{}\".", parent),
                    {{"/properties/parent", "must be a company"}});
    }
    if (const auto circle = circle_of(timeline, directory, company, parent)) {
        return fail(Failure::invalid,
                    fmt::format("A company cannot be above itself: {}.", *circle),
                    {{"/properties/parent", "must not be below the company"}});
    }
    return {};
}

CompanyTree::CompanyTree(const Workspace::View& view, const DealReader& deals, Instant at)
    : view_(view), at_(at), currency_(deals.settings().currency) {
    for (const ledger::Company& company : view.timeline.companies()) {
        if (const CompanyId parent = parent_of(view.timeline, view.directory, company, at)) {
            children_[parent].push_back(company.id);
        }
    }
    count_deals(deals);
}

void CompanyTree::count_deals(const DealReader& deals) {
    for (const ledger::Deal& deal : view_.timeline.deals()) {
        const auto status = deals.status(deal);
        const CompanyId company = status ? deals.company_of(deal) : CompanyId{};
        if (!company || *status == ledger::DealStatus::lost) {
            continue;
        }
        DealTotals& sum = own_.try_emplace(company, nothing(currency_)).first->second;
        const std::int64_t worth = deals.worth_or_nothing(deal).minor;
        if (*status == ledger::DealStatus::won) {
            ++sum.won_deals;
            sum.won.minor += worth;
        } else {
            ++sum.open_deals;
            sum.open.minor += worth;
            sum.weighted.minor += deals.weighted_or_nothing(deal).minor;
        }
    }
}

std::vector<NamedRef> CompanyTree::above(const ledger::Company& company) const {
    std::vector<NamedRef> refs;
    for (const CompanyId id : chain_above(view_.timeline, view_.directory, company.id, at_)) {
        refs.push_back({.id = std::to_string(id.value), .name = name_of(view_.timeline, id, at_)});
    }
    std::ranges::reverse(refs);
    return refs;
}

std::vector<ChildView> CompanyTree::children(const ledger::Company& company) const {
    std::vector<ChildView> views;
    const auto found = children_.find(company.id);
    for (const CompanyId id : found == children_.end() ? std::vector<CompanyId>() : found->second) {
        if (id != company.id) {
            views.push_back(
                {.id = id, .name = name_of(view_.timeline, id, at_), .totals = totals(id)});
        }
    }
    std::ranges::stable_sort(
        views, {}, [](const ChildView& view) { return text::folded(view.name); });
    return views;
}

DealTotals CompanyTree::totals(CompanyId company) const {
    DealTotals sum = nothing(currency_);
    std::set<CompanyId> seen{company};
    std::vector<CompanyId> waiting{company};
    while (!waiting.empty()) {
        const CompanyId id = waiting.back();
        waiting.pop_back();
        ++sum.companies;
        if (const auto own = own_.find(id); own != own_.end()) {
            add(sum, own->second);
        }
        const auto below = children_.find(id);
        for (const CompanyId child :
             below == children_.end() ? std::vector<CompanyId>() : below->second) {
            if (seen.insert(child).second) {
                waiting.push_back(child);
            }
        }
    }
    return sum;
}

}  // namespace baton::engine
