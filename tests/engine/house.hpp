#pragma once

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "base/instant.hpp"
#include "connect/segment.hpp"
#include "connect/segment_texts.hpp"
#include "engine/agreement_commands.hpp"
#include "engine/ingest_command.hpp"
#include "engine/setup.hpp"
#include "engine/workspace.hpp"
#include "store/ledger_table.hpp"

// A workspace in a directory of its own, with four people and, when wanted, an agreement in force:
// two views of /pricing make an MQL, who is handed to sales. The clock stands still until it is
// moved.
namespace baton::testing {

inline constexpr std::string_view house_agreement = R"(agreement: House rules
timezone: UTC
currency: EUR
stages:
  - name: MQL
    owner: marketing
    when: count(page_view where path starts with "/pricing" within 30 days) >= 2
  - { name: SAL, owner: sales, when: handoff accepted }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  accept_within: 2 days
  reject_reasons: [bad fit, no budget]
  recycle: { to: Nurture, eligible_again_after: 60 days }
)";

class House {
public:
    House() {
        std::string path = std::filesystem::temp_directory_path() / "baton-house-XXXXXX";
        directory_ = mkdtemp(path.data());
        open();
        hire();
    }

    ~House() {
        workspace_.reset();
        std::filesystem::remove_all(directory_);
    }

    House(const House&) = delete;
    House& operator=(const House&) = delete;

    [[nodiscard]] engine::Workspace& workspace() { return *workspace_; }

    [[nodiscard]] Instant now() { return workspace_->clock().now(); }

    void reopen() {
        const Instant at = now();
        workspace_.reset();
        start_ = at;
        open();
    }

    void wait(std::int64_t micros) { workspace_->clock().move_to(plus(now(), micros)); }

    template <typename Use>
    Result<engine::Receipt> run(Use use) {
        return workspace_->run(engine::Command(std::move(use)));
    }

    template <typename Look>
    auto read(Look look) {
        return workspace_->read(std::move(look));
    }

    // What the ledger's hash chains come to: equal when nothing was written.
    [[nodiscard]] store::Hash head() {
        const store::Reading reading = workspace_->database().reading();
        return store::ledger_head(reading.connection()).value();
    }

    // A draft of that text, signed by both teams: the version's key.
    std::string agree(std::string_view text = house_agreement) {
        std::string key;
        const auto saved = run([&](engine::Desk& desk) {
            return engine::save_draft(desk, "", std::string(text), {.by = "mia@house.test"});
        });
        key = saved.value().id;
        for (const auto& [team, by] :
             {std::pair("marketing", "mia@house.test"), std::pair("sales", "sam@house.test")}) {
            key = run([&](engine::Desk& desk) {
                      return engine::sign_version(desk, {.key = key, .team = team}, {.by = by});
                  })
                      .value()
                      .id;
        }
        return key;
    }

    // What /v1/batch does with that body, without HTTP.
    engine::IngestOutcome send(std::string body,
                               bool browser = false,
                               std::string source = "site") {
        connect::SegmentTexts texts(body, connect::SegmentEndpoint::batch);
        engine::Ingestion ingestion{
            .batch =
                connect::translate_segment(
                    body, connect::SegmentEndpoint::batch, {.received = now(), .browser = browser})
                    .value(),
            .source = std::move(source),
            .browser = browser,
            .text_of = [&](std::size_t index) { return texts.text_of(index); }};
        engine::IngestOutcome outcome;
        const auto receipt =
            run([&](engine::Desk& desk) { return engine::ingest(desk, ingestion, outcome); });
        EXPECT_TRUE(receipt) << receipt.error().message;
        return outcome;
    }

    engine::IngestOutcome send_one(const std::string& message, bool browser = false) {
        return send(R"({"batch":[)" + message + "]}", browser);
    }

    // One property of the contact with that external id; Unknown without one.
    Value property(std::string_view external_id, std::string_view name) {
        return read([&](const engine::Workspace::View& view) -> Value {
            const auto id = view.directory.contact_by_external_id(external_id);
            const auto* contact = view.timeline.find(id);
            return contact == nullptr ? Value(Unknown{})
                                      : view.timeline.value(*contact, name, Instant::latest());
        });
    }

    std::size_t touches_of(std::string_view external_id) {
        return read([&](const engine::Workspace::View& view) -> std::size_t {
            const auto id = view.directory.contact_by_external_id(external_id);
            const auto* contact = view.timeline.find(id);
            return contact == nullptr ? 0 : contact->all().touches.size();
        });
    }

    ContactId contact(std::string_view external_id) {
        return read([&](const engine::Workspace::View& view) {
            return view.directory.contact_by_external_id(external_id);
        });
    }

    std::size_t contacts() {
        return read(
            [](const engine::Workspace::View& view) { return view.timeline.contacts().size(); });
    }

private:
    void open() {
        auto opened = engine::Workspace::open({.directory = directory_},
                                              std::make_unique<Clock>(Clock::standing_at(start_)));
        if (!opened) {
            throw std::runtime_error(opened.error().message);
        }
        workspace_ = *std::move(opened);
    }

    void hire() {
        const auto add = [&](const engine::NewUser& user) {
            EXPECT_TRUE(run(
                [&](engine::Desk& desk) { return engine::add_user(desk, user, {.by = "baton"}); }));
        };
        add({.email = "mia@house.test",
             .name = "Mia",
             .role = "marketer",
             .signs_for = "marketing"});
        add({.email = "sam@house.test", .name = "Sam", .role = "manager", .signs_for = "sales"});
        add({.email = "kim@house.test", .name = "Kim Weber", .role = "rep"});
        add({.email = "ada@house.test", .name = "Ada", .role = "admin"});
    }

    std::filesystem::path directory_;
    Instant start_ = parse_instant("2026-03-02T09:00:00Z").value();
    std::unique_ptr<engine::Workspace> workspace_;
};

// A page view of /pricing by a user, as a message.
inline std::string pricing_view(std::string_view user, std::string_view message_id) {
    return R"({"type":"page","userId":")" + std::string(user) + R"(","messageId":")" +
           std::string(message_id) + R"(","properties":{"path":"/pricing"}})";
}

}  // namespace baton::testing
