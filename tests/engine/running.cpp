#include "engine/running.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "engine/agreement_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/replay.hpp"
#include "lifecycle/journeys.hpp"
#include "store/lists.hpp"

namespace baton::engine::testing {

std::filesystem::path new_directory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "baton-engine-XXXXXX").string();
    const char* made = mkdtemp(pattern.data());
    if (made == nullptr) {
        ADD_FAILURE() << "no temporary directory";
        std::abort();
    }
    return pattern;
}

Running::Running(Instant start, FanOutLimits fan_out, SnapshotRule snapshots)
    : directory_(new_directory()), now_(start), fan_out_(fan_out), snapshots_(snapshots) {
    used_.push_back(directory_);
    open();
}

Running::~Running() {
    workspace_.reset();
    for (const auto& each : used_) {
        std::filesystem::remove_all(each);
    }
}

void Running::open() {
    auto opened = Workspace::open(
        {.directory = directory_, .threads = 2, .fan_out = fan_out_, .snapshots = snapshots_},
        std::make_unique<Clock>(Clock::standing_at(now_)));
    if (!opened) {
        ADD_FAILURE() << opened.error().message;
        std::abort();
    }
    workspace_ = *std::move(opened);
    workspace_->drain();
}

void Running::close() {
    workspace_.reset();
}

void Running::restart() {
    close();
    open();
}

void Running::kill() {
    workspace_->drain();
    kill_now();
}

// The copy is made on the writer's thread, which writes nothing meanwhile.
void Running::kill_now() {
    const std::filesystem::path copy = new_directory();
    const auto copied = run([&](Desk& /*desk*/) -> Result<Receipt> {
        std::filesystem::copy(directory_,
                              copy,
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
        return Receipt{};
    });
    EXPECT_TRUE(copied);
    close();
    directory_ = copy;
    used_.push_back(copy);
    open();
}

void Running::move_to(Instant at) {
    if (workspace_ && at > workspace_->clock().now()) {
        workspace_->clock().move_to(at);
        workspace_->drain();
    }
    now_ = std::max(now_, at);
}

void Running::hire(const std::string& email, const ledger::Properties& properties) {
    const auto done = run([&](Desk& desk) {
        return change_record(desk,
                             {.record = "user", .key = email, .properties = properties},
                             {.by = "admin@acme.test"});
    });
    EXPECT_TRUE(done) << done.error().message;
}

std::string Running::sign(const std::string& agreement) {
    constexpr std::array<std::array<const char*, 2>, 2> signers{
        {{"mia@acme.test", "marketing"}, {"sam@acme.test", "sales"}}};
    for (const auto& [email, team] : signers) {
        hire(email,
             {{"name", std::string(email)},
              {"role", std::string("lead")},
              {"signs_for", std::string(team)}});
    }
    auto key =
        run([&](Desk& desk) { return save_draft(desk, "", agreement, {.by = "mia@acme.test"}); });
    for (const auto& [email, team] : signers) {
        if (key) {
            key = run([&, version = key->id](Desk& desk) {
                return sign_version(desk, {.key = version, .team = team}, {.by = email});
            });
        }
    }
    if (!key) {
        ADD_FAILURE() << key.error().message
                      << (key.error().problems.empty() ? ""
                                                       : ": " + key.error().problems[0].message);
        return {};
    }
    return key->id;
}

std::optional<ContactId> Running::find_contact(std::string_view name) {
    std::optional<ContactId> id;
    const auto found = run([&](Desk& desk) -> Result<Receipt> {
        const ledger::Contact* contact = desk.find_contact_by_email(name);
        contact = contact == nullptr ? desk.find_contact_by_external_id(name) : contact;
        if (contact != nullptr) {
            id = contact->id;
        }
        return Receipt{};
    });
    EXPECT_TRUE(found);
    return id;
}

ContactId Running::contact(std::string_view name) {
    const auto id = find_contact(name);
    EXPECT_TRUE(id) << "there is no contact " << name;
    return id.value_or(ContactId{});
}

store::ContactRow Running::row(ContactId id) {
    const store::Reading reading = workspace_->database().reading();
    const auto row = store::find_contact(reading.connection(), id);
    return row && *row ? **row : store::ContactRow{};
}

std::vector<store::HandoffRow> Running::handoffs(ContactId id) {
    const store::Reading reading = workspace_->database().reading();
    return store::handoffs_of_contact(reading.connection(), id).value();
}

std::vector<store::BreachRow> Running::breaches(ContactId id) {
    const store::Reading reading = workspace_->database().reading();
    return store::breaches_of(reading.connection(), id).value();
}

std::vector<store::StageEntryRow> Running::entries(ContactId id) {
    const store::Reading reading = workspace_->database().reading();
    return store::stage_entries_of(reading.connection(), id).value();
}

std::vector<store::RecordRow> Running::records(std::string_view kind) {
    const store::Reading reading = workspace_->database().reading();
    return store::list_records(reading.connection(), kind, "", 10'000).value();
}

std::string Running::head_and_state() {
    const auto verified = verify(*workspace_);
    return verified ? verified->head + " " + verified->live_hash : verified.error().message;
}

std::string Running::history_problem() {
    return workspace_->read([](const Workspace::View& view) -> std::string {
        lifecycle::Evaluator evaluator(view.live.shared_chain(), view.timeline);
        for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
            const ContactId id = view.timeline.contacts()[slot].id;
            if (view.live.is_frozen(slot)) {
                continue;  // erased: kept, not worked out
            }
            if (evaluator.fold(id, view.live.evaluated_until()) != view.live.history(slot)) {
                return fmt::format("contact {}: the live history is not the replayed one",
                                   id.value);
            }
        }
        return {};
    });
}

std::string Running::problem() {
    workspace_->drain();
    const auto live = verify(*workspace_);
    if (!live || !live->ok) {
        return "live: " + (live ? live->problem : live.error().message);
    }
    if (std::string problem = history_problem(); !problem.empty()) {
        return problem;
    }
    auto reader = Workspace::open(
        {.directory = directory_, .writes = false, .threads = 3, .snapshots = {.reads = false}},
        std::make_unique<Clock>(Clock::standing_at(now_)));
    if (!reader) {
        return reader.error().message;
    }
    const auto replayed = verify(**reader);
    if (!replayed || !replayed->ok) {
        return "replayed: " + (replayed ? replayed->problem : replayed.error().message);
    }
    return replayed->head == live->head ? "" : "the reader has another head";
}

}  // namespace baton::engine::testing
