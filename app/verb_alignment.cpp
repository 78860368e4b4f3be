#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>
#include <ostream>
#include <string>
#include <utility>

#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/calendar.hpp"
#include "engine/alignment_views.hpp"
#include "engine/settings.hpp"
#include "goals/measure.hpp"

namespace baton::app {

namespace {

std::string subject_of(const engine::SignFinding& finding) {
    return finding.subject.empty() ? "all" : finding.subject;
}

boost::json::object as_json(const engine::SignView& sign) {
    boost::json::array findings;
    for (const engine::SignFinding& each : sign.findings) {
        findings.push_back(boost::json::object{{"dimension", each.dimension},
                                               {"subject", each.subject},
                                               {"numerator", each.numerator},
                                               {"denominator", each.denominator},
                                               {"normal", each.normal}});
    }
    return {{"key", sign.key},
            {"state", sign.state},
            {"n", sign.n},
            {"least", sign.least},
            {"since", sign.since ? boost::json::value(render(*sign.since)) : nullptr},
            {"evidence", sign.evidence},
            {"findings", std::move(findings)}};
}

boost::json::object as_json(const engine::AlignmentView& view) {
    boost::json::array signs;
    for (const engine::SignView& sign : view.signs) {
        signs.push_back(as_json(sign));
    }
    boost::json::array questions;
    for (const engine::QuestionView& each : view.questions) {
        questions.push_back(boost::json::object{
            {"key", each.key}, {"numerator", each.numerator}, {"denominator", each.denominator}});
    }
    return {{"as_of", render(view.as_of)},
            {"open", view.open},
            {"signs", std::move(signs)},
            {"questions", std::move(questions)}};
}

void print(const engine::SignView& sign, Streams& streams) {
    if (sign.state == "not_enough_data") {
        streams.out << fmt::format("not enough data (n = {})  {}\n", sign.n, sign.key);
        return;
    }
    streams.out << fmt::format("{:<5}  {}", sign.state, sign.key);
    if (sign.since) {
        streams.out << fmt::format("  since {}", render(*sign.since).substr(0, 10));
    }
    streams.out << '\n';
    for (const engine::SignFinding& each : sign.findings) {
        streams.out << fmt::format(
            "       {}: {} of {}\n", subject_of(each), each.numerator, each.denominator);
    }
}

}  // namespace

int alignment(const AlignmentOptions& options, Streams& streams) {
    const auto workspace = open_to_read(options.common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const Instant now = (*workspace)->clock().now();
    const auto view = (*workspace)->read([&](const engine::Workspace::View& look) {
        Instant as_of = std::max(now, look.timeline.latest_at());
        if (const auto day = parse_date(options.as_of)) {
            as_of = std::min(as_of, goals::end_of_day(engine::settings_of(look, now).zone, *day));
        }
        return engine::alignment_view(look, engine::read_alignment(look, as_of));
    });
    if (options.common.json) {
        streams.out << boost::json::serialize(as_json(view)) << '\n';
        return 0;
    }
    for (const engine::SignView& sign : view.signs) {
        print(sign, streams);
    }
    return 0;
}

}  // namespace baton::app
