#include "engine/keeping.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/subject.hpp"
#include "store/capture.hpp"
#include "store/delivery.hpp"
#include "store/lists.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

namespace {

constexpr std::int64_t key_number_max = std::int64_t{1} << 52U;
constexpr std::int64_t fan_outs_max = 1'000'000;

std::string_view sequence_of(ledger::Subject::Kind kind) {
    switch (kind) {
        case ledger::Subject::Kind::contact: return "contact";
        case ledger::Subject::Kind::visitor: return "visitor";
        case ledger::Subject::Kind::company: return "company";
        case ledger::Subject::Kind::deal: return "deal";
        case ledger::Subject::Kind::record:
        case ledger::Subject::Kind::workspace: return {};
    }
    return {};
}

Done append(store::Writing& writing, const Batch& batch) {
    const std::vector<ledger::Position> positions =
        TRY(writing.ledger.append(batch.events, batch.numbers));
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (positions[i] != batch.events[i].position) {
            return fail(Failure::broken, "the ledger on disk is not the one in memory");
        }
    }
    return {};
}

// The value is `id`'s from now on; memory has made sure that nobody else answers to it any more.
Done claim(store::Identities& identities,
           std::string_view kind,
           std::string_view value,
           std::int64_t id) {
    const std::int64_t holder = TRY(identities.reserve(kind, value, id));
    if (holder != id) {
        TRY(identities.release(kind, value, holder));
        TRY(identities.reserve(kind, value, id));
    }
    return {};
}

// Contacts need none: the facts that make them name them.
Done claim_names(store::Writing& writing, const Batch& batch) {
    for (const auto& [anonymous_id, id] : batch.visitors) {
        TRY(claim(writing.identities, "visitor", anonymous_id, id.value));
    }
    return {};
}

// The number that a task's or note's key is, when it is one.
std::int64_t key_number(const ledger::What& what) {
    const auto* changed = std::get_if<ledger::RecordChanged>(&what);
    if (changed == nullptr) {
        return 0;
    }
    const std::string& key = changed->key;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
    return error == std::errc() && end == key.data() + key.size() && number < key_number_max
               ? number
               : 0;
}

// Ids that were reserved, or chosen elsewhere (an imported ledger), are never given again.
Done raise_sequences(store::Writing& writing, const Batch& batch) {
    std::map<std::string_view, std::int64_t> highest;
    const auto see = [&](std::string_view kind, std::int64_t sequence) {
        highest[kind] = std::max(highest[kind], sequence);
    };
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        const ledger::Subject subject = ledger::subject_of(batch.events[i].what);
        if (batch.numbers[i] != 0) {
            see(sequence_of(subject.kind), subject.id / bucket_count);
            see("record", key_number(batch.events[i].what));
        }
    }
    for (const auto& [anonymous_id, id] : batch.visitors) {
        see("visitor", id.sequence());
    }
    for (const auto& [kind, through] : batch.reserved) {
        see(kind, through);
    }
    for (const auto& [kind, sequence] : highest) {
        if (!kind.empty()) {
            TRY(writing.ids.raise(kind, sequence));
        }
    }
    return {};
}

// A fan-out is known by its cause. One that was begun and not kept yet has no row.
Done write_fan_outs(store::Writing& writing, const Batch& batch) {
    for (const FanOutStep& step : batch.fan_outs) {
        if (step.begun) {
            TRY(writing.fanouts.add(step.company, step.cause));
            continue;
        }
        const std::vector<store::FanoutRow> rows =
            TRY(store::Fanouts::waiting(writing.connection, fan_outs_max));
        const auto row = std::ranges::find(rows, step.cause, &store::FanoutRow::cause);
        if (row == rows.end()) {
            return fail(Failure::broken, "a fan-out in memory is not on disk");
        }
        TRY(writing.fanouts.advance(*row, step.cursor, step.done));
    }
    return {};
}

Done write_beside(store::Writing& writing, const Batch& batch) {
    for (const auto& write : batch.beside) {
        TRY(write(writing));
    }
    return {};
}

Done write_kept_aside(store::Writing& writing, const Batch& batch) {
    for (const KeptAside& each : batch.kept_aside) {
        TRY(writing.quarantine.keep({.id = 0,
                                     .received = each.received,
                                     .source = each.source,
                                     .reason = each.reason,
                                     .body = each.body,
                                     .state = {}}));
    }
    return {};
}

Done write_outgoing(store::Writing& writing, const Batch& batch, Instant now) {
    for (const Outgoing& each : batch.outgoing) {
        const auto message = TRY(writing.outbox.add(0, each.type, each.body, now));
        for (const std::int64_t receiver : each.receivers) {
            TRY(store::add_delivery(writing.connection, receiver, message, now));
        }
    }
    return {};
}

// As `describe` tells a history, from the rows that people read.
std::string described(std::vector<store::StageEntryRow> rows) {
    std::ranges::stable_sort(
        rows, {}, [](const auto& row) { return std::pair(row.journey, row.at); });
    std::string text;
    for (const store::StageEntryRow& row : rows) {
        text +=
            fmt::format("{}{} {} {}", text.empty() ? "" : ", ", row.stage, row.how, render(row.at));
    }
    return text;
}

}  // namespace

std::string_view name_of(Sequences::Kind kind) {
    switch (kind) {
        case Sequences::Kind::contact: return "contact";
        case Sequences::Kind::company: return "company";
        case Sequences::Kind::deal: return "deal";
        case Sequences::Kind::visitor: return "visitor";
        case Sequences::Kind::record: return "record";
    }
    return "record";
}

Done keep(store::Database& database,
          const Batch& batch,
          const ChangedRows& rows,
          const Evaluated& evaluated) {
    if (batch.empty()) {
        return {};
    }
    return database.write([&](store::Writing& writing) -> Done {
        TRY(append(writing, batch));
        TRY(claim_names(writing, batch));
        TRY(raise_sequences(writing, batch));
        TRY(write_rows(writing, rows));
        TRY(write_outgoing(writing, batch, evaluated.until));
        TRY(write_kept_aside(writing, batch));
        TRY(write_fan_outs(writing, batch));
        TRY(write_beside(writing, batch));
        return store::set_meta(writing.connection,
                               evaluated_until_key,
                               std::to_string(evaluated.until.micros) +
                                   (evaluated.paused ? std::string(paused_mark) : std::string()));
    });
}

Result<std::vector<FanOut>> load_fan_outs(store::Database& database,
                                          const ledger::Timeline& timeline) {
    const store::Reading reading = database.reading();
    std::vector<FanOut> fan_outs;
    for (const store::FanoutRow& row :
         TRY(store::Fanouts::waiting(reading.connection(), fan_outs_max))) {
        FanOut fan_out{.company = row.company, .cause = row.cause, .at = Instant::earliest()};
        const ledger::Event change{
            .at = {},
            .received = {},
            .position = row.cause,
            .by = {},
            .cause = {},
            .what = ledger::CompanyChanged{
                .company = row.company, .external_id = {}, .properties = {}}};
        const std::vector<ledger::Slot> slots = timeline.concerned(change).value();
        for (const ledger::Slot slot : slots) {
            const ContactId id = timeline.contacts()[slot].id;
            if (id <= row.cursor) {
                continue;
            }
            fan_out.contacts.emplace_back(id, slot);
            const auto entries = TRY(store::stage_entries_of(reading.connection(), id));
            if (!entries.empty()) {
                fan_out.told[slot] = described(entries);
            }
        }
        std::ranges::sort(fan_out.contacts);
        fan_outs.push_back(std::move(fan_out));
    }
    return fan_outs;
}

Result<std::vector<ledger::Position>> positions_caused_by(store::Database& database,
                                                          const std::string& cause) {
    std::vector<ledger::Position> positions;
    TRY(each_event(database, [&](ledger::Event& event, std::int64_t /*number*/) {
        if (event.cause == cause) {
            positions.push_back(event.position);
        }
    }));
    return positions;
}

Result<std::int64_t> reserve_ids(store::Database& database,
                                 Sequences::Kind kind,
                                 std::int64_t count) {
    std::int64_t first = 0;
    const Done reserved = database.write([&](store::Writing& writing) -> Done {
        first = TRY(writing.ids.next(name_of(kind)));
        return writing.ids.raise(name_of(kind), first + count - 1);
    });
    if (!reserved) {
        return std::unexpected(reserved.error());
    }
    return first;
}

}  // namespace baton::engine
