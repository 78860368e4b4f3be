#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "engine/deal_views.hpp"
#include "engine/people.hpp"
#include "engine/pipelines.hpp"
#include "engine/survivors.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t column_deals_max = 50;
constexpr std::string_view without = "-";

std::optional<std::string> given(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// Half away from zero is not needed here: a weight is a forecast, not an amount owed.
Money share(Money money, int percent) {
    return {.minor = money.minor * percent / 100, .currency = money.currency};
}

}  // namespace

const ledger::Deal* find_deal(const Workspace::View& view, DealId id) {
    const ledger::Deal* deal = view.timeline.find(id);
    return deal != nullptr && ledger::Timeline::exists(*deal, Instant::latest()) ? deal : nullptr;
}

DealReader::DealReader(const Workspace::View& view, Instant now)
    : view_(view),
      timeline_(view.timeline),
      now_(now),
      settings_(settings_of(view, now)),
      next_steps_(next_steps(view.timeline, now)) {}

std::string DealReader::text(const ledger::Deal& deal, std::string_view name) const {
    return text_of(timeline_, deal.properties, name, now_);
}

CompanyId DealReader::company_of(const ledger::Deal& deal) const {
    const std::string external_id = text(deal, "company");
    return external_id.empty() ? CompanyId{} : view_.directory.company_by_external_id(external_id);
}

std::optional<ledger::DealStatus> DealReader::status(const ledger::Deal& deal) const {
    const ledger::StatusChange* status = ledger::Timeline::status(deal, now_);
    if (status == nullptr || !ledger::Timeline::exists(deal, now_)) {
        return std::nullopt;
    }
    return status->status;
}

std::optional<Money> DealReader::amount(const ledger::Deal& deal) const {
    const Value value = timeline_.value(deal.properties, "amount", now_);
    if (const auto* money = std::get_if<Money>(&value)) {
        return *money;
    }
    if (const auto* number = std::get_if<Decimal>(&value)) {
        const auto money = parse_money(render(*number), settings_.currency);
        return money ? std::optional(*money) : std::nullopt;
    }
    return std::nullopt;
}

Money DealReader::converted(const std::optional<Money>& amount) const {
    Money sum{.minor = 0, .currency = settings_.currency};
    if (!amount) {
        return sum;
    }
    if (amount->currency == settings_.currency) {
        return *amount;
    }
    const auto rate = timeline_.rate(amount->currency, settings_.currency, now_);
    const auto factor = rate ? parse_decimal(*rate) : Result<Decimal>(Decimal{});
    if (factor) {
        sum.minor = static_cast<std::int64_t>(static_cast<double>(amount->minor) *
                                              static_cast<double>(factor->millionths) /
                                              static_cast<double>(decimal_one));
    }
    return sum;
}

Instant DealReader::created_at(const ledger::Deal& deal) const {
    const Value value = timeline_.value(deal.properties, "created_at", now_);
    if (const auto* at = std::get_if<Instant>(&value)) {
        return *at;
    }
    const auto* first = ledger::first_of(deal.statuses);
    return first == nullptr ? Instant{} : first->at;
}

Instant DealReader::closed_at(const ledger::Deal& deal) const {
    const Value value = timeline_.value(deal.properties, "closed_at", now_);
    if (const auto* at = std::get_if<Instant>(&value)) {
        return *at;
    }
    const auto* status = ledger::Timeline::status(deal, now_);
    return status == nullptr ? Instant{} : status->at;
}

Instant DealReader::last_moved(const ledger::Deal& deal) const {
    Instant last = created_at(deal);
    for (const ledger::PropertyTrack& track : deal.properties.all()) {
        if (const auto* change = ledger::last_at(track.changes, now_)) {
            last = std::max(last, change->at);
        }
    }
    if (const auto* contacts = ledger::last_at(deal.contacts, now_)) {
        for (const ledger::Slot slot : survivors_of(timeline_, contacts->contacts, now_)) {
            const auto& touches = timeline_.contacts()[slot].all().touches;
            last = touches.empty() ? last : std::max(last, touches.back().at);
        }
    }
    return std::min(last, now_);
}

DealView DealReader::row(const ledger::Deal& deal) const {
    const auto state = status(deal);
    const bool closed = state && *state != ledger::DealStatus::open;
    DealView view{.id = deal.id,
                  .name = deal_name(timeline_, deal, now_),
                  .company = {},
                  .contacts = {},
                  .amount = amount(deal),
                  .pipeline = text(deal, "pipeline"),
                  .stage = text(deal, "stage"),
                  .status = state ? std::string(name(*state)) : "open",
                  .owner = user_ref(timeline_, text(deal, "owner"), now_),
                  .product = given(text(deal, "product")),
                  .created_at = created_at(deal),
                  .closed_at = closed ? std::optional(closed_at(deal)) : std::nullopt,
                  .lost_reason = given(text(deal, "lost_reason")),
                  .next_step = {},
                  .days_quiet = (now_.micros - last_moved(deal).micros) / day_micros};
    if (const ledger::Company* company = timeline_.find(company_of(deal))) {
        view.company = NamedRef{.id = std::to_string(company->id.value),
                                .name = company_name(timeline_, *company, now_)};
    }
    if (const auto* contacts = ledger::last_at(deal.contacts, now_)) {
        for (const ledger::Slot slot : survivors_of(timeline_, contacts->contacts, now_)) {
            view.contacts.push_back(contact_ref(timeline_, timeline_.contacts()[slot], now_));
        }
    }
    if (const auto step = next_steps_.find(deal.id); step != next_steps_.end()) {
        view.next_step = task_view(timeline_, step->second, now_);
    }
    return view;
}

bool DealReader::matches(const ledger::Deal& deal, const DealAsk& ask) const {
    const auto state = status(deal);
    if (!state) {
        return false;
    }
    const auto fits = [&](const std::string& wanted, std::string_view property) {
        return wanted.empty() || text(deal, property) == (wanted == without ? "" : wanted);
    };
    const bool queried =
        ask.query.empty() ||
        text::folded(deal_name(timeline_, deal, now_)).find(text::folded(ask.query)) !=
            std::string::npos;
    return (ask.status.empty() || name(*state) == ask.status) && fits(ask.pipeline, "pipeline") &&
           fits(ask.stage, "stage") && fits(ask.owner, "owner") && fits(ask.product, "product") &&
           (!ask.company || company_of(deal) == ask.company) && queried;
}

void DealReader::sort(std::vector<const ledger::Deal*>& deals, const std::string& by) const {
    const bool turned = by.starts_with('-');
    const std::string key = turned ? by.substr(1) : by;
    const auto order = [&](auto value_of) {
        std::ranges::stable_sort(deals, {}, value_of);
        if (turned) {
            std::ranges::reverse(deals);
        }
    };
    if (key == "name") {
        order([&](const auto* deal) { return text::folded(deal_name(timeline_, *deal, now_)); });
    } else if (key == "amount") {
        order([&](const auto* deal) { return converted(amount(*deal)).minor; });
    } else if (key == "closed_at") {
        order([&](const auto* deal) { return closed_at(*deal); });
    } else {
        order([&](const auto* deal) { return created_at(*deal); });
    }
}

DealRows DealReader::list(const DealAsk& ask) const {
    std::vector<const ledger::Deal*> found;
    for (const ledger::Deal& deal : timeline_.deals()) {
        if (matches(deal, ask)) {
            found.push_back(&deal);
        }
    }
    sort(found, ask.sort.empty() ? "-created_at" : ask.sort);
    DealRows rows{.rows = {}, .total = found.size()};
    for (std::size_t at = ask.after; at < found.size() && rows.rows.size() < ask.limit; ++at) {
        rows.rows.push_back(row(*found[at]));
    }
    return rows;
}

Board DealReader::board(const std::string& pipeline, const std::string& owner) const {
    const Pipeline shown = pipeline_of(timeline_, pipeline, now_);
    const Money nothing{.minor = 0, .currency = settings_.currency};
    Board board{.pipeline = shown.key, .columns = {}, .open_sum = nothing, .weighted = nothing};
    for (const PipelineStage& stage : shown.stages) {
        board.columns.push_back({.stage = stage.name,
                                 .type = std::string(name(stage.type)),
                                 .sum = nothing,
                                 .deals = {},
                                 .next = {}});
    }
    std::vector<const ledger::Deal*> deals;
    for (const ledger::Deal& deal : timeline_.deals()) {
        if (matches(deal, {.pipeline = shown.key, .owner = owner})) {
            deals.push_back(&deal);
        }
    }
    sort(deals, "-created_at");
    for (const ledger::Deal* deal : deals) {
        const PipelineStage* stage = shown.find(text(*deal, "stage"));
        if (stage == nullptr) {
            continue;
        }
        BoardColumn& column = board.columns[static_cast<std::size_t>(stage - shown.stages.data())];
        const Money money = converted(amount(*deal));
        ++column.count;
        column.sum.minor += money.minor;
        if (column.deals.size() < column_deals_max) {
            column.deals.push_back(row(*deal));
        } else {
            column.next = std::to_string(column_deals_max);
        }
        if (stage->type == ledger::DealStatus::open) {
            board.open_sum.minor += money.minor;
            board.weighted.minor += share(money, stage->probability_percent).minor;
        }
    }
    return board;
}

}  // namespace baton::engine
