#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "engine/journeys_text.hpp"
#include "engine/workspace.hpp"

// The history of a workspace as it is asked for: by identity, and as known at an instant.
namespace baton::engine {

struct HistoryReading {
    ledger::Identity identity = ledger::Identity::then;
    std::optional<Instant> known_at = {};  // only what had been received by then
};

struct ReadHistory {
    std::unique_ptr<ledger::Timeline> timeline;
    // The number people know an event by: the one it was imported with, else its place in the
    // ledger.
    std::function<std::uint64_t(std::uint64_t order)> number_of;
};

// A timeline of its own, read from the ledger. Reads the whole ledger.
[[nodiscard]] Result<ReadHistory> read_history(Workspace& workspace, const HistoryReading& reading);

// The stage histories of people who were erased, as they were known then.
using FrozenHistories = std::unordered_map<ContactId, lifecycle::History>;

[[nodiscard]] FrozenHistories frozen_histories(const Workspace::View& view);

// The frozen history up to `until`, or of who was not erased what the evaluator makes of it.
[[nodiscard]] lifecycle::History history_of(ContactId contact,
                                            const FrozenHistories& erased,
                                            lifecycle::Evaluator& evaluator,
                                            Instant until);

// One stage that was entered.
struct Entry {
    std::string contact;  // external id
    std::string stage;
    Instant at;
};

// Every entry in the range, by contact in the order of first mention, then by time.
void each_entry(const ledger::Timeline& timeline,
                const std::shared_ptr<const lifecycle::Chain>& chain,
                const JourneysRange& range,
                const std::function<void(const Entry&)>& visit);

// By external id, else by e-mail address; zero for nobody.
[[nodiscard]] ContactId find_contact(const Workspace::View& view, std::string_view reference);

// The stage people ask about when they name none: the current one, else the first.
[[nodiscard]] std::string stage_to_explain(const Workspace::View& view,
                                           ContactId contact,
                                           Instant at);

}  // namespace baton::engine
