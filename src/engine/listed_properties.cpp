#include "engine/listed_properties.hpp"

#include <fmt/format.h>
#include <utility>
#include <variant>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "engine/property_view.hpp"
#include "engine/settings.hpp"

namespace baton::engine {

namespace {

Formulas::At at_of(const Settings& settings, Instant now) {
    return {.at = now,
            .today = settings.zone.day_of(now),
            .zone = settings.zone,
            .currency = settings.currency};
}

std::unexpected<Error> wrong(std::string_view where, std::string message) {
    return fail(
        Failure::invalid, "This list cannot be made.", {{std::string(where), std::move(message)}});
}

std::unexpected<Error> wrong(std::string_view where, const Error& error) {
    return wrong(where, error.problems.empty() ? error.message : error.problems.front().message);
}

struct Before {
    bool operator()(const std::string& left, const std::string& right) const {
        return text::folded(left) < text::folded(right);
    }

    bool operator()(const Money& left, const Money& right) const {
        return left.currency == right.currency ? left.minor < right.minor
                                               : left.currency < right.currency;
    }

    template <typename T>
    bool operator()(const T& left, const T& right) const {
        return left < right;
    }

    bool operator()(const Unknown& /*left*/, const Unknown& /*right*/) const { return false; }

    template <typename T, typename U>
    bool operator()(const T& /*left*/, const U& /*right*/) const {
        return false;
    }
};

}  // namespace

ListedProperties::ListedProperties(const Workspace::View& view,
                                   std::string_view record,
                                   Instant now)
    : timeline_(view.timeline),
      record_(record),
      at_(at_of(settings_of(view, now), now)),
      formulas_(view.timeline, record, at_) {}

Result<std::size_t> ListedProperties::named(std::string_view name, std::string_view where) {
    const auto made = formulas_.add(name);
    if (!made) {
        return wrong(where, made.error());
    }
    const auto& nodes = formulas_.expression(*made)->nodes;
    return nodes.size() == 1 && nodes.front().op == formula::Op::field
               ? made
               : wrong(where, "name a property");
}

Result<ListedProperties> ListedProperties::read(const Workspace::View& view,
                                                std::string_view record,
                                                const PropertiesWish& wish,
                                                Instant now) {
    ListedProperties listed(view, record, now);
    if (wish.columns.size() > list_columns_max) {
        return wrong("?columns", fmt::format("at most {}", list_columns_max));
    }
    for (const std::string& name : wish.columns) {
        Column column{.name = name, .formula = TRY(listed.named(name, "?columns"))};
        const bool of_company = record != "company" && name.starts_with("company.");
        column.property = find_definition(view.timeline,
                                          of_company ? "company" : record,
                                          of_company ? std::string_view(name).substr(8) : name);
        listed.columns_.push_back(std::move(column));
    }
    if (!wish.sort.empty()) {
        listed.turned_round_ = wish.sort.front() == '-';
        listed.sort_ = TRY(listed.named(
            std::string_view(wish.sort).substr(listed.turned_round_ ? 1 : 0), "?sort"));
    }
    if (!wish.where.empty()) {
        const auto made = listed.formulas_.add(wish.where);
        if (!made) {
            return wrong("?where",
                         fmt::format("{}: {}",
                                     made.error().problems.front().where,
                                     made.error().problems.front().message));
        }
        if (listed.formulas_.expression(*made)->type() != ValueType::boolean) {
            return wrong("?where", "ask for something that is true or false");
        }
        listed.where_ = *made;
    }
    return listed;
}

bool ListedProperties::holds(const FormulaRecord& record) {
    if (!where_) {
        return true;
    }
    formulas_.turn_to(record);
    const auto* truth = std::get_if<bool>(&formulas_.value(*where_).value);
    return truth != nullptr && *truth;
}

Value ListedProperties::key(const FormulaRecord& record) {
    formulas_.turn_to(record);
    return formulas_.value(*sort_).value;
}

std::vector<ListedValue> ListedProperties::values(const FormulaRecord& record) {
    std::vector<ListedValue> values;
    formulas_.turn_to(record);
    for (const Column& column : columns_) {
        const Value& value = formulas_.value(column.formula).value;
        values.push_back(
            {.name = column.name,
             .value = value_json(value),
             .text = property_text(timeline_,
                                   column.property ? &*column.property : nullptr,
                                   value,
                                   {.record = record_, .at = at_.at, .zone = at_.zone})});
    }
    return values;
}

bool ListedProperties::before(const Value& left, const Value& right) const {
    if (!known(left) || !known(right)) {
        return known(left) && !known(right);
    }
    return turned_round_ ? std::visit(Before(), right, left) : std::visit(Before(), left, right);
}

}  // namespace baton::engine
