#include "ledger/snapshot.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "ledger/slot_table.hpp"
#include "ledger/snapshot_bytes.hpp"
#include "ledger/snapshot_counts.hpp"
#include "ledger/snapshot_form.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::ledger {

namespace {

constexpr std::size_t records_a_part = 4096;
constexpr std::size_t buckets_a_part = 128;
// The least that a record takes, its id included.
constexpr std::uint64_t record_bytes_min = 24;
constexpr std::uint64_t dictionary_max = no_code;

using Of = TimelinePart::Of;

void cut(Of of, std::uint64_t count, std::size_t each, std::vector<TimelinePart>& parts) {
    for (std::size_t first = 0; first < count; first += each) {
        parts.push_back(
            {.of = of, .first = first, .end = std::min<std::size_t>(first + each, count)});
    }
}

template <typename Records>
auto run_of(Records& records, const TimelinePart& part) {
    return std::span(records).subspan(part.first, part.end - part.first);
}

void each_of(auto& archive, auto records) {
    for (auto& record : records)
        archive(record);
}

template <typename Id, typename Records>
std::vector<Id> ids_of(const Records& records) {
    std::vector<Id> ids;
    ids.reserve(records.size());
    for (const auto& record : records)
        ids.push_back(record.id);
    return ids;
}

// Gives the records their ids, and finds their slots by them.
template <typename Tag, typename Records>
void put_ids(SnapshotReader& reader, Records& records, SlotTable<Tag>& slots) {
    std::vector<Id<Tag>> ids;
    reader(ids);
    reader.require(ids.size() == records.size());
    if (!reader.holds()) return;
    slots.reserve(ids.size(), records);
    for (std::size_t slot = 0; slot < ids.size(); ++slot) {
        reader.require(slots.find(ids[slot], records) == no_slot);
        if (!reader.holds()) return;
        records[slot].id = ids[slot];
        slots.add(static_cast<Slot>(slot), records);
    }
}

}  // namespace

Counts counts_of(const Timeline& timeline) {
    return SnapshotForm::counts(timeline);
}

std::vector<TimelinePart> parts_of(const Counts& counts) {
    std::vector<TimelinePart> parts;
    for (const Of of : {Of::dictionary,
                        Of::visitor_ids,
                        Of::contact_ids,
                        Of::company_ids,
                        Of::deal_ids,
                        Of::frame}) {
        parts.push_back({.of = of});
    }
    cut(Of::orders, bucket_count, buckets_a_part, parts);
    cut(Of::contacts, counts[Among::contacts], records_a_part, parts);
    cut(Of::visitors, counts[Among::visitors], records_a_part, parts);
    cut(Of::companies, counts[Among::companies], records_a_part, parts);
    cut(Of::deals, counts[Among::deals], records_a_part, parts);
    cut(Of::records, counts[Among::records], records_a_part, parts);
    return parts;
}

void SnapshotForm::write(SnapshotWriter& to, const Timeline& timeline, const TimelinePart& part) {
    switch (part.of) {
        case Of::dictionary: return to(timeline.dictionary_);
        case Of::frame: return list_frame(to, timeline);
        case Of::contact_ids: return to(ids_of<ContactId>(timeline.contacts_));
        case Of::company_ids: return to(ids_of<CompanyId>(timeline.companies_));
        case Of::deal_ids: return to(ids_of<DealId>(timeline.deals_));
        case Of::visitor_ids: return to(ids_of<VisitorId>(timeline.visitors_));
        case Of::orders: return each_of(to, run_of(timeline.orders_, part));
        case Of::contacts: return each_of(to, run_of(timeline.contacts_, part));
        case Of::companies: return each_of(to, run_of(timeline.companies_, part));
        case Of::deals: return each_of(to, run_of(timeline.deals_, part));
        case Of::visitors: return each_of(to, run_of(timeline.visitors_, part));
        case Of::records: return each_of(to, run_of(timeline.records_, part));
    }
}

void SnapshotForm::read(SnapshotReader& from, Timeline& timeline, const TimelinePart& part) {
    switch (part.of) {
        case Of::dictionary: return from(timeline.dictionary_);
        case Of::frame: return list_frame(from, timeline);
        case Of::contact_ids: return put_ids(from, timeline.contacts_, timeline.contact_slots_);
        case Of::company_ids: return put_ids(from, timeline.companies_, timeline.company_slots_);
        case Of::deal_ids: return put_ids(from, timeline.deals_, timeline.deal_slots_);
        case Of::visitor_ids: return put_ids(from, timeline.visitors_, timeline.visitor_slots_);
        case Of::orders: return each_of(from, run_of(timeline.orders_, part));
        case Of::contacts: return each_of(from, run_of(timeline.contacts_, part));
        case Of::companies: return each_of(from, run_of(timeline.companies_, part));
        case Of::deals: return each_of(from, run_of(timeline.deals_, part));
        case Of::visitors: return each_of(from, run_of(timeline.visitors_, part));
        case Of::records: return each_of(from, run_of(timeline.records_, part));
    }
}

std::string written(const Timeline& timeline, const TimelinePart& part) {
    SnapshotWriter writer;
    SnapshotForm::write(writer, timeline, part);
    return writer.take();
}

Result<TimelineReading> TimelineReading::begin(Timeline& timeline,
                                               const Counts& counts,
                                               std::uint64_t bytes) {
    std::uint64_t least = 0;
    for (const Among among :
         {Among::contacts, Among::companies, Among::deals, Among::visitors, Among::records}) {
        const auto count = counts[among];
        if (count > no_slot) return fail(Failure::invalid, "more records than slots");
        least += count * record_bytes_min;
    }
    const bool primaries = counts[Among::primaries] == counts[Among::companies] + 1;
    if (!primaries || least > bytes || std::ranges::any_of(counts.all(), [](std::uint64_t count) {
            return count > dictionary_max;
        })) {
        return fail(Failure::invalid, "more records than bytes");
    }
    SnapshotForm::make_room(timeline, counts);
    return TimelineReading(timeline, counts);
}

Done TimelineReading::read(const TimelinePart& part, std::span<const char> bytes) {
    SnapshotReader reader(bytes, counts_);
    SnapshotForm::read(reader, *timeline_, part);
    return reader.ended() ? Done() : fail(Failure::invalid, "a part of the timeline is not one");
}

Done TimelineReading::finish() {
    return SnapshotForm::finish(*timeline_)
               ? Done()
               : fail(Failure::invalid, "the parts of the timeline do not fit together");
}

}  // namespace baton::ledger
