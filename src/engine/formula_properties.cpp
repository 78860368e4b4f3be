#include "engine/formula_properties.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>
#include <variant>

#include "engine/property_definitions.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view company_record = "company";

bool has_company(std::string_view record) {
    return record != company_record;
}

// What formulas may name: every property but those that are not kept as they are read.
formula::Types names_of(const std::vector<PropertyDefinition>& properties) {
    formula::Types types;
    for (const PropertyDefinition& property : properties) {
        if (!property.archived && property.name != "email_domain") {
            types.insert_or_assign(property.name, property.type);
        }
    }
    return types;
}

Result<formula::Expression> read(const std::string& text,
                                 std::string_view record,
                                 const formula::Types& own,
                                 const formula::Types& company) {
    return formula::compile(
        text, {.record = record, .own = own, .company = has_company(record) ? &company : nullptr});
}

std::unexpected<Error> wrong(const Error& error) {
    const Problem& problem = error.problems.front();
    return fail(Failure::invalid,
                "This formula is not valid.",
                {{"formula", fmt::format("{}: {}", problem.where, problem.message)}});
}

// Which formulas of its own sort each formula names.
using Needs = std::map<std::string, std::vector<std::string>, std::less<>>;

std::vector<std::string> own_fields(const formula::Expression& expression) {
    std::vector<std::string> names;
    for (const formula::Field& field : expression.fields) {
        if (!field.of_company) {
            names.push_back(field.name);
        }
    }
    return names;
}

Needs needs_of(const std::vector<PropertyDefinition>& properties,
               std::string_view record,
               const formula::Types& own,
               const formula::Types& company) {
    Needs needs;
    for (const PropertyDefinition& property : properties) {
        if (property.formula.empty() || property.archived) {
            continue;
        }
        const auto expression = read(property.formula, record, own, company);
        needs[property.name] = expression ? own_fields(*expression) : std::vector<std::string>();
    }
    return needs;
}

// The way from `name` back to itself; empty when there is none.
std::vector<std::string> circle(const Needs& needs, const std::string& name) {
    std::vector<std::vector<std::string>> ways{{name}};
    std::vector<std::string> seen;
    while (!ways.empty()) {
        const std::vector<std::string> way = std::move(ways.back());
        ways.pop_back();
        const auto next = needs.find(way.back());
        for (const std::string& each :
             next == needs.end() ? std::vector<std::string>() : next->second) {
            std::vector<std::string> longer = way;
            longer.push_back(each);
            if (each == name) {
                return longer;
            }
            if (std::ranges::find(seen, each) == seen.end()) {
                seen.push_back(each);
                ways.push_back(std::move(longer));
            }
        }
    }
    return {};
}

}  // namespace

Result<ValueType> check_formula(const ledger::Timeline& timeline,
                                const std::string& record,
                                const std::string& name,
                                const std::string& text) {
    const auto properties = list_properties(timeline, record);
    formula::Types own = names_of(properties);
    const formula::Types company = names_of(list_properties(timeline, company_record));
    const auto itself = std::ranges::find(properties, name, &PropertyDefinition::name);
    const bool was_formula = itself != properties.end() && !itself->formula.empty();
    if (!was_formula) {
        own.erase(name);
    }
    const auto expression = read(text, record, own, company);
    if (!expression) {
        return wrong(expression.error());
    }
    Needs needs = needs_of(properties, record, own, company);
    needs[name] = own_fields(*expression);
    if (const auto way = circle(needs, name); !way.empty()) {
        return fail(Failure::invalid,
                    "Formulas cannot need each other.",
                    {{"formula", fmt::format("{}", fmt::join(way, " needs "))}});
    }
    if (was_formula && itself->type != expression->type()) {
        TRY(check_unused(timeline, record, name));
    }
    return expression->type();
}

Done check_unused(const ledger::Timeline& timeline,
                  std::string_view record,
                  std::string_view name) {
    const formula::Types company = names_of(list_properties(timeline, company_record));
    for (const std::string_view of : {"contact", "company", "deal"}) {
        if (of != record && record != company_record) {
            continue;
        }
        const auto properties = list_properties(timeline, of);
        const formula::Types own = names_of(properties);
        for (const PropertyDefinition& each : properties) {
            const auto expression = each.formula.empty() || each.archived
                                        ? Result<formula::Expression>()
                                        : read(each.formula, of, own, company);
            const bool uses =
                expression && std::ranges::any_of(expression->fields, [&](const auto& field) {
                    return field.name == name && field.of_company == (of != record);
                });
            if (uses) {
                return fail(Failure::refused,
                            fmt::format("The formula {} of a {} needs {}.", each.name, of, name),
                            {{"name", fmt::format("{} needs it", each.label)}});
            }
        }
    }
    return {};
}

std::string trouble_text(const formula::Trouble& trouble) {
    return fmt::format("{}:{}: {}", trouble.place.line, trouble.place.column, trouble.message);
}

Formulas::Formulas(const ledger::Timeline& timeline, std::string_view record, const At& at)
    : timeline_(timeline), sort_(record), at_(at), evaluators_(1) {
    const auto all = list_properties(timeline, record);
    own_types_ = names_of(all);
    std::vector<std::string> texts;
    for (const PropertyDefinition& listed : all) {
        const auto told = listed.own ? find_definition(timeline, record, listed.name, at.at)
                                     : std::optional<PropertyDefinition>();
        if (!told || told->formula.empty()) continue;
        own_types_.insert_or_assign(told->name, told->type);
        properties_.push_back({.name = told->name,
                               .label = listed.label,
                               .description = listed.description,
                               .type = told->type,
                               .archived = told->archived});
        texts.push_back(told->formula);
    }
    if (has_company(record)) {
        company_types_ = names_of(list_properties(timeline, company_record));
        of_company_.emplace_back(timeline, company_record, at);
    }
    for (const std::string& text : texts) {
        auto made = compiled(text);
        if (made) {
            compiled_.push_back(*std::move(made));
            continue;
        }
        compiled_.push_back(
            {.state = State::done,
             .outcome = {.value = {},
                         .trouble = formula::Trouble{.place = {.line = 1, .column = 1},
                                                     .message = made.error().message}}});
    }
}

Result<Formulas::Compiled> Formulas::compiled(std::string_view text) const {
    Compiled made;
    made.expression = TRY(read(std::string(text), sort_, own_types_, company_types_));
    for (const formula::Field& field : made.expression->fields) {
        const Formulas& of = field.of_company ? of_company_.front() : *this;
        made.sources.push_back({.of_company = field.of_company,
                                .formula = of.find(field.name),
                                .code = timeline_.dictionary().find_name(field.name)});
    }
    made.values.resize(made.sources.size());
    made.amounts.resize(made.sources.size());
    return made;
}

Result<std::size_t> Formulas::add(std::string_view text) {
    compiled_.push_back(TRY(compiled(text)));
    return compiled_.size() - 1;
}

const formula::Expression* Formulas::expression(std::size_t formula) const {
    const auto& made = compiled_[formula].expression;
    return made ? &*made : nullptr;
}

std::optional<std::size_t> Formulas::find(std::string_view name) const {
    const auto found = std::ranges::find(properties_, name, &Property::name);
    return found == properties_.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - properties_.begin()));
}

void Formulas::turn_to(const FormulaRecord& record) {
    record_ = record;
    for (Compiled& each : compiled_) {
        if (each.expression) {
            each.state = State::open;
        }
    }
    if (!of_company_.empty()) {
        of_company_.front().turn_to({.own = record.company});
    }
}

const formula::Outcome& Formulas::value(std::size_t formula) {
    Compiled& compiled = compiled_[formula];
    if (compiled.state == State::busy) {
        static const formula::Outcome circular{
            .value = {},
            .trouble = formula::Trouble{.place = {}, .message = "formulas need each other"}};
        return circular;
    }
    if (compiled.state == State::open) {
        work_out(compiled);
    }
    return compiled.outcome;
}

void Formulas::work_out(Compiled& compiled) {
    compiled.state = State::busy;
    const formula::Expression& expression = *compiled.expression;
    for (std::size_t i = 0; i < compiled.sources.size(); ++i) {
        const Value* value = value_of(compiled.sources[i]);
        const auto* number = value == nullptr ? nullptr : std::get_if<Decimal>(value);
        if (number != nullptr && expression.fields[i].type == ValueType::money) {
            const auto money = parse_money(render(*number), at_.currency);
            compiled.amounts[i] = money ? Value(*money) : Value();
            value = &compiled.amounts[i];
        }
        compiled.values[i] = value;
    }
    compiled.outcome = evaluators_.front().evaluate(
        expression, {.fields = compiled.values, .today = at_.today, .zone = at_.zone});
    compiled.state = State::done;
}

const Value* Formulas::value_of(const Source& source) {
    if (source.formula) {
        Formulas& of = source.of_company ? of_company_.front() : *this;
        const bool there = !source.of_company || record_.company != nullptr;
        return there ? &of.value(*source.formula).value : nullptr;
    }
    return property(source.of_company ? record_.company : record_.own, source.code);
}

const Value* Formulas::property(const ledger::Tracks* tracks, ledger::Code code) const {
    if (tracks == nullptr || code == ledger::no_code) {
        return nullptr;
    }
    const ledger::Change* change = ledger::Timeline::property(*tracks, code, at_.at);
    return change == nullptr ? nullptr : &timeline_.dictionary().value(change->value);
}

}  // namespace baton::engine
