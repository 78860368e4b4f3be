#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "engine/deal_views.hpp"
#include "engine/people.hpp"
#include "engine/pipelines.hpp"
#include "engine/survivors.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/reading.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t column_deals_max = 50;
constexpr std::string_view without = "-";

std::optional<std::string> given(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
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
      pipelines_(list_pipelines(view.timeline, now)),
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

std::optional<Money> DealReader::worth(const ledger::Deal& deal) const {
    const auto* amount = ledger::Timeline::property(
        deal.properties, timeline_.dictionary().find_name("amount"), now_);
    if (amount == nullptr) {
        return std::nullopt;
    }
    const Currency currency = settings_.currency;
    const Value& value = timeline_.dictionary().value(amount->value);
    const auto millionths = lifecycle::amount_in(currency, value, amount->at, timeline_);
    std::int64_t unit = decimal_one;
    for (int digit = 0; digit < minor_digits(currency); ++digit) {
        unit /= 10;
    }
    return millionths.transform([&](lifecycle::Wide number) {
        return Money{.minor = static_cast<std::int64_t>(number / unit), .currency = currency};
    });
}

Terms DealReader::terms(const ledger::Deal& deal) const {
    return terms_of(timeline_, deal, pipelines_, now_);
}

std::optional<Money> DealReader::weighted(const ledger::Deal& deal) const {
    return worth(deal).transform(
        [&](Money money) { return share(money, terms(deal).probability); });
}

Money DealReader::worth_or_nothing(const ledger::Deal& deal) const {
    return worth(deal).value_or(Money{.minor = 0, .currency = settings_.currency});
}

Money DealReader::weighted_or_nothing(const ledger::Deal& deal) const {
    return weighted(deal).value_or(Money{.minor = 0, .currency = settings_.currency});
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

std::optional<StatedStep> DealReader::stated_step(const ledger::Deal& deal) const {
    const std::string step = text(deal, "next_step");
    if (step.empty()) {
        return std::nullopt;
    }
    const Value on = timeline_.value(deal.properties, "next_step_on", now_);
    const auto* date = std::get_if<Date>(&on);
    return StatedStep{.text = step, .on = date == nullptr ? std::nullopt : std::optional(*date)};
}

std::vector<std::string> DealReader::competitors(const ledger::Deal& deal) const {
    const Value value = timeline_.value(deal.properties, "competitors", now_);
    const auto* names = std::get_if<std::vector<std::string>>(&value);
    return names == nullptr ? std::vector<std::string>() : *names;
}

DealView DealReader::row(const ledger::Deal& deal) const {
    const auto state = status(deal);
    const bool closed = state && *state != ledger::DealStatus::open;
    DealView view{.id = deal.id,
                  .name = deal_name(timeline_, deal, now_),
                  .company = {},
                  .contacts = {},
                  .amount = amount(deal),
                  .worth = worth(deal),
                  .weighted = weighted(deal),
                  .pipeline = text(deal, "pipeline"),
                  .stage = text(deal, "stage"),
                  .status = state ? std::string(name(*state)) : "open",
                  .owner = user_ref(timeline_, text(deal, "owner"), now_),
                  .product = given(text(deal, "product")),
                  .created_at = created_at(deal),
                  .closed_at = closed ? std::optional(closed_at(deal)) : std::nullopt,
                  .lost_reason = given(text(deal, "lost_reason")),
                  .next_step = {},
                  .stated_step = stated_step(deal),
                  .competitors = competitors(deal),
                  .days_quiet = (now_.micros - last_moved(deal).micros) / day_micros};
    const Terms agreed = terms(deal);
    view.probability = agreed.probability;
    view.own_probability = agreed.own_probability;
    view.forecast = agreed.forecast;
    view.own_forecast = agreed.own_forecast;
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
           (!ask.company || company_of(deal) == ask.company) &&
           (!ask.forecast || terms(deal).forecast == *ask.forecast) && queried;
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
        order([&](const auto* deal) { return worth_or_nothing(*deal).minor; });
    } else if (key == "weighted") {
        order([&](const auto* deal) { return weighted_or_nothing(*deal).minor; });
    } else if (key == "closed_at") {
        order([&](const auto* deal) { return closed_at(*deal); });
    } else {
        order([&](const auto* deal) { return created_at(*deal); });
    }
}

FormulaRecord DealReader::record_of(const ledger::Deal& deal) const {
    const CompanyId id = company_of(deal);
    const ledger::Company* company = id ? timeline_.find(id) : nullptr;
    return {.own = &deal.properties,
            .company = company == nullptr ? nullptr : &company->properties};
}

DealRows DealReader::list(const DealAsk& ask, ListedProperties* listed) const {
    std::vector<const ledger::Deal*> found;
    for (const ledger::Deal& deal : timeline_.deals()) {
        if (matches(deal, ask) && (listed == nullptr || listed->holds(record_of(deal)))) {
            found.push_back(&deal);
        }
    }
    sort(found, ask.sort.empty() ? "-created_at" : ask.sort);
    if (listed != nullptr && listed->sorts()) {
        sort_by_property(
            found, *listed, [&](const ledger::Deal* deal) { return record_of(*deal); });
    }
    DealRows rows{.rows = {}, .total = found.size()};
    for (std::size_t at = ask.after; at < found.size() && rows.rows.size() < ask.limit; ++at) {
        rows.rows.push_back(row(*found[at]));
        if (listed != nullptr) {
            rows.rows.back().values = listed->values(record_of(*found[at]));
        }
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
                                 .weighted = nothing,
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
        const Money money = worth_or_nothing(*deal);
        const Money part = weighted_or_nothing(*deal);
        ++column.count;
        column.sum.minor += money.minor;
        column.weighted.minor += part.minor;
        if (column.deals.size() < column_deals_max) {
            column.deals.push_back(row(*deal));
        } else {
            column.next = std::to_string(column_deals_max);
        }
        if (stage->type == ledger::DealStatus::open) {
            board.open_sum.minor += money.minor;
            board.weighted.minor += part.minor;
            board.left_out += amount(*deal) && !worth(*deal) ? 1 : 0;
        }
    }
    return board;
}

}  // namespace baton::engine
