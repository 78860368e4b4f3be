#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "ledger/event_json.hpp"
#include "ledger/subject.hpp"
#include "store/keys.hpp"
#include "store/ledger_form.hpp"
#include "store/ledger_sql.hpp"
#include "store/ledger_table.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

// See append_place() in ledger_append.cpp.
std::vector<std::int64_t> places_in(Bytes block) {
    std::vector<std::int64_t> places;
    std::int64_t last = 0;
    std::uint64_t step = 0;
    std::uint64_t unit = 1;
    for (const auto byte : block) {
        step += byte % detail::more_bit * unit;
        unit *= detail::more_bit;
        if (byte >= detail::more_bit) continue;
        last += static_cast<std::int64_t>(step);
        places.push_back(last);
        step = 0;
        unit = 1;
    }
    return places;
}

// The inverse of what the appender leaves out.
void put_contact_back(ledger::What& what, std::int64_t subject) {
    auto* touched = std::get_if<ledger::Touched>(&what);
    if (touched != nullptr && !touched->contact && !touched->visitor) {
        touched->contact = ContactId{subject};
    }
}

}  // namespace

Result<std::vector<PlaceRange>> LedgerReader::ranges(std::size_t parts) {
    const auto last = TRY(connection_.find_integer(last_place_sql)).value_or(0);
    const auto count = std::max<std::int64_t>(1, static_cast<std::int64_t>(parts));
    std::vector<PlaceRange> out;
    for (std::int64_t part = 0; part < count; ++part) {
        const PlaceRange range{.first = last * part / count, .last = last * (part + 1) / count};
        if (range.first < range.last) out.push_back(range);
    }
    return out;
}

Result<StoredEvent> LedgerReader::read(const Statement& row) {
    const auto stored = detail::chained_row(row);
    std::optional<std::string> personal;
    if (stored.sealed_for && !sealed_for_.contains({*stored.sealed_for})) {
        personal = TRY(keys_.unseal({*stored.sealed_for}, stored.sealed));
    }
    auto what = TRY(ledger::decode(stored.type, stored.body, personal.value_or("")));
    put_contact_back(what, stored.subject);
    return StoredEvent{.event = {.at = stored.at,
                                 .received = stored.received,
                                 .position = stored.position,
                                 .by = std::string(stored.by),
                                 .cause = std::string(stored.cause),
                                 .what = std::move(what)},
                       .number = stored.number.value_or(0),
                       .erased = stored.sealed_for.has_value() && !personal.has_value()};
}

Done LedgerReader::each(PlaceRange range, const VisitEvent& visit) {
    auto statement = TRY(connection_.prepare(ledger_between_places_sql));
    statement.bind_all(range.first, range.last);
    std::uint64_t order = 1;
    while (TRY(statement.step())) {
        auto stored = TRY(read(statement));
        stored.event.order = order;
        order += ledger::lines_of(stored.event.what);
        TRY(visit(std::move(stored)));
    }
    return {};
}

Done LedgerReader::each_of_bucket(std::int32_t bucket, const VisitEvent& visit) {
    const auto placed_through = TRY(connection_.find_integer(placed_through_sql)).value_or(0);
    auto blocks = TRY(connection_.prepare(places_of_bucket_sql));
    blocks.bind_all(std::int64_t{bucket});
    std::int64_t last_seq = 0;
    while (TRY(blocks.step())) {
        for (const auto place : places_in(blocks.bytes(0))) {
            auto row = TRY(connection_.prepare(ledger_at_place_sql));
            row.bind_all(place);
            if (!TRY(row.step())) return fail(Failure::broken, "a row of the ledger is gone");
            auto stored = TRY(read(row));
            last_seq = stored.event.position.seq;
            TRY(visit(std::move(stored)));
        }
    }
    auto unplaced = TRY(connection_.prepare(unplaced_of_bucket_sql));
    unplaced.bind_all(std::int64_t{bucket}, placed_through);
    while (TRY(unplaced.step())) {
        auto stored = TRY(read(unplaced));
        // Rows may have been placed between the two reads.
        if (stored.event.position.seq > last_seq) TRY(visit(std::move(stored)));
    }
    return {};
}

Result<std::vector<StoredEvent>> LedgerReader::of_subject(const ledger::Subject& subject) {
    std::vector<StoredEvent> out;
    TRY(each_of_bucket(subject.bucket(), [&](StoredEvent&& stored) -> Done {
        if (ledger::subject_of(stored.event.what) == subject) out.push_back(std::move(stored));
        return {};
    }));
    return out;
}

}  // namespace baton::store
