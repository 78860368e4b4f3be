#include "engine/deal_terms.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "engine/contact_commands.hpp"
#include "engine/people.hpp"
#include "engine/property_rules.hpp"
#include "lifecycle/computed.hpp"

namespace baton::engine {

namespace {

using Texts = std::vector<std::string>;

constexpr Instant latest = Instant::latest();
constexpr std::array<std::string_view, 5> forecast_names{
    "omitted", "pipeline", "best_case", "commit", "closed"};
constexpr Decimal certain{.millionths = 100 * decimal_one};
constexpr Decimal likely{.millionths = 80 * decimal_one};
constexpr Decimal even{.millionths = 50 * decimal_one};
constexpr std::size_t competitors_max = 50;

const ledger::DeclaredTypes::Types& own_types() {
    static const ledger::DeclaredTypes::Types types{{"line_items", ValueType::multi},
                                                    {"probability", ValueType::number},
                                                    {"forecast_category", ValueType::text},
                                                    {"next_step", ValueType::text},
                                                    {"next_step_on", ValueType::date},
                                                    {"competitors", ValueType::multi}};
    return types;
}

Value* find(ledger::Properties& properties, std::string_view name) {
    const auto found = std::ranges::find(properties, name, &ledger::Properties::value_type::first);
    return found == properties.end() ? nullptr : &found->second;
}

Done check_probability(const Value& value) {
    const auto* percent = std::get_if<Decimal>(&value);
    if (percent != nullptr && (*percent < Decimal{} || *percent > certain)) {
        return fail(Failure::invalid,
                    "A probability is a percentage.",
                    {{"/properties/probability", "must be 0 to 100"}});
    }
    return {};
}

Done check_forecast(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto forecast = text == nullptr ? std::nullopt : find_forecast(*text);
    if (text != nullptr && (!forecast || *forecast == Forecast::closed)) {
        return fail(Failure::invalid,
                    "This is no forecast category of an open deal.",
                    {{"/properties/forecast_category",
                      "must be omitted, pipeline, best_case or commit; closed follows from "
                      "winning"}});
    }
    return {};
}

// Trimmed, each once, in the order they were named.
Done tidy_competitors(Value& value) {
    const auto* given = std::get_if<Texts>(&value);
    if (given == nullptr) {
        return {};
    }
    Texts names;
    for (const std::string& each : *given) {
        std::string trimmed(text::trimmed(each));
        const auto same = [&](const std::string& one) {
            return text::folded(one) == text::folded(trimmed);
        };
        if (!trimmed.empty() && std::ranges::none_of(names, same)) {
            names.push_back(std::move(trimmed));
        }
    }
    if (names.size() > competitors_max) {
        return fail(Failure::invalid,
                    "These are too many competitors.",
                    {{"/properties/competitors", "name at most 50"}});
    }
    value = names.empty() ? Value(Unknown{}) : Value(std::move(names));
    return {};
}

Result<std::optional<PricedLines>> priced(Value& value) {
    const auto* texts = std::get_if<Texts>(&value);
    if (texts == nullptr || texts->empty()) {
        value = Unknown{};
        return std::nullopt;
    }
    DealLines lines = TRY(parse_deal_lines(*texts));
    if (lines.items.empty()) {
        value = Unknown{};
        return std::nullopt;
    }
    for (LineItem& item : lines.items) {
        item.product = std::string(text::trimmed(item.product));
    }
    PricedLines priced = TRY(price(lines));
    value = render(lines);
    return priced;
}

Done settle_amount(ledger::Properties& properties, Money net) {
    Value* amount = find(properties, "amount");
    if (amount == nullptr) {
        properties.emplace_back("amount", net);
        return {};
    }
    const auto* money = std::get_if<Money>(amount);
    const auto* number = std::get_if<Decimal>(amount);
    const bool same =
        (money != nullptr && *money == net) ||
        (number != nullptr && parse_money(render(*number), net.currency).value_or(Money{}) == net);
    if (!same) {
        return fail(Failure::invalid,
                    "The amount of this deal is the sum of its line items.",
                    {{"/amount", "change the line items"}});
    }
    *amount = net;
    return {};
}

Done settle_lines(const ledger::Timeline& timeline,
                  const ledger::Deal* deal,
                  ledger::Properties& properties) {
    if (Value* given = find(properties, "line_items")) {
        const auto lines = TRY(priced(*given));
        return lines ? settle_amount(properties, lines->net) : Done{};
    }
    if (deal == nullptr || find(properties, "amount") == nullptr) {
        return {};
    }
    const auto held = lines_of(timeline, *deal, latest);
    return held ? settle_amount(properties, held->net) : Done{};
}

std::string property_at(std::string_view pointer) {
    constexpr std::string_view prefix = "/properties/";
    if (pointer.starts_with(prefix)) {
        pointer.remove_prefix(prefix.size() - 1);
    }
    pointer.remove_prefix(std::min<std::size_t>(1, pointer.size()));
    const std::string_view name = pointer.substr(0, pointer.find('/'));
    return std::string(name == "lines" ? "line_items" : name);
}

}  // namespace

std::string_view name(Forecast forecast) {
    return forecast_names.at(static_cast<std::size_t>(forecast));
}

std::optional<Forecast> find_forecast(std::string_view name) {
    const auto* const found = std::ranges::find(forecast_names, name);
    return found == forecast_names.end()
               ? std::nullopt
               : std::optional(static_cast<Forecast>(found - forecast_names.begin()));
}

Forecast forecast_at(Decimal percent) {
    if (percent >= likely) return Forecast::commit;
    if (percent >= even) return Forecast::best_case;
    return percent > Decimal{} ? Forecast::pipeline : Forecast::omitted;
}

Money share(Money amount, Decimal percent) {
    const auto part = lifecycle::Wide{amount.minor} * percent.millionths;
    const auto half = lifecycle::Wide{certain.millionths} / (part < 0 ? -2 : 2);
    return {.minor = static_cast<std::int64_t>((part + half) / certain.millionths),
            .currency = amount.currency};
}

Terms terms_of(const ledger::Timeline& timeline,
               const ledger::Deal& deal,
               std::span<const Pipeline> pipelines,
               Instant at) {
    const auto* status = ledger::Timeline::status(deal, at);
    const auto state = status == nullptr ? ledger::DealStatus::open : status->status;
    if (state == ledger::DealStatus::won) {
        return {.probability = certain, .forecast = Forecast::closed};
    }
    if (state == ledger::DealStatus::lost) {
        return {.probability = {}, .forecast = Forecast::omitted};
    }
    const auto own_pipeline = std::ranges::find(
        pipelines, text_of(timeline, deal.properties, "pipeline", at), &Pipeline::key);
    const Pipeline& pipeline = own_pipeline == pipelines.end() ? pipelines.front() : *own_pipeline;
    const PipelineStage* stage = pipeline.find(text_of(timeline, deal.properties, "stage", at));
    const int percent = stage == nullptr ? 0 : stage->probability_percent;
    Terms terms{.probability = {.millionths = percent * decimal_one}};
    const Value own = timeline.value(deal.properties, "probability", at);
    if (const auto* given = std::get_if<Decimal>(&own)) {
        terms.probability = std::clamp(*given, Decimal{}, certain);
        terms.own_probability = true;
    }
    const auto named = find_forecast(text_of(timeline, deal.properties, "forecast_category", at));
    terms.own_forecast = named && *named != Forecast::closed;
    terms.forecast = terms.own_forecast ? *named : forecast_at(terms.probability);
    return terms;
}

std::optional<PricedLines> lines_of(const ledger::Timeline& timeline,
                                    const ledger::Deal& deal,
                                    Instant at) {
    Value value = timeline.value(deal.properties, "line_items", at);
    return priced(value).value_or(std::nullopt);
}

Result<ledger::Properties> agreed(const ledger::Timeline& timeline,
                                  const ledger::Deal* deal,
                                  const ledger::Properties& properties) {
    ledger::Properties others;
    ledger::Properties own;
    for (const auto& each : properties) {
        (own_types().contains(each.first) ? own : others).push_back(each);
    }
    ledger::Properties checked = TRY(engine::checked(timeline, "deal", others));
    std::ranges::move(TRY(typed(own_types(), own)), std::back_inserter(checked));
    if (const Value* probability = find(checked, "probability")) {
        TRY(check_probability(*probability));
    }
    if (const Value* forecast = find(checked, "forecast_category")) {
        TRY(check_forecast(*forecast));
    }
    if (Value* competitors = find(checked, "competitors")) {
        TRY(tidy_competitors(*competitors));
    }
    TRY(settle_lines(timeline, deal, checked));
    return checked;
}

ledger::Properties agreed_or_left_out(const ledger::Timeline& timeline,
                                      const ledger::Deal* deal,
                                      ledger::Properties properties,
                                      std::vector<Problem>& left_out) {
    auto checked = agreed(timeline, deal, properties);
    while (!checked && !properties.empty()) {
        std::ranges::copy(checked.error().problems, std::back_inserter(left_out));
        const std::size_t before = properties.size();
        for (const Problem& problem : checked.error().problems) {
            const std::string name = property_at(problem.where);
            std::erase_if(properties, [&](const auto& each) { return each.first == name; });
        }
        if (properties.size() == before) {
            return {};
        }
        checked = agreed(timeline, deal, properties);
    }
    return checked.value_or(ledger::Properties{});
}

}  // namespace baton::engine
