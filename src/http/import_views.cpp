#include "http/import_views.hpp"

#include <algorithm>
#include <fmt/core.h>
#include <string_view>
#include <utility>

#include "connect/import_findings.hpp"
#include "connect/import_happenings.hpp"
#include "connect/import_kind.hpp"
#include "connect/kinds.hpp"
#include "engine/property_view.hpp"

namespace baton::http {

namespace {

using connect::Field;

constexpr std::string_view day_first = "DD/MM/YYYY";
constexpr std::string_view month_first = "MM/DD/YYYY";

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

bool holds_dates(const connect::ColumnPlan& plan) {
    return plan.type == ValueType::date || plan.type == ValueType::instant;
}

// "stage: MQL", "touch: Form Submitted"; no property has such a name.
constexpr std::string_view stage_target = "stage: ";
constexpr std::string_view touch_target = "touch: ";

std::string happening_target(Field field, std::string_view what) {
    return fmt::format("{}{}", field == Field::touched ? touch_target : stage_target, what);
}

ColumnView view_of(const engine::ImportColumn& column, std::size_t index) {
    const connect::ColumnPlan& plan = column.plan;
    ColumnView view{.index = index,
                    .header = plan.header,
                    .type = std::string(name(plan.type)),
                    .samples = column.samples};
    if (plan.to == Field::custom) {
        view.target = plan.property;
    } else if (connect::is_happening(plan.to)) {
        view.target = happening_target(plan.to, plan.property);
    } else if (plan.to != Field::ignored) {
        view.target = std::string(name(plan.to));
    }
    if (holds_dates(plan)) {
        view.date_format =
            std::string(plan.dates.order == connect::DayOrder::day_first ? day_first : month_first);
        view.date_reason = unless_empty(plan.why);
    }
    return view;
}

// What a date can tell that happened: what the columns say, then the agreement's stages and the
// usual kinds of touches.
std::vector<std::pair<Field, std::string>> happenings_of(const engine::ImportJob& job) {
    std::vector<std::pair<Field, std::string>> happenings;
    const auto add = [&](Field field, std::string_view what) {
        const std::pair<Field, std::string> one(field, what);
        if (std::ranges::find(happenings, one) == happenings.end()) {
            happenings.push_back(one);
        }
    };
    for (const engine::ImportColumn& column : job.columns) {
        if (connect::is_happening(column.plan.to)) {
            add(column.plan.to, column.plan.property);
        }
    }
    const bool of_contacts = job.kind == connect::ImportKind::contacts;
    if (!of_contacts && job.kind != connect::ImportKind::deals) {
        return happenings;
    }
    for (const std::string& stage : of_contacts ? job.stages.of_contacts : job.stages.of_deals) {
        add(Field::stage_entered, stage);
    }
    for (const connect::StandardKind& kind : connect::standard_kinds()) {
        if (of_contacts && kind.is_touch) {
            add(Field::touched, kind.kind);
        }
    }
    return happenings;
}

// What a column of this kind can become: the known fields, and a property of its own for each
// column that is none of them.
std::vector<TargetView> targets_of(const engine::ImportJob& job) {
    std::vector<TargetView> targets;
    for (const Field field : connect::fields_of(job.kind)) {
        targets.push_back({.name = std::string(name(field)),
                           .label = engine::label_of(name(field)),
                           .type = std::string(name(connect::type_of(field))),
                           .required = connect::is_needed(job.kind, field)});
    }
    for (const engine::ImportColumn& column : job.columns) {
        if (column.plan.to == Field::custom) {
            targets.push_back({.name = column.plan.property,
                               .label = engine::label_of(column.plan.property),
                               .type = std::string(name(column.plan.type)),
                               .required = false});
        }
    }
    for (const auto& [field, what] : happenings_of(job)) {
        const std::string target = happening_target(field, what);
        targets.push_back({.name = target,
                           .label = field == Field::touched ? fmt::format("Did: {}", what)
                                                            : fmt::format("Entered: {}", what),
                           .type = std::string(name(connect::type_of(field))),
                           .required = false});
    }
    return targets;
}

}  // namespace

ImportView view_of(const engine::ImportJob& job) {
    ImportView view{.id = job.id,
                    .file = job.file,
                    .kind = std::string(name(job.kind)),
                    .state = std::string(name(job.state)),
                    .detected = {.encoding = job.encoding,
                                 .delimiter = std::string(1, job.format.dialect.delimiter),
                                 .quote = std::string(1, job.format.dialect.quote),
                                 .header = job.format.has_header},
                    .sheets = job.sheets,
                    .sheet = unless_empty(job.sheet),
                    .ways = {.writes = std::string(name(job.ways.writes)),
                             .contact_key = std::string(name(job.ways.contact_key)),
                             .automations = job.ways.automations},
                    .targets = targets_of(job),
                    .rows = job.report.rows,
                    .done = job.rows_done,
                    .created = job.report.created,
                    .updated = job.report.updated,
                    .skipped = job.report.skipped,
                    .rejected = job.report.rejected,
                    .error = unless_empty(job.error)};
    for (std::size_t i = 0; i < job.columns.size(); ++i) {
        view.columns.push_back(view_of(job.columns[i], i));
    }
    for (const connect::Finding& finding : job.findings) {
        FindingView found{.code = finding.code,
                          .message = connect::describe(finding),
                          .count = finding.count,
                          .example = unless_empty(finding.example),
                          .contradiction = connect::is_contradiction(finding),
                          .advice = unless_empty(std::string(connect::advice(finding)))};
        for (const connect::FoundRow& row : finding.rows) {
            found.rows.push_back(row.row);
        }
        view.findings.push_back(std::move(found));
    }
    return view;
}

void take_wish(connect::ColumnPlan& plan, const ColumnWish& wish) {
    const std::string_view target = wish.target ? std::string_view(*wish.target) : "";
    if (!wish.target) {
        plan.to = Field::ignored;
    } else if (target.starts_with(stage_target) || target.starts_with(touch_target)) {
        plan.to = target.starts_with(stage_target) ? Field::stage_entered : Field::touched;
        plan.property = target.substr(stage_target.size());
        plan.type = ValueType::instant;
    } else if (const auto field = connect::find_field(*wish.target)) {
        plan.to = *field;
        plan.type = connect::type_of(*field);
    } else {
        plan.to = Field::custom;
        plan.property = *wish.target;
    }
    if (wish.date_format) {
        plan.dates.order = *wish.date_format == month_first ? connect::DayOrder::month_first
                                                            : connect::DayOrder::day_first;
    }
}

Result<engine::ImportWays> ways_of(const WaysView& wish) {
    const auto writes = engine::find_import_writes(wish.writes);
    if (!writes) {
        return fail(Failure::invalid,
                    "Rows are written in other ways.",
                    {{"/ways/writes", "all, creates or updates"}});
    }
    const auto key = engine::find_contact_key(wish.contact_key);
    if (!key) {
        return fail(Failure::invalid,
                    "Contacts are found in other ways.",
                    {{"/ways/contact_key", "id_then_email, id or email"}});
    }
    return engine::ImportWays{
        .writes = *writes, .contact_key = *key, .automations = wish.automations};
}

}  // namespace baton::http
