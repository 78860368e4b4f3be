#include <algorithm>
#include <set>
#include <utility>

#include "engine/deal_views.hpp"
#include "engine/people.hpp"
#include "engine/row_rendering.hpp"
#include "engine/survivors.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t helped_max = 12;

std::optional<std::string> doer(const ledger::Timeline& timeline, ledger::Code by, Instant at) {
    const std::string& email = timeline.dictionary().name(by);
    return email.empty() ? std::nullopt : std::optional(display_name(timeline, email, at));
}

}  // namespace

DealPage DealReader::page(const ledger::Deal& deal) const {
    DealPage page;
    static_cast<DealView&>(page) = row(deal);
    page.properties = property_views(timeline_,
                                     deal.properties,
                                     {.record = "deal",
                                      .at = now_,
                                      .zone = settings_.zone,
                                      .currency = settings_.currency,
                                      .company = record_of(deal).company});
    page.history = history(deal);
    page.helped = helped(deal);
    page.lines = lines_of(timeline_, deal, now_);
    if (page.worth && page.amount && page.amount->currency != page.worth->currency) {
        const auto* set = ledger::Timeline::property(
            deal.properties, timeline_.dictionary().find_name("amount"), now_);
        page.priced_at = set->at;
    }
    page.version = deal_version(deal);
    return page;
}

std::vector<StageMove> DealReader::history(const ledger::Deal& deal) const {
    std::vector<StageMove> moves;
    const auto* changes = deal.properties.find(timeline_.dictionary().find_name("stage"));
    if (changes == nullptr) {
        return moves;
    }
    for (const ledger::Change& change : *changes) {
        const Value& value = timeline_.dictionary().value(change.value);
        const auto* stage = std::get_if<std::string>(&value);
        if (!change.voided && stage != nullptr) {
            moves.push_back(
                {.at = change.at, .stage = *stage, .by = doer(timeline_, change.by, now_)});
        }
    }
    return moves;
}

// Campaigns and content that its contacts met before it ended, and who took the handoffs.
std::vector<Help> DealReader::helped(const ledger::Deal& deal) const {
    std::vector<Help> help;
    std::set<std::string> named;
    const auto* contacts = ledger::last_at(deal.contacts, now_);
    const Instant end = status(deal) == ledger::DealStatus::open ? now_ : closed_at(deal);
    for (const ledger::Slot slot : contacts == nullptr
                                       ? std::vector<ledger::Slot>()
                                       : survivors_of(timeline_, contacts->contacts, now_)) {
        const ledger::Belongings& all = timeline_.contacts()[slot].all();
        for (const ledger::HandoffFact& fact : all.handoffs) {
            const bool took = fact.step == ledger::HandoffStep::accepted && !fact.voided;
            if (took && fact.at <= end && named.insert("handoff").second) {
                help.push_back({.what = "Accepted the handoff",
                                .who = doer(timeline_, fact.by, now_),
                                .at = fact.at});
            }
        }
        for (const ledger::Touch& touch : all.touches) {
            const ledger::Shape shape = timeline_.dictionary().shape(touch.shape);
            for (const auto& [field, word] :
                 {std::pair("campaign", "Campaign: "), std::pair("asset", "Content: ")}) {
                const Value& value = timeline_.dictionary().field(shape, field);
                const auto* text = std::get_if<std::string>(&value);
                if (text != nullptr && touch.at <= end && named.insert(word + *text).second) {
                    help.push_back({.what = word + *text, .who = {}, .at = touch.at});
                }
            }
        }
    }
    std::ranges::sort(help, {}, &Help::at);
    help.resize(std::min(help.size(), helped_max));
    return help;
}

std::vector<DealView> DealReader::of_contact(const ledger::Contact& contact) const {
    std::vector<DealView> views;
    for (const ledger::Slot slot : timeline_.deals_of(contact)) {
        const ledger::Deal& deal = timeline_.deals()[slot];
        if (status(deal) && timeline_.associated(deal, contact, now_)) {
            views.push_back(row(deal));
        }
    }
    std::ranges::sort(views, std::greater<>(), &DealView::created_at);
    return views;
}

std::vector<DealView> DealReader::of_company(const ledger::Company& company) const {
    return list({.company = company.id, .limit = 200}).rows;
}

std::vector<DealView> DealReader::without_next_step(const std::string& owner,
                                                    std::size_t limit) const {
    std::vector<const ledger::Deal*> found;
    for (const ledger::Deal& deal : timeline_.deals()) {
        const bool planned = next_steps_.contains(deal.id) || stated_step(deal);
        if (matches(deal, {.status = "open", .owner = owner}) && !planned) {
            found.push_back(&deal);
        }
    }
    sort(found, "-amount");
    std::vector<DealView> views;
    for (std::size_t at = 0; at < std::min(limit, found.size()); ++at) {
        views.push_back(row(*found[at]));
    }
    return views;
}

std::vector<DealView> DealReader::wins(std::size_t limit) const {
    return list({.status = "won", .sort = "-closed_at", .limit = limit}).rows;
}

}  // namespace baton::engine
