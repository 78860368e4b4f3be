#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "demo/told_world.hpp"
#include "demo/world.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// What marketing hands over in the world is what the signed agreement says, and nothing else.
namespace baton::demo {

namespace {

using testing::small_world;
using testing::told;

std::string text_in(const ledger::Properties& properties, std::string_view name) {
    const auto found =
        std::ranges::find(properties, name, [](const auto& property) { return property.first; });
    return found == properties.end() ? std::string() : std::get<std::string>(found->second);
}

struct Written {
    std::map<std::string, std::string> texts;  // by version
    std::map<std::string, int> signatures;     // by version
    std::map<std::string, Instant> last_signed_at;
};

Written written_in(const std::vector<ledger::Draft>& events) {
    Written written;
    for (const auto& event : events) {
        const auto* record = std::get_if<ledger::RecordChanged>(&event.what);
        if (record == nullptr) {
            continue;
        }
        if (record->record == "version") {
            written.texts[record->key] = text_in(record->properties, "text");
        } else if (record->record == "signature") {
            const std::string version = record->key.substr(0, record->key.find('/'));
            ++written.signatures[version];
            written.last_signed_at[version] = event.at;
        }
    }
    return written;
}

TEST(Agreements, AllThreeCheck) {
    const Written written = written_in(told(small_world("2026-03-17T09:40:00Z")));
    ASSERT_EQ(written.texts.size(), 3U);
    for (const auto& [version, text] : written.texts) {
        const auto checked = agreement::check(text, agreement::standard_schema());
        EXPECT_TRUE(checked.agreement.has_value()) << version;
        for (const auto& diagnostic : checked.diagnostics) {
            ADD_FAILURE() << agreement::render(diagnostic, version);
        }
    }
    EXPECT_EQ(written.signatures, (std::map<std::string, int>{{"1", 2}, {"2", 2}}));
}

TEST(Agreements, AreSignedBeforeTheyTakeEffect) {
    const Written written = written_in(told(small_world("2026-03-17T09:40:00Z")));
    for (const std::string version : {"1", "2"}) {
        const auto checked =
            agreement::check(written.texts.at(version), agreement::standard_schema());
        ASSERT_TRUE(checked.agreement.has_value());
        EXPECT_LT(written.last_signed_at.at(version),
                  lifecycle::effective_start(*checked.agreement));
    }
}

std::shared_ptr<const lifecycle::Chain> signed_chain(const Written& written) {
    std::vector<lifecycle::Version> versions;
    for (const std::string version : {"1", "2"}) {
        auto checked = agreement::check(written.texts.at(version), agreement::standard_schema());
        auto agreed =
            std::make_shared<const agreement::Agreement>(std::move(checked.agreement).value());
        const Instant effective = lifecycle::effective_start(*agreed);
        versions.push_back({.agreement = std::move(agreed), .effective = effective});
    }
    return std::make_shared<const lifecycle::Chain>(std::move(versions),
                                                    lifecycle::Chain::Options{});
}

ledger::Timeline timeline_of(const std::vector<ledger::Draft>& events) {
    ledger::Timeline timeline;
    std::uint64_t order = 1;
    for (const auto& draft : events) {
        timeline.add({.at = draft.at,
                      .received = draft.at,
                      .order = order,
                      .position = {.bucket = 0, .sub = 0, .seq = static_cast<std::int64_t>(order)},
                      .by = draft.by,
                      .cause = draft.cause,
                      .what = draft.what});
        order += ledger::lines_of(draft.what);
    }
    return timeline;
}

using Moments = std::vector<Instant>;

// When the agreement says that a contact became an MQL.
Moments entries_of(const lifecycle::History& history) {
    Moments entries;
    for (const auto& journey : history.journeys) {
        for (const auto& reached : journey.stages) {
            if (reached.stage == 1 && reached.how == lifecycle::How::entered) {
                entries.push_back(reached.at);
            }
        }
    }
    return entries;
}

std::size_t expect_entries_to_be_offers(const World& world) {
    const auto events = told(world);
    const ledger::Timeline timeline = timeline_of(events);
    std::map<ContactId, Moments> offered;
    for (const auto& event : events) {
        const auto* moved = std::get_if<ledger::HandoffMoved>(&event.what);
        if (moved != nullptr && moved->step == ledger::HandoffStep::offered) {
            offered[moved->contact].push_back(plus(event.at, -1));
        }
    }
    lifecycle::Evaluator evaluator(signed_chain(written_in(events)), timeline);
    std::size_t entries = 0;
    for (const auto& contact : timeline.contacts()) {
        const Moments found = entries_of(evaluator.fold(contact.id, world.end));
        EXPECT_EQ(found, offered[contact.id]) << contact.external_id;
        entries += found.size();
    }
    return entries;
}

TEST(Agreements, EveryEntryIsOfferedAndEveryOfferHasItsEntry) {
    for (const auto* end : {"2026-03-17T09:40:00Z", "2026-11-22T05:45:00Z"}) {
        EXPECT_GT(expect_entries_to_be_offers(small_world(end)), 80U) << end;
    }
    EXPECT_GT(expect_entries_to_be_offers({.end = parse_instant("2026-03-17T09:40:00Z").value(),
                                           .ids = testing::counted_ids()}),
              900U);
}

}  // namespace

}  // namespace baton::demo
