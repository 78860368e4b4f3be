#include "engine/import_run.hpp"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <future>
#include <memory>
#include <utility>

#include "connect/bytes.hpp"
#include "connect/workbook.hpp"
#include "engine/import_ledger.hpp"
#include "engine/import_pipeline.hpp"
#include "engine/import_references.hpp"
#include "engine/keeping.hpp"
#include "engine/people.hpp"
#include "engine/property_definitions.hpp"

namespace baton::engine {

namespace {

using connect::ImportKind;
using connect::Verdict;

constexpr std::size_t rows_per_batch = 2'000;
// While these are written the next are read.
constexpr std::size_t batches_in_flight = 16;

// A file to be read, once what it holds is known.
struct Planned {
    std::size_t named = 0;  // its place among the files as they were named
    connect::ImportPlan plan;
    bool is_ledger = false;
};

Error about(const std::filesystem::path& path, Error error) {
    error.message = fmt::format("{}: {}", path.filename().string(), error.message);
    return error;
}

const connect::ImportMapping* mapping_for(const ImportAsk& ask, const std::filesystem::path& path) {
    auto found = ask.mappings.find(path.filename().string());
    found = found == ask.mappings.end() ? ask.mappings.find("") : found;
    return found == ask.mappings.end() ? nullptr : &found->second;
}

ledger::DeclaredTypes types_now(const Workspace& workspace) {
    return workspace.read([](const Workspace::View& view) { return known_types(view.timeline); });
}

Result<Planned> plan_file(const Workspace& workspace, const ImportAsk& ask, std::size_t index) {
    const auto& path = ask.files[index];
    auto file = connect::open_table(path.string(), ask.options.sheet);
    if (!file) {
        return std::unexpected(about(path, file.error()));
    }
    if (file->json_lines) {
        return Planned{.named = index, .plan = {}, .is_ledger = true};
    }
    connect::ImportOptions options = ask.options;
    options.types = types_now(workspace);
    options.stages = workspace.read(stage_names);
    if (const auto* mapping = mapping_for(ask, path)) {
        options.mapping = *mapping;
    }
    auto plan = connect::plan_import(*std::move(file), options);
    if (!plan) {
        return std::unexpected(about(path, plan.error()));
    }
    if (!plan->questions.empty() && !ask.dry_run) {
        return std::unexpected(
            about(path, {.failure = Failure::invalid, .message = plan->questions.front()}));
    }
    return Planned{.named = index, .plan = *std::move(plan), .is_ledger = false};
}

Result<std::vector<Planned>> plan_all(const Workspace& workspace, const ImportAsk& ask) {
    std::vector<Planned> planned;
    std::vector<ImportKind> kinds;
    for (std::size_t i = 0; i < ask.files.size(); ++i) {
        planned.push_back(TRY(plan_file(workspace, ask, i)));
        kinds.push_back(planned.back().is_ledger ? ImportKind::ledger
                                                 : planned.back().plan.mapping.kind);
    }
    std::vector<Planned> ordered;
    for (const std::size_t index : connect::import_order(kinds)) {
        ordered.push_back(std::move(planned[index]));
    }
    return ordered;
}

connect::References known_references(const Workspace& workspace) {
    return workspace.read([](const Workspace::View& view) {
        connect::References references;
        for (const ledger::Record* product : view.timeline.records_of("product")) {
            references.add(connect::Reference::product, product->key);
        }
        for (const User& user : list_users(view.timeline, Instant::latest())) {
            references.add(connect::Reference::user, user.email);
            references.add(connect::Reference::user, user.name);
        }
        for (const ledger::Record* user : view.timeline.records_of("user")) {
            references.add(connect::Reference::user,
                           text_of(view.timeline, user->properties, "id", Instant::latest()));
        }
        for (const ledger::Company& company : view.timeline.companies()) {
            references.add(connect::Reference::company, company.external_id);
            references.add(connect::Reference::company,
                           text_of(view.timeline, company.properties, "name", Instant::latest()));
        }
        return references;
    });
}

// One import while it runs.
class Run {
public:
    Run(Workspace& workspace, const ImportAsk& ask)
        : workspace_(workspace), ask_(ask), references_(known_references(workspace)) {
        report_.files.resize(ask.files.size());
    }

    // Batches on their way look into this.
    ~Run() {
        for (const Flight& flight : flights_) {
            flight.done.wait();
        }
    }

    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    Result<ImportReport> all(const std::vector<Planned>& planned) {
        for (const Planned& each : planned) {
            TRY(note_first_touches(each));
        }
        for (const auto& [contact, at] : first_touches_) {
            first_touch_ = std::min(first_touch_.value_or(at), at);
        }
        for (const Planned& earlier : planned) {
            const Planned each = TRY(as_known_now(earlier));
            FileReport& report = report_.files[each.named];
            report.file = ask_.files[each.named].filename().string();
            report.kind = each.is_ledger ? "ledger" : std::string(name(each.plan.mapping.kind));
            report.mapping = each.plan.mapping;
            report.questions = each.plan.questions;
            file_ = each.named;
            findings_.at_file(report.file);
            TRY(each.is_ledger ? read_ledger(each, report) : read_rows(each, report));
        }
        if (!ask_.dry_run) {
            TRY(record_pipeline(
                workspace_, stages_, {.by = ask_.by, .cause = "import:" + ask_.id}));
        }
        report_.findings = findings_.list();
        return std::move(report_);
    }

private:
    // The files before this one may have given its properties their types.
    [[nodiscard]] Result<Planned> as_known_now(const Planned& planned) const {
        const bool holds =
            planned.is_ledger || connect::keeps_types(planned.plan.mapping, types_now(workspace_));
        return holds ? planned : plan_file(workspace_, ask_, planned.named);
    }

    // Contacts without created_at came into being with their first touch in the same import.
    Done note_first_touches(const Planned& planned) {
        const ImportKind kind = planned.plan.mapping.kind;
        if (planned.is_ledger || (kind != ImportKind::touches && kind != ImportKind::activities)) {
            return {};
        }
        connect::Findings ignored;
        const auto note = [&](const connect::RowVerdict& verdict) -> Done {
            const auto* touch =
                verdict.what ? std::get_if<connect::ImportedTouch>(&*verdict.what) : nullptr;
            if (touch != nullptr && !touch->contact.empty()) {
                const auto [entry, is_new] = first_touches_.try_emplace(touch->contact, touch->at);
                entry->second = std::min(entry->second, touch->at);
            }
            return {};
        };
        return each_row(planned, ignored, note);
    }

    template <typename Visit>
    Done each_row(const Planned& planned, connect::Findings& findings, Visit visit) {
        const auto& path = ask_.files[planned.named];
        const std::string& sheet = ask_.options.sheet;
        auto bytes = TRY(connect::open_file(path.string()));
        auto file = TRY(connect::open_table(path.string(), sheet));
        std::string digest = TRY(connect::digest_of(*bytes));
        if (!file.sheet.empty()) {
            digest += "/" + file.sheet;
        }
        const connect::RowContext context{.plan = planned.plan,
                                          .currency = ask_.options.currency,
                                          .zone = ask_.options.zone,
                                          .digest = digest,
                                          .references = references_,
                                          .findings = findings,
                                          .stages = stages_};
        connect::ImportRows rows(std::move(file), context);
        while (true) {
            std::optional<connect::RowVerdict> verdict = TRY(rows.next());
            if (!verdict) {
                return {};
            }
            TRY(visit(*verdict));
        }
    }

    Done read_rows(const Planned& planned, FileReport& report) {
        std::vector<connect::RowVerdict> batch;
        const Done read = each_row(planned, findings_, [&](connect::RowVerdict& verdict) -> Done {
            batch.push_back(std::move(verdict));
            return batch.size() < rows_per_batch ? Done{} : next_batch(batch, report);
        });
        const Done last = read ? next_batch(batch, report) : read;
        const Done landed = land(report, 0);
        TRY(last);
        return landed;
    }

    Done next_batch(std::vector<connect::RowVerdict>& batch, FileReport& report) {
        TRY(land(report, batches_in_flight - 1));
        if (!batch.empty()) {
            flights_.push_back(launch(std::exchange(batch, {})));
            batch.reserve(rows_per_batch);
        }
        return {};
    }

    // A batch on its way into the workspace.
    struct Flight {
        std::shared_ptr<const std::vector<connect::RowVerdict>> rows;
        std::shared_ptr<std::vector<RowOutcome>> outcomes;
        std::future<Result<Receipt>> done;
    };

    Flight launch(std::vector<connect::RowVerdict> batch) {
        const auto rows =
            std::make_shared<const std::vector<connect::RowVerdict>>(std::move(batch));
        const auto outcomes = std::make_shared<std::vector<RowOutcome>>(rows->size());
        std::promise<Result<Receipt>> promise;
        Flight flight{.rows = rows, .outcomes = outcomes, .done = promise.get_future()};
        if (ask_.dry_run) {
            promise.set_value(Receipt{});
            return flight;
        }
        workspace_.submit(
            [outcomes, rows, this](Desk& desk) { return apply_batch(desk, *rows, *outcomes); },
            [promise = std::move(promise)](Result<Receipt> receipt) mutable {
                promise.set_value(std::move(receipt));
            },
            Urgency::bulk);
        return flight;
    }

    // Waits for batches, in their order, until so many are on their way.
    Done land(FileReport& report, std::size_t left) {
        while (flights_.size() > left) {
            Flight flight = std::move(flights_.front());
            flights_.pop_front();
            TRY(flight.done.get());
            for (std::size_t i = 0; i < flight.rows->size(); ++i) {
                count((*flight.rows)[i], (*flight.outcomes)[i], report);
            }
            rows_done_ += flight.rows->size();
            if (!stopped_ && ask_.go_on && !ask_.go_on(rows_done_)) {
                stopped_ = true;
                return fail(Failure::refused, "the import was stopped");
            }
        }
        return {};
    }

    Result<Receipt> apply_batch(Desk& desk,
                                const std::vector<connect::RowVerdict>& rows,
                                std::vector<RowOutcome>& outcomes) const {
        const ImportContext context{.by = ask_.by,
                                    .cause = "import:" + ask_.id,
                                    .first_touches = first_touches_,
                                    .first_touch = first_touch_,
                                    .ways = ask_.ways};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].what) {
                outcomes[i] = TRY(apply_row(desk, *rows[i].what, context));
            }
        }
        return Receipt{};
    }

    void count(const connect::RowVerdict& verdict, const RowOutcome& outcome, FileReport& report) {
        RowReport row{.file = file_,
                      .row = verdict.row,
                      .verdict = verdict.verdict,
                      .reason = verdict.reason,
                      .column = verdict.column};
        if (verdict.what && !ask_.dry_run) {
            row.verdict = verdict_of(outcome);
            row.reason = outcome.reason.empty() ? verdict.reason : outcome.reason;
        }
        ++report.rows;
        switch (row.verdict) {
            case Verdict::create: ++report.created; break;
            case Verdict::update: ++report.updated; break;
            case Verdict::skip: ++report.skipped; break;
            case Verdict::reject: ++report.rejected; break;
        }
        if (ask_.on_row) {
            ask_.on_row(row);
        }
    }

    static Verdict verdict_of(const RowOutcome& outcome) {
        switch (outcome.became) {
            case RowOutcome::Became::created: return Verdict::create;
            case RowOutcome::Became::updated: return Verdict::update;
            case RowOutcome::Became::skipped: return Verdict::skip;
            case RowOutcome::Became::rejected: return Verdict::reject;
        }
        return Verdict::reject;
    }

    Done read_ledger(const Planned& planned, FileReport& report) {
        const auto& path = ask_.files[planned.named];
        const auto counts =
            ask_.dry_run ? check_ledger(workspace_, path) : import_ledger(workspace_, path);
        if (!counts) {
            return std::unexpected(about(path, counts.error()));
        }
        report.rows = counts->lines;
        report.created = counts->events;
        return {};
    }

    Workspace& workspace_;
    const ImportAsk& ask_;
    connect::References references_;
    connect::Findings findings_;
    connect::StageOrder stages_;
    FirstTouches first_touches_;
    ImportReport report_;
    std::optional<Instant> first_touch_;
    std::deque<Flight> flights_;
    std::uint64_t rows_done_ = 0;
    bool stopped_ = false;
    std::size_t file_ = 0;  // that is being read
};

}  // namespace

Result<ImportReport> run_import(Workspace& workspace, const ImportAsk& ask) {
    const std::vector<Planned> planned = TRY(plan_all(workspace, ask));
    Run run(workspace, ask);
    if (ask.dry_run || !ask.evaluates_at_end) {
        return run.all(planned);
    }
    TRY(workspace.pause_evaluation());
    Result<ImportReport> report = run.all(planned);
    TRY(workspace.resume_evaluation());
    return report;
}

Result<Receipt> undo_import(Workspace& workspace, const std::string& id, const std::string& by) {
    std::vector<ledger::Position> positions =
        TRY(positions_caused_by(workspace.database(), "import:" + id));
    if (positions.empty()) {
        return fail(Failure::not_found, fmt::format("the import {} recorded nothing", id));
    }
    return workspace.run(
        [positions = std::move(positions), by, id](Desk& desk) -> Result<Receipt> {
            Receipt receipt{
                .id = id, .recorded = {}, .count = static_cast<std::int64_t>(positions.size())};
            const ledger::Event event = desk.record(ledger::Voided{.positions = positions},
                                                    {.by = by, .cause = "undo import:" + id});
            receipt.recorded.push_back(event.position);
            return receipt;
        },
        Urgency::bulk);
}

}  // namespace baton::engine
