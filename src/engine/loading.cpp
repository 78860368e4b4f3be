#include <charconv>
#include <cstdint>
#include <functional>
#include <future>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/erasure.hpp"
#include "engine/keeping.hpp"
#include "engine/reading_ahead.hpp"
#include "engine/snapshot.hpp"
#include "engine/versions.hpp"
#include "ledger/name_table.hpp"
#include "store/capture.hpp"
#include "store/delivery.hpp"
#include "store/erasure.hpp"
#include "store/ledger_end.hpp"

// From the database into memory, at start.
namespace baton::engine {

namespace {

using Visit = std::function<Done(ledger::Event& event, std::int64_t number)>;

Done each_event_in(store::Database& database,
                   store::PlaceRange range,
                   std::span<const store::KeyOwner> unknown,
                   const Visit& visit) {
    ReadingAhead ahead([&](const ReadingAhead::Visit& take) -> Done {
        const store::Reading reading = database.reading();
        store::LedgerReader ledger = reading.ledger();
        ledger.leave_sealed(TRY(store::being_erased(reading.connection())));
        ledger.leave_sealed(unknown);
        return ledger.each(range, take);
    });
    ReadingAhead::Events events;
    for (;;) {
        events = TRY(ahead.next(std::move(events)));
        if (events.empty()) {
            return {};
        }
        for (store::StoredEvent& stored : events) {
            TRY(visit(stored.event, stored.number));
        }
    }
}

// The ledger does not hold them.
Result<ledger::NameTable> load_visitors(store::Database& database,
                                        std::span<const VisitorId> left_out) {
    const store::Reading reading = database.reading();
    store::Identities identities(reading.connection());
    ledger::NameTable visitors;
    TRY(identities.load<VisitorId>("visitor", visitors, left_out));
    return visitors;
}

Result<std::optional<std::string>> find_evaluated(store::Database& database) {
    const store::Reading reading = database.reading();
    return store::find_meta(reading.connection(), evaluated_until_key);
}

Evaluated evaluated_of(const std::optional<std::string>& text, const Memory& memory) {
    Evaluated evaluated{.until = memory.last_received};
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), evaluated.until.micros);
        evaluated.paused = text->ends_with(paused_mark);
    }
    return evaluated;
}

// Takes in what lies after `place`. Whether somebody was erased there.
Result<bool> take_events(store::Database& database,
                         Memory& memory,
                         store::PlaceRange range,
                         const LoadOptions& options) {
    bool erased = false;
    TRY(each_event_in(database,
                      range,
                      options.left_out.owners,
                      [&](ledger::Event& event, std::int64_t /*number*/) -> Done {
                          const auto* record = std::get_if<ledger::RecordChanged>(&event.what);
                          erased = erased || (record != nullptr && erased_in(*record));
                          event.order = memory.next_order;
                          memory.take(event);
                          return options.may_go_on()
                                     ? Done()
                                     : fail(Failure::refused, "it is not wanted any more");
                      }));
    return erased;
}

// A snapshot of before an erasure still knows the person.
Result<Loaded> load_ledger(store::Database& database, Memory& memory, const LoadOptions& options) {
    Loaded loaded;
    if (options.from_snapshot) {
        loaded.snapshot = TRY(read_snapshot(database, memory, options.threads));
    }
    {
        const store::Reading reading = database.reading();
        loaded.end = TRY(store::ledger_end(reading.connection()));
    }
    const store::PlaceRange rest{.first = loaded.snapshot.place, .last = loaded.end.place};
    const bool erased = TRY(take_events(database, memory, rest, options));
    if (erased && loaded.snapshot.rows > 0) {
        memory = Memory(standard_types());
        loaded.snapshot = {.problem = "somebody was erased since"};
        TRY(take_events(database, memory, {.first = 0, .last = loaded.end.place}, options));
    }
    return loaded;
}

}  // namespace

Done each_event(store::Database& database,
                const std::function<void(ledger::Event&, std::int64_t)>& visit,
                std::span<const store::KeyOwner> unknown) {
    constexpr store::PlaceRange all{.first = 0, .last = std::numeric_limits<std::int64_t>::max()};
    return each_event_in(
        database, all, unknown, [&](ledger::Event& event, std::int64_t number) -> Done {
            visit(event, number);
            return {};
        });
}

Result<Loaded> load(store::Database& database, Memory& memory, const LoadOptions& options) {
    const auto evaluated = TRY(find_evaluated(database));
    auto visitors = std::async(std::launch::async,
                               [&] { return load_visitors(database, options.left_out.visitors); });
    auto loaded = TRY(load_ledger(database, memory, options));
    memory.directory.visitors() = TRY(visitors.get());
    memory.timeline.pack();
    loaded.evaluated = evaluated_of(evaluated, memory);
    return loaded;
}

}  // namespace baton::engine
