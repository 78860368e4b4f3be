#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/value.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/facts.hpp"
#include "ledger/order_index.hpp"
#include "ledger/snapshot_counts.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

// What a snapshot says of each structure of the timeline, one function a structure, for writing and
// reading alike. Structured bindings make a member that is added or taken away an error here.
namespace baton::ledger {

class SnapshotWriter;
class SnapshotReader;
struct TimelinePart;

template <typename Archive>
inline constexpr bool reads = std::remove_cvref_t<Archive>::is_reader;

template <typename T, typename Of>
concept Like = std::same_as<std::remove_const_t<T>, Of>;

struct SnapshotForm {
    static void list(auto& archive, Like<Change> auto& change) {
        auto& [at, order, value, by, voided] = change;
        archive(at, order, into(Among::values, value), into(Among::names, by), voided);
    }

    static void list(auto& archive, Like<CompanyChange> auto& change) {
        auto& [at, order, company, voided] = change;
        archive(at, order, into_or_none(Among::companies, company), voided);
    }

    static void list(auto& archive, Like<Mark> auto& mark) {
        auto& [at, order, voided] = mark;
        archive(at, order, voided);
    }

    static void list(auto& archive, Like<Joining> auto& joining) {
        auto& [at, order, contact, voided] = joining;
        archive(at, order, into(Among::contacts, contact), voided);
    }

    static void list(auto& archive, Like<MergedInto> auto& merged) {
        auto& [at, order, contact] = merged;
        archive(at, order, into(Among::contacts, contact));
    }

    static void list(auto& archive, Like<HandoffFact> auto& fact) {
        auto& [at, visible_from, order, reason, owner, by, step, voided] = fact;
        archive(at, order, visible_from, step, into(Among::names, reason));
        archive(into(Among::names, owner), into(Among::names, by), voided);
    }

    static void list(auto& archive, Like<Placement> auto& placement) {
        auto& [at, order, stage, why, by, voided] = placement;
        archive(at, order, into(Among::names, stage), into(Among::names, why));
        archive(into(Among::names, by), voided);
    }

    static void list(auto& archive, Like<StatusChange> auto& change) {
        auto& [at, order, status, by, voided] = change;
        archive(at, order, status, into(Among::names, by), voided);
    }

    static void list(auto& archive, Like<ContactsChange> auto& change) {
        auto& [at, order, contacts, voided] = change;
        archive(at, order, into(Among::contacts, contacts), voided);
    }

    static void list(auto& archive, Like<PropertyTrack> auto& track) {
        auto& [changes, name] = track;
        archive(into(Among::names, name), changes);
    }

    static void list(auto& archive, Like<Tracks> auto& tracks) {
        auto& [all] = tracks;
        archive(all);
    }

    static void list(auto& archive, Like<Belongings> auto& belongings) {
        auto& [touches, visible_from, properties, companies, handoffs, placements, deletions] =
            belongings;
        archive(touches, visible_from, properties, companies, handoffs, placements, deletions);
        archive.require(visible_from.empty() || visible_from.size() == touches.size());
    }

    // Ids are a part of their own: see TimelineParts.
    static void list(auto& archive, Like<Contact> auto& contact) {
        auto& [id,
               assembled,
               own,
               external_id,
               creations,
               merges,
               merged,
               sources,
               visitors,
               deals] = contact;
        static_cast<void>(id);
        archive(external_id, creations, merges, merged, into(Among::contacts, sources));
        archive(into(Among::visitors, visitors), into(Among::deals, deals), own, assembled);
    }

    static void list(auto& archive, Like<Brief> auto& brief) {
        auto& [created, notes, touched_by] = brief;
        archive(created, notes, touched_by);
    }

    static void list(auto& archive, Like<Company> auto& company) {
        auto& [id, external_id, properties, contacts] = company;
        static_cast<void>(id);
        archive(external_id, properties, into(Among::contacts, contacts));
    }

    static void list(auto& archive, Like<Deal> auto& deal) {
        auto& [id, external_id, properties, statuses, contacts, deletions] = deal;
        static_cast<void>(id);
        archive(external_id, properties, statuses, contacts, deletions);
    }

    static void list(auto& archive, Like<DealBrief> auto& brief) {
        auto& [created, ended_at, changed, contact, status, plain] = brief;
        archive(created, ended_at, changed, into_or_none(Among::contacts, contact), status, plain);
    }

    static void list(auto& archive, Like<Visitor> auto& visitor) {
        auto& [id, links, touches] = visitor;
        static_cast<void>(id);
        archive(links, touches);
    }

    static void list(auto& archive, Like<Record> auto& record) {
        auto& [sort, key, first_order, properties] = record;
        archive(into(Among::names, sort), key, first_order, properties);
    }

    static void list(auto& archive, Like<Rate> auto& rate) {
        auto& [at, order, from, to, decimal, voided] = rate;
        archive(at, order, from, to, decimal, voided);
    }

    static void list(auto& archive, Like<Money> auto& money) {
        auto& [minor, currency] = money;
        archive(minor, currency);
    }

    static void list(auto& archive, Like<Position> auto& position) {
        auto& [bucket, sub, seq] = position;
        archive(bucket, sub, seq);
    }

    static void list(auto& archive, Like<Touch> auto& touch) {
        auto& [at, shape, order] = touch;
        auto& [way, columns, rest] = shape;
        archive(at, way, columns, rest, order);
        if constexpr (reads<decltype(archive)>)
            archive.require(stands_for_something(shape, archive.counts()));
    }

    static void list(auto& archive, Like<FieldCode> auto& field) {
        auto& [name, value] = field;
        archive(into(Among::names, name), into(Among::values, value));
    }

    static void list(auto& archive, Like<Way> auto& way) {
        auto& [kind, actor, trust, direction] = way;
        archive(into(Among::kinds, kind), actor, trust, direction);
    }

    static void list(auto& archive, Like<DeclaredTypes> auto& types) {
        auto& [contact, company, deal, others] = types;
        archive(contact, company, deal, others);
    }

    static void list(auto& archive, Like<OrderIndex::Entry> auto& entry) {
        auto& [order, lines, created] = entry;
        archive(order, lines, created);
    }

    static void list(auto& archive, Like<OrderIndex> auto& index) {
        auto& [bytes, blocks, last_order, last_seq] = index;
        archive(bytes, last_order, last_seq);
        archive.each(blocks, [&](auto& block) {
            auto& [order, byte] = block;
            archive(order, byte);
        });
        if constexpr (reads<decltype(archive)>) archive.require(is_whole(index));
    }

    static void list(auto& archive, Like<PropertyFacts> auto& facts) {
        auto& [of] = facts;
        archive(of);
    }

    static void list(auto& archive, Like<Facts> auto& facts) {
        list(archive, facts, Among::values);
    }

    static void list(auto& archive, Like<Facts> auto& facts, Among among) {
        auto& [codes] = facts;
        archive(into_or_none(among, codes));
    }

    static void list(auto& archive, Like<Texts> auto& texts) {
        auto& [all, table] = texts;
        archive(all);
        list_table(archive, table, all.size());
    }

    static void list(auto& archive, Like<Dictionary> auto& dictionary) {
        auto& [names,
               values,
               value_table,
               spellings,
               kind_of_spelling,
               kinds,
               kind_keys,
               kind_codes,
               field_pool,
               field_ends,
               field_table,
               ways,
               way_table,
               far,
               far_table,
               columns,
               scratch] = dictionary;
        static_cast<void>(scratch);
        archive(names, values, spellings, into(Among::kinds, kind_of_spelling), kinds, kind_keys);
        archive(kind_codes, field_pool, field_ends, ways, far);
        list_table(archive, value_table, values.size());
        list_table(archive, field_table, field_ends.empty() ? 0 : field_ends.size() - 1);
        list_table(archive, way_table, ways.size());
        list_table(archive, far_table, far.size());
        for (auto& column : columns) {
            auto& [codes, table] = column;
            archive(into(Among::values, codes));
            list_table(archive, table, codes.size());
        }
        if constexpr (reads<decltype(archive)>)
            archive.require(is_whole(dictionary, archive.counts()));
    }

    // Packed as they lie in memory, and what waits behind them.
    static void list(auto& archive, Like<Touches> auto& touches) {
        auto& [block, recent] = touches;
        auto bytes = static_cast<std::uint32_t>(touches.block_bytes());
        archive(bytes);
        if constexpr (reads<decltype(archive)>) {
            if (bytes > 0) block = archive.template block<std::byte>(bytes);
            archive.require(!block || is_whole(touches, bytes, archive.counts()));
        } else if (bytes > 0) {
            archive.raw(block.get(), bytes);
        }
        archive(recent);
    }

    // All but the records, their ids, the dictionary and the positions.
    static void list_frame(auto& archive, Like<Timeline> auto& timeline) {
        auto& [identity,
               types,
               dictionary,
               chunks,
               contacts,
               companies,
               deals,
               visitors,
               records,
               rates,
               contact_facts,
               company_facts,
               primary_companies,
               briefs,
               deal_briefs,
               gathered_any,
               contact_slots,
               company_slots,
               deal_slots,
               visitor_slots,
               record_slots,
               far_orders,
               orders,
               voids,
               voided,
               reach,
               strange_positions,
               voided_touches,
               last_order,
               touch_count,
               last_at,
               last_merge] = timeline;
        static_cast<void>(chunks);
        archive(identity, types, rates, contact_facts, company_facts);
        list(archive, primary_companies, Among::primaries);
        archive(briefs, deal_briefs, gathered_any, far_orders, voided, strange_positions);
        archive.each(voids, [&](auto& fact) {
            auto& [order, position, positions] = fact;
            archive(order, position, positions);
        });
        archive.each(voided_touches, [&](auto& gone) {
            auto& [of_visitor, source, touch] = gone;
            archive(of_visitor, touch);
            archive(into(of_visitor ? Among::visitors : Among::contacts, source));
        });
        archive(last_order, touch_count, last_at, last_merge);
    }

    // snapshot.cpp
    static void write(SnapshotWriter& to, const Timeline& timeline, const TimelinePart& part);
    static void read(SnapshotReader& from, Timeline& timeline, const TimelinePart& part);

    // snapshot_checks.cpp
    static Counts counts(const Timeline& timeline);
    static void make_room(Timeline& timeline, const Counts& counts);
    // After everything was read: what refers to each other does, and nothing goes in circles.
    static bool finish(Timeline& timeline);

private:
    static Counts counts_of(const Dictionary& dictionary);

    static void list_table(auto& archive, Like<CodeTable> auto& table, std::size_t codes) {
        auto& [slots, used] = table;
        std::uint64_t used_now = used;  // NOLINT(misc-const-correctness): reading writes it
        archive(used_now);
        archive.each(slots, [&](auto& slot) {
            auto& [hash, code] = slot;
            archive(hash, code);
        });
        if constexpr (reads<decltype(archive)>) {
            used = used_now;
            archive.require(is_whole(table, codes));
        }
    }

    static bool is_whole(const OrderIndex& index);
    static bool is_whole(const CodeTable& table, std::size_t codes);
    static bool is_whole(const Dictionary& dictionary, const Counts& counts);
    static bool is_head(const Touches::Head& head);
    static bool is_whole(const Touches& touches, std::size_t bytes, const Counts& counts);
    static bool stands_for_something(const ShapeCode& shape, const Counts& counts);
};

}  // namespace baton::ledger
