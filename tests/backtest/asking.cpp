#include "backtest/asking.hpp"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <stdexcept>
#include <type_traits>

#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "backtest/life.hpp"
#include "base/instant.hpp"
#include "connect/ledger_lines.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::backtest::testing {

namespace {

ledger::DeclaredTypes standard_types() {
    const auto schema = agreement::standard_schema();
    return {.contact = schema.contact, .company = schema.company, .deal = schema.deal};
}

std::string value_text(std::int64_t value) {
    return value == 0 ? "" : std::to_string(value);
}

std::string value_text(const std::string& value) {
    return value;
}

std::string value_text(const std::optional<double>& value) {
    return value ? fmt::format("{:.4f}", *value) : "";
}

std::string value_text(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "";
}

std::string value_text(const std::optional<Instant>& value) {
    return value ? render(*value) : "";
}

// Intervals have tests of their own.
std::string value_text(const Certainty& value) {
    if (value.unknown == 0) {
        return value.n == 0 ? "" : std::to_string(value.n);
    }
    return fmt::format("{}+{}({:.4f}..{:.4f})",
                       value.n,
                       value.unknown,
                       value.if_none.value_or(-1),
                       value.if_all.value_or(-1));
}

template <typename T>
std::string value_text(const T&) {
    return "";  // groups have lines of their own
}

template <typename Record>
std::string members_text(const Record& record) {
    std::string text;
    boost::mp11::mp_for_each<
        boost::describe::describe_members<Record, boost::describe::mod_public>>([&](auto member) {
        const std::string value = value_text(record.*member.pointer);
        const std::string_view name = member.name;
        const bool shown = !value.empty() && name != "stage" && name != "agreement" &&
                           name != "lift_low" && name != "lift_high";
        if (shown) {
            text += fmt::format(" {}={}", name, value);
        }
    });
    return text;
}

std::string stage_text(const std::string& name, const StageFigures& stage) {
    std::string text = fmt::format("{}{}\n", name, members_text(stage));
    std::string months;
    for (const MonthFigures& month : stage.monthly) {
        months += fmt::format(" {}={}{}", month.month, month.entered, month.mature ? "" : "?");
    }
    text += months.empty() ? "" : fmt::format("{} monthly{}\n", name, months);
    for (const ReasonCount& reason : stage.rejected_by_reason) {
        text += fmt::format("{} rejected {}={}\n", name, reason.reason, reason.count);
    }
    for (const ReasonCount& reason : stage.recycled_by_reason) {
        text += fmt::format("{} recycled {}={}\n", name, reason.reason, reason.count);
    }
    if (stage.capacity) {
        text += fmt::format("{} capacity{}\n", name, members_text(*stage.capacity));
    }
    if (stage.against_in_force) {
        text += fmt::format("{} against{}\n", name, members_text(*stage.against_in_force));
    }
    for (const Move& move : stage.moves) {
        text += fmt::format("{} {} {} {} {}\n",
                            name,
                            move.kind,
                            move.contact,
                            move.at ? render(*move.at) : "-",
                            move.at_in_force ? render(*move.at_in_force) : "-");
    }
    return text;
}

}  // namespace

std::shared_ptr<const agreement::Agreement> read_agreement(const std::string& text) {
    auto checked = agreement::check(text, agreement::standard_schema());
    if (!checked.agreement) {
        std::string all = "the agreement has errors";
        for (const auto& each : checked.diagnostics) {
            all += "\n" + render(each, "agreement");
        }
        throw std::runtime_error(all + "\n" + text);
    }
    return std::make_shared<const agreement::Agreement>(*std::move(checked.agreement));
}

ReadLedger read_ledger(std::string_view lines) {
    ledger::NameTable names;
    connect::LedgerLinesReader reader(names, standard_types());
    auto events = connect::read_ledger(lines, reader);
    if (!events) {
        throw std::runtime_error(events.error().message);
    }
    return {.events = *std::move(events), .types = reader.types()};
}

std::unique_ptr<ledger::Timeline> timeline_of(std::string_view lines) {
    const ReadLedger read = read_ledger(lines);
    auto timeline = std::make_unique<ledger::Timeline>(ledger::Identity::then, read.types);
    for (const ledger::Event& event : read.events) {
        timeline->add(event);
    }
    return timeline;
}

Question question_of(const Asked& asked, const ledger::Timeline& timeline) {
    const auto option = [&](const char* name) -> std::optional<std::string> {
        const auto found = asked.options.find(name);
        return found == asked.options.end() ? std::nullopt : std::optional(found->second);
    };
    Question question;
    std::vector<lifecycle::Version> versions;
    for (const auto& [name, text] : asked.agreements) {
        question.drafts.push_back({.name = name, .agreement = read_agreement(text)});
    }
    question.reported = question.drafts.size();
    if (!asked.agreements.empty() && asked.agreements.back().first == "in-force") {
        question.in_force = question.drafts.size() - 1;
        question.reported = question.reported == 1 ? 1 : question.reported - 1;
        const auto& agreement = question.drafts.back().agreement;
        versions.push_back({.agreement = agreement,
                            .effective = agreement->effective
                                             ? lifecycle::effective_start(*agreement)
                                             : Instant::earliest()});
    }
    question.recorded =
        std::make_shared<const lifecycle::Chain>(std::move(versions), lifecycle::Chain::Options{});
    question.as_of =
        option("as_of") ? parse_instant(*option("as_of")).value() : timeline.latest_at();
    if (option("from")) question.from = parse_instant(*option("from")).value();
    if (option("to")) question.to = parse_instant(*option("to")).value();
    if (option("maturity_days")) question.maturity_days = std::stoll(*option("maturity_days"));
    if (option("opening") == "recorded") question.opening = Opening::recorded;
    return question;
}

Findings findings_of(const Question& question, const ledger::Timeline& timeline, std::size_t step) {
    Findings findings{.cycles = read_cycles(timeline, question.as_of)};
    LifeReader reader(question, timeline);
    for (std::size_t first = 0; first < step; ++first) {
        for (std::size_t slot = first; slot < timeline.contacts().size(); slot += step) {
            const auto from = static_cast<ledger::Slot>(slot);
            reader.read(from, from + 1, findings);
        }
    }
    return findings;
}

Report report(const Asked& asked) {
    const auto timeline = timeline_of(asked.ledger);
    const Question question = question_of(asked, *timeline);
    return report_of(question, findings_of(question, *timeline));
}

std::string text_of(const Report& report) {
    std::string text;
    for (const AgreementFigures& agreement : report.agreements) {
        text += fmt::format("{}{}\n", agreement.agreement, members_text(agreement));
        for (const StageFigures& stage : agreement.stages) {
            text += stage_text(agreement.agreement + "/" + stage.stage, stage);
        }
    }
    return text;
}

}  // namespace baton::backtest::testing
