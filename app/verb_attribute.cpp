#include <cstdint>
#include <fmt/core.h>
#include <ostream>
#include <string>
#include <string_view>

#include "app/number_text.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "attribution/credit.hpp"
#include "attribution/journeys.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/attributing.hpp"
#include "engine/attribution_question.hpp"
#include "engine/settings.hpp"
#include "engine/workspace.hpp"
#include "ledger/json_text.hpp"

namespace baton::app {

namespace {

double conversions_of(const attribution::CreditRow& row) {
    return static_cast<double>(row.conversion_parts) /
           static_cast<double>(attribution::parts_of_conversion);
}

void append_row(std::string& out, const attribution::CreditRow& row) {
    ledger::ObjectText object(out);
    object.text("key", row.key);
    object.number("credit_minor", row.credit_minor);
    object.key("conversions");
    out += number_text(conversions_of(row));
    if (row.strength) {
        object.key("strength");
        out += number_text(row.strength);
    }
    if (row.standard_error) {
        object.key("standard_error");
        out += number_text(row.standard_error);
    }
    object.close();
}

std::string json_of(const engine::AttributionQuestion& question,
                    const engine::Attribution& answer) {
    std::string out;
    const attribution::Credit& credit = answer.credit;
    ledger::ObjectText object(out);
    object.text("model", question.model->name);
    object.text("by", attribution::name(question.by));
    object.text("credit", engine::name(question.credited));
    object.text("currency", answer.earned.currency.text());
    object.key("rows");
    char separator = '[';
    for (const attribution::CreditRow& row : credit.rows) {
        out += separator;
        separator = ',';
        append_row(out, row);
    }
    out += separator == '[' ? "[]" : "]";
    object.number("total_minor", credit.total_minor);
    object.number("unattributed_minor", credit.unattributed_minor);
    object.number("deals", credit.endings);
    object.number("unattributed_deals", credit.unattributed_endings);
    object.number("deals_without_amount", answer.earned.deals_without_amount);
    object.key("exact");
    out += credit.exact ? "true" : "false";
    object.close();
    return out;
}

std::string amount_text(std::int64_t minor, Currency currency) {
    return render_amount({.minor = minor, .currency = currency});
}

void print(const engine::Attribution& answer, Streams& streams) {
    const attribution::Credit& credit = answer.credit;
    const Currency currency = answer.earned.currency;
    const auto line = [&](std::string_view name, std::int64_t minor, const std::string& beside) {
        streams.out << fmt::format("{:<32} {:>16} {} {:>12}\n",
                                   name,
                                   amount_text(minor, currency),
                                   currency.text(),
                                   beside);
    };
    for (const attribution::CreditRow& row : credit.rows) {
        line(row.key, row.credit_minor, number_text(conversions_of(row)));
    }
    line("no touch that counts",
         credit.unattributed_minor,
         fmt::format("{}", credit.unattributed_endings));
    line("all", credit.total_minor, fmt::format("{}", credit.endings));
    if (!credit.exact) {
        streams.err << "baton: there are too many to try all their coalitions; the values are "
                       "sampled, --json tells their standard errors\n";
    }
}

}  // namespace

int attribute(const AttributeOptions& options, Streams& streams) {
    const auto workspace = open_to_read(options.common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const Instant now = (*workspace)->clock().now();
    const engine::Settings settings = (*workspace)->read([&](const engine::Workspace::View& view) {
        return engine::settings_of(view, now);
    });
    const auto question = engine::read_question(options.words, settings.zone, now);
    if (!question) {  // every flag was read before: they do not go together
        streams.err << "baton: " << question.error().message << '\n';
        return 2;
    }
    const auto answer = engine::attribute(**workspace, *question, false);
    if (!answer) {
        return report(answer.error(), streams);
    }
    if (options.common.json) {
        streams.out << json_of(*question, *answer) << '\n';
    } else {
        print(*answer, streams);
    }
    return 0;
}

}  // namespace baton::app
