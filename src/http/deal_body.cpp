#include "http/deal_body.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/deal_lines.hpp"
#include "http/property_body.hpp"

namespace baton::http {

namespace {

constexpr std::array<std::string_view, 12> members{"amount",
                                                   "closed_at",
                                                   "company",
                                                   "created_at",
                                                   "line_items",
                                                   "lost_reason",
                                                   "name",
                                                   "owner",
                                                   "pipeline",
                                                   "product",
                                                   "stage",
                                                   "version"};

void set(ledger::Properties& properties,
         const char* name,
         const std::optional<std::string>& value) {
    if (value) {
        properties.emplace_back(name, value->empty() ? Value(Unknown{}) : Value(*value));
    }
}

// Priced here as well as by the command, so that what is wrong is named by its place in the body.
Result<Value> lines_value(const LinesWish& wish) {
    if (wish.items.empty()) {
        return Value(Unknown{});
    }
    engine::DealLines lines{.items = {},
                            .discount_percent = wish.discount_percent,
                            .discount_amount = wish.discount_amount};
    for (const LineWish& item : wish.items) {
        lines.items.push_back({.product = item.product,
                               .quantity = item.quantity.value_or(Decimal{decimal_one}),
                               .unit_price = item.unit_price,
                               .months = item.months.value_or(0),
                               .discount_percent = item.discount_percent,
                               .discount_amount = item.discount_amount});
    }
    TRY(engine::price(lines));
    return Value(engine::render(lines));
}

Result<ledger::Properties> other_properties(const boost::json::object& object) {
    auto properties = TRY(properties_from(object));
    for (const auto& [name, value] : properties) {
        if (std::ranges::find(members, name) != members.end()) {
            return fail(Failure::invalid,
                        "This property has a member of its own.",
                        {{"/properties/" + name, "give it beside properties"}});
        }
    }
    return properties;
}

Result<Value> company_value(engine::Desk& desk, CompanyId id) {
    const ledger::Company* company = desk.timeline().find(id);
    if (company == nullptr) {
        return fail(
            Failure::invalid, "There is no such company.", {{"/company", "must be a company"}});
    }
    return Value(company->external_id);
}

}  // namespace

Result<ledger::Properties> deal_properties(engine::Desk& desk, const DealWish& wish) {
    ledger::Properties properties;
    if (wish.properties) {
        properties = TRY(other_properties(*wish.properties));
    }
    set(properties, "name", wish.name);
    set(properties, "pipeline", wish.pipeline);
    set(properties, "stage", wish.stage);
    set(properties, "product", wish.product);
    set(properties, "owner", wish.owner);
    set(properties, "lost_reason", wish.lost_reason);
    if (wish.amount) {
        properties.emplace_back("amount", *wish.amount);
    }
    if (wish.lines) {
        properties.emplace_back("line_items", TRY(lines_value(*wish.lines)));
    }
    if (wish.company && *wish.company) {
        properties.emplace_back("company", TRY(company_value(desk, *wish.company)));
    }
    return properties;
}

}  // namespace baton::http
