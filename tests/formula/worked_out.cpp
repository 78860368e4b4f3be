#include "formula/worked_out.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <variant>
#include <vector>

#include "formula/evaluate.hpp"

namespace baton::formula::test {

namespace {

const Types& own_types() {
    static const Types types{{"amount", ValueType::money},
                             {"cost", ValueType::money},
                             {"seats", ValueType::number},
                             {"rate", ValueType::number},
                             {"name", ValueType::text},
                             {"stage", ValueType::text},
                             {"active", ValueType::boolean},
                             {"closes", ValueType::date},
                             {"seen", ValueType::instant},
                             {"tags", ValueType::multi},
                             {"net_worth", ValueType::money},
                             {"x.y", ValueType::number}};
    return types;
}

const Types& company_types() {
    static const Types types{{"employees", ValueType::number}, {"industry", ValueType::text}};
    return types;
}

struct Words {
    std::string operator()(const Unknown& /*unknown*/) const { return "unknown"; }

    std::string operator()(bool truth) const { return truth ? "yes" : "no"; }

    std::string operator()(Decimal number) const { return render(number); }

    std::string operator()(const std::string& text) const { return text; }

    std::string operator()(Date date) const { return render(date); }

    std::string operator()(Instant at) const { return render(at); }

    std::string operator()(const Money& money) const {
        return fmt::format("{} {}", money.currency.text(), render_amount(money));
    }

    std::string operator()(const std::vector<std::string>& texts) const {
        return fmt::format("{}", fmt::join(texts, "|"));
    }
};

}  // namespace

std::string worked_out(std::string_view text, const Told& told) {
    const auto made =
        compile(text, {.record = "deal", .own = own_types(), .company = &company_types()});
    if (!made) {
        return made.error().message;
    }
    std::vector<const Value*> given;
    for (const Field& field : made->fields) {
        const auto& values = field.of_company ? told.company : told.own;
        const auto found = values.find(field.name);
        given.push_back(found == values.end() ? nullptr : &found->second);
    }
    Evaluator evaluator;
    const Outcome outcome =
        evaluator.evaluate(*made,
                           {.fields = given,
                            .today = parse_date("2026-03-16").value_or(Date{}),
                            .zone = TimeZone::find("Europe/Berlin").value_or(TimeZone::utc())});
    std::string words = std::visit(Words{}, outcome.value);
    if (outcome.trouble) {
        const auto& [place, message] = *outcome.trouble;
        words += fmt::format(", {}:{}: {}", place.line, place.column, message);
    }
    return words;
}

}  // namespace baton::formula::test
