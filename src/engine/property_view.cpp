#include "engine/property_view.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cctype>
#include <cstddef>
#include <fmt/format.h>
#include <utility>
#include <variant>

#include "engine/formula_properties.hpp"
#include "engine/people.hpp"
#include "ledger/personal.hpp"

namespace baton::engine {

namespace json = boost::json;

namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

constexpr std::array<std::string_view, 12> months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// In the order in which people look for them.
constexpr std::array<std::string_view, 17> order{"first_name",
                                                 "last_name",
                                                 "name",
                                                 "email",
                                                 "job_title",
                                                 "phone",
                                                 "domain",
                                                 "industry",
                                                 "employees",
                                                 "annual_revenue",
                                                 "amount",
                                                 "product",
                                                 "pipeline",
                                                 "stage",
                                                 "country",
                                                 "owner",
                                                 "created_at"};

std::string with_thousands(const std::string& amount) {
    const std::size_t sign = amount.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(amount.find('.'), amount.size());
    std::string text = amount.substr(0, sign);
    for (std::size_t at = sign; at < point; ++at) {
        if (at != sign && (point - at) % 3 == 0) {
            text += ',';
        }
        text += amount[at];
    }
    return text + amount.substr(point);
}

std::string symbol_of(Currency currency) {
    if (currency.text() == "EUR") return "€";
    if (currency.text() == "USD") return "$";
    if (currency.text() == "GBP") return "£";
    return std::string(currency.text()) + ' ';
}

std::string instant_text(Instant at, const TimeZone& zone) {
    const int minute = zone.minute_of(at);
    return fmt::format("{}, {:02}:{:02}", date_text(zone.day_of(at)), minute / 60, minute % 60);
}

std::string joined(const std::vector<std::string>& texts) {
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::size_t rank_of(std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(order, name) - order.begin());
}

std::string type_of(const Value& value) {
    return std::visit(Overloaded{[](const Unknown& /*unknown*/) { return "text"; },
                                 [](bool /*truth*/) { return "boolean"; },
                                 [](const Decimal& /*number*/) { return "number"; },
                                 [](const std::string& /*text*/) { return "text"; },
                                 [](const Date& /*date*/) { return "date"; },
                                 [](const Instant& /*at*/) { return "instant"; },
                                 [](const Money& /*money*/) { return "money"; },
                                 [](const std::vector<std::string>& /*texts*/) { return "multi"; }},
                      value);
}

bool is_derived(std::string_view name) {
    return name == "created_at" || name == "closed_at";
}

using Types = ledger::DeclaredTypes::Types;

const Types& types_of(const ledger::Timeline& timeline, std::string_view record) {
    const ledger::DeclaredTypes& types = timeline.types();
    return record == "company" ? types.company : record == "deal" ? types.deal : types.contact;
}

std::string label_in(const std::vector<PropertyOption>& options, const std::string& value) {
    const auto option = std::ranges::find(options, value, &PropertyOption::value);
    return option == options.end() ? value : option->label;
}

// What people call the options that were chosen.
std::string chosen_text(const PropertyDefinition& property, const Value& value) {
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        std::vector<std::string> labels;
        for (const std::string& text : *texts) {
            labels.push_back(label_in(property.options, text));
        }
        return joined(labels);
    }
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : label_in(property.options, *text);
}

// A view as the definition that people wrote says.
void follow_definition(const PropertyDefinition& property, PropertyView& view) {
    view.label = property.label;
    view.description = property.description;
    view.type = boost::describe::enum_to_string(type_of(property), "");
    view.options = property.options;
    view.read_only = property.archived || !property.formula.empty();
}

PropertyView view_of(const ledger::Timeline& timeline,
                     const ledger::Change* change,
                     const std::string& property,
                     const PropertiesAsk& ask) {
    static const ledger::Personal personal;
    const Value value = change == nullptr ? Value() : timeline.dictionary().value(change->value);
    const Types& types = types_of(timeline, ask.record);
    const auto declared = types.find(property);
    PropertyView view{
        .name = property,
        .label = label_of(property),
        .type = declared == types.end() ? type_of(value) : std::string(name(declared->second)),
        .value = value_json(value),
        .text = value_text(value, ask.zone),
        .changed_at = change == nullptr ? std::nullopt : std::optional(change->at),
        .by = {},
        .personal = personal.is_personal(property),
        .read_only = is_derived(property)};
    if (change != nullptr) {
        view.by = display_name(timeline, timeline.dictionary().name(change->by), ask.at);
    }
    if (property == "owner") {
        view.text = display_name(timeline, view.text, ask.at);
    }
    if (const auto defined = find_definition(timeline, ask.record, property)) {
        follow_definition(*defined, view);
        view.text = property_text(timeline, &*defined, value, ask);
    }
    return view;
}

void add_empty(const ledger::Timeline& timeline,
               const PropertiesAsk& ask,
               std::vector<PropertyView>& views) {
    for (const PropertyDefinition& property : list_properties(timeline, ask.record)) {
        const bool standard = rank_of(property.name) < order.size() && !is_derived(property.name);
        const bool defined = property.own && !property.archived && property.formula.empty() &&
                             property.created_at <= ask.at;
        const bool there =
            std::ranges::find(views, property.name, &PropertyView::name) != views.end();
        if ((standard || defined) && !there) {
            views.push_back(view_of(timeline, nullptr, property.name, ask));
        }
    }
}

void add_formulas(const ledger::Timeline& timeline,
                  const ledger::Tracks& tracks,
                  const PropertiesAsk& ask,
                  std::vector<PropertyView>& views) {
    Formulas formulas(timeline,
                      ask.record,
                      {.at = ask.at,
                       .today = ask.zone.day_of(ask.at),
                       .zone = ask.zone,
                       .currency = ask.currency});
    formulas.turn_to({.own = &tracks, .company = ask.company});
    for (std::size_t i = 0; i < formulas.properties().size(); ++i) {
        const Formulas::Property& property = formulas.properties()[i];
        if (property.archived) continue;
        const formula::Outcome& outcome = formulas.value(i);
        views.push_back({.name = property.name,
                         .label = property.label,
                         .type = "formula",
                         .value = value_json(outcome.value),
                         .text = value_text(outcome.value, ask.zone),
                         .read_only = true,
                         .description = property.description,
                         .trouble = outcome.trouble ? std::optional(trouble_text(*outcome.trouble))
                                                    : std::nullopt});
    }
}

std::optional<Money> money_from_json(const json::object& object) {
    const json::value* minor = object.if_contains("minor");
    const json::value* currency = object.if_contains("currency");
    if (minor == nullptr || !minor->is_int64() || currency == nullptr || !currency->is_string()) {
        return std::nullopt;
    }
    const auto code = parse_currency(std::string_view(currency->get_string()));
    return code ? std::optional(Money{.minor = minor->get_int64(), .currency = *code})
                : std::nullopt;
}

std::optional<Value> list_from_json(const json::array& array) {
    std::vector<std::string> texts;
    for (const json::value& each : array) {
        if (!each.is_string()) {
            return std::nullopt;
        }
        texts.emplace_back(std::string_view(each.get_string()));
    }
    return Value(std::move(texts));
}

}  // namespace

std::vector<PropertyView> property_views(const ledger::Timeline& timeline,
                                         const ledger::Tracks& tracks,
                                         const PropertiesAsk& ask) {
    std::vector<PropertyView> views;
    for (const ledger::PropertyTrack& track : tracks.all()) {
        const ledger::Change* change = ledger::last_at(track.changes, ask.at);
        const std::string& property = timeline.dictionary().name(track.name);
        if (change != nullptr &&
            (change->value != 0 || types_of(timeline, ask.record).contains(property))) {
            views.push_back(view_of(timeline, change, property, ask));
        }
    }
    std::erase_if(views, [&](const PropertyView& view) {
        const auto defined = find_definition(timeline, ask.record, view.name);
        return defined && !defined->formula.empty();
    });
    add_empty(timeline, ask, views);
    add_formulas(timeline, tracks, ask, views);
    std::ranges::stable_sort(views, {}, [](const PropertyView& view) {
        return std::pair(rank_of(view.name), view.name);
    });
    return views;
}

std::string property_text(const ledger::Timeline& timeline,
                          const PropertyDefinition* property,
                          const Value& value,
                          const PropertiesAsk& ask) {
    if (property != nullptr && !property->options.empty()) {
        return chosen_text(*property, value);
    }
    const std::string text = value_text(value, ask.zone);
    return property != nullptr && property->user ? display_name(timeline, text, ask.at) : text;
}

std::string label_of(std::string_view name) {
    std::string label(name);
    std::ranges::replace(label, '_', ' ');
    if (!label.empty()) {
        label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
    }
    return label;
}

std::string money_text(Money money) {
    const std::string amount = render_amount({std::abs(money.minor), money.currency});
    return (money.minor < 0 ? "-" : "") + symbol_of(money.currency) + with_thousands(amount);
}

std::string date_text(Date date) {
    const YearMonthDay parts = parts_of(date);
    return fmt::format(
        "{} {} {}", parts.day, months.at(static_cast<std::size_t>(parts.month - 1)), parts.year);
}

std::string value_text(const Value& value, const TimeZone& zone) {
    return std::visit(
        Overloaded{[](const Unknown& /*unknown*/) { return std::string(); },
                   [](bool truth) { return std::string(truth ? "yes" : "no"); },
                   [](const Decimal& number) { return with_thousands(render(number)); },
                   [](const std::string& text) { return text; },
                   [](const Date& date) { return date_text(date); },
                   [&](const Instant& at) { return instant_text(at, zone); },
                   [](const Money& money) { return money_text(money); },
                   [](const std::vector<std::string>& texts) { return joined(texts); }},
        value);
}

json::value value_json(const Value& value) {
    return std::visit(
        Overloaded{[](const Unknown& /*unknown*/) { return json::value(nullptr); },
                   [](bool truth) { return json::value(truth); },
                   [](const Decimal& number) {
                       return number.millionths % decimal_one == 0
                                  ? json::value(number.millionths / decimal_one)
                                  : json::value(static_cast<double>(number.millionths) /
                                                static_cast<double>(decimal_one));
                   },
                   [](const std::string& text) { return json::value(text); },
                   [](const Date& date) { return json::value(render(date)); },
                   [](const Instant& at) { return json::value(render(at)); },
                   [](const Money& money) {
                       return json::value(
                           {{"minor", money.minor}, {"currency", money.currency.text()}});
                   },
                   [](const std::vector<std::string>& texts) {
                       return json::value(json::array(texts.begin(), texts.end()));
                   }},
        value);
}

std::optional<Value> value_from_json(const json::value& given) {
    switch (given.kind()) {
        case json::kind::null: return Value(Unknown{});
        case json::kind::bool_: return Value(given.get_bool());
        case json::kind::int64:
        case json::kind::uint64:
        case json::kind::double_:
            return decimal_of(given.to_number<double>()).transform([](Decimal d) {
                return Value(d);
            });
        case json::kind::string: return Value(std::string(std::string_view(given.get_string())));
        case json::kind::array: return list_from_json(given.get_array());
        case json::kind::object:
            return money_from_json(given.get_object()).transform([](Money m) { return Value(m); });
    }
    return std::nullopt;
}

}  // namespace baton::engine
