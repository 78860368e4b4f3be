#include "engine/desk.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <variant>

#include "engine/erasure.hpp"
#include "engine/message_cause.hpp"
#include "engine/survivors.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/subject.hpp"

namespace baton::engine {

namespace {

constexpr std::int64_t ids_per_block = 1024;
constexpr std::int64_t ids_per_block_max = 65536;
constexpr std::int64_t neighbours = 64;

// Neighbours share a bucket: what is created together lies on few pages. In the long run all
// buckets hold about as many.
template <typename Tag>
Id<Tag> placed(std::int64_t sequence) {
    return make_id<Tag>(sequence, sequence / neighbours % bucket_count);
}

template <typename... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

// What people signed, and what Baton itself did.
bool is_lasting(const ledger::Event& event) {
    constexpr std::array<std::string_view, 8> records{"version",
                                                      "signature",
                                                      "suspension",
                                                      "erasure",
                                                      "breach",
                                                      "restatement",
                                                      "offer",
                                                      "escalation"};
    const auto* record = std::get_if<ledger::RecordChanged>(&event.what);
    const bool made_by_baton =
        event.by == "baton" && std::holds_alternative<ledger::HandoffMoved>(event.what);
    return made_by_baton ||
           (record != nullptr && std::ranges::find(records, record->record) != records.end());
}

// Facts of one contact follow one another, and new contacts have rising ids.
void add(std::set<ContactId>& contacts, ContactId id) {
    const bool is_last = !contacts.empty() && *contacts.rbegin() == id;
    if (!is_last) {
        contacts.insert(contacts.end(), id);
    }
}

}  // namespace

Result<std::int64_t> Sequences::next(Kind kind) {
    Block& block = blocks_.at(static_cast<std::size_t>(kind));
    if (block.next == block.end) {
        // Who needs many gets as many again at once.
        const std::int64_t count = std::clamp(block.end, ids_per_block, ids_per_block_max);
        block.next = TRY(reserve_(kind, count));
        block.end = block.next + count;
    }
    return block.next++;
}

void Memory::take(const ledger::Event& event) {
    timeline.add(event);
    directory.read(event.what);
    if (std::holds_alternative<ledger::Voided>(event.what)) {
        remember_addresses();
    }
    if (const SourceMessage message = message_of(event); !message.id.empty()) {
        seen.add(SeenMessages::fingerprint(event.by, message.id),
                 {.position = event.position, .body = message.body});
    }
    std::int64_t& head = heads.at(static_cast<std::size_t>(event.position.bucket));
    head = std::max(head, event.position.seq);
    last_received = std::max(last_received, event.received);
    next_order = event.order + ledger::lines_of(event.what);
    if (is_lasting(event)) {
        lasting.push_back(event.order);
    }
}

// What was undone may have been the reason that somebody's address led to another.
void Memory::remember_addresses() {
    for (const ledger::Slot slot : timeline.reach_of_last_void().contacts) {
        const ledger::Contact& contact = timeline.contacts()[slot];
        const Value email = timeline.value(contact, "email", Instant::latest());
        if (const auto* text = std::get_if<std::string>(&email);
            text != nullptr && !contact.merged) {
            directory.read(
                ledger::ContactChanged{.contact = contact.id, .properties = {{"email", *text}}});
        }
    }
}

const ledger::Event& Desk::record(ledger::What what, const Because& because) {
    ledger::Event event;
    event.received =
        std::max({clock_.now(),
                  plus(memory_.last_received, 1),
                  because.by == "baton" && because.at ? *because.at : Instant::earliest()});
    event.at = std::min(because.at.value_or(event.received), event.received);
    event.by = because.by;
    event.cause = because.cause;
    event.what = std::move(what);
    take_over(std::move(event));
    return batch_.events.back();
}

void Desk::take_over(ledger::Event event, std::int64_t number) {
    event.order = memory_.next_order;
    event.position.bucket = ledger::subject_of(event.what).bucket();
    event.position.seq = memory_.heads.at(static_cast<std::size_t>(event.position.bucket)) + 1;
    memory_.take(event);
    note(event);
    batch_.events.push_back(std::move(event));
    batch_.numbers.push_back(number);
}

void Desk::take_over_history(const ledger::Draft& draft) {
    ledger::Event event;
    event.at = draft.at;
    event.received = std::max(draft.at, memory_.last_received);
    event.by = draft.by;
    event.cause = draft.cause;
    event.what = draft.what;
    take_over(std::move(event), static_cast<std::int64_t>(memory_.next_order));
}

void Desk::know_visitor(std::string_view anonymous_id, VisitorId id) {
    if (!memory_.directory.visitor(anonymous_id)) {
        memory_.directory.visitors().add(anonymous_id, id);
        batch_.visitors.emplace_back(anonymous_id, id);
    }
}

std::optional<SeenMessages::Seen> Desk::seen(std::string_view source,
                                             std::string_view message_id) const {
    return memory_.seen.find(SeenMessages::fingerprint(source, message_id));
}

bool Desk::lasts(ledger::Position position) const {
    const auto order = memory_.timeline.order_of({.bucket = position.bucket, .seq = position.seq});
    return order && std::ranges::binary_search(memory_.lasting, *order);
}

// An imported ledger chose ids and external ids of its own; a new record takes neither.
Result<ContactId> Desk::new_contact() {
    while (true) {
        const std::int64_t sequence = TRY(sequences_.next(Sequences::Kind::contact));
        const auto id = placed<ContactTag>(sequence);
        const auto named = memory_.directory.contact_by_external_id(std::to_string(id.value));
        if (!named && memory_.timeline.find(id) == nullptr) {
            return id;
        }
    }
}

Result<CompanyId> Desk::new_company() {
    while (true) {
        const std::int64_t sequence = TRY(sequences_.next(Sequences::Kind::company));
        const auto id = placed<CompanyTag>(sequence);
        const auto named = memory_.directory.company_by_external_id(std::to_string(id.value));
        if (!named && memory_.timeline.find(id) == nullptr) {
            return id;
        }
    }
}

Result<DealId> Desk::new_deal() {
    while (true) {
        const std::int64_t sequence = TRY(sequences_.next(Sequences::Kind::deal));
        const auto id = placed<DealTag>(sequence);
        const auto named = memory_.directory.deal_by_external_id(std::to_string(id.value));
        if (!named && memory_.timeline.find(id) == nullptr) {
            return id;
        }
    }
}

Result<std::string> Desk::new_record_key() {
    return std::to_string(TRY(sequences_.next(Sequences::Kind::record)));
}

Result<VisitorId> Desk::visitor(std::string_view anonymous_id) {
    if (const VisitorId known = memory_.directory.visitor(anonymous_id)) {
        return known;
    }
    const std::int64_t sequence = TRY(sequences_.next(Sequences::Kind::visitor));
    const auto id = placed<VisitorTag>(sequence);
    know_visitor(anonymous_id, id);
    return id;
}

const ledger::Contact* Desk::find_contact(ContactId id) {
    const ledger::Contact* contact = memory_.timeline.find(id);
    const bool exists = contact != nullptr && contact->created() && !contact->merged &&
                        !contact->deleted() && !memory_.directory.is_erased(id);
    return exists ? contact : nullptr;
}

const ledger::Contact* Desk::find_contact_by_external_id(std::string_view id) {
    return find_contact(
        survivor_of(timeline(), memory_.directory.contact_by_external_id(id), Instant::latest()));
}

const ledger::Contact* Desk::find_contact_by_email(std::string_view email) {
    const ContactId id = memory_.directory.contact_by_email(email);
    const ledger::Contact* contact = id ? timeline().find(id) : nullptr;
    if (contact == nullptr) {
        return nullptr;
    }
    const Value held = timeline().value(*contact, "email", Instant::latest());
    const auto* text = std::get_if<std::string>(&held);
    const bool same =
        text != nullptr && Directory::address_key(*text) == Directory::address_key(email);
    return same ? find_contact(survivor_of(timeline(), id, Instant::latest())) : nullptr;
}

void Desk::note(const ledger::Event& event) {
    note_tables(event);
    note_contacts(event);
}

void Desk::note_tables(const ledger::Event& event) {
    std::visit(Overloaded{
                   [&](const ledger::ContactCreated& what) { add(batch_.contacts, what.contact); },
                   [&](const ledger::ContactChanged& what) { add(batch_.contacts, what.contact); },
                   [&](const ledger::CompanySet& what) { add(batch_.contacts, what.contact); },
                   [&](const ledger::Deleted& what) { add(batch_.contacts, what.contact); },
                   [&](const ledger::CompanyChanged& what) { note_company(what); },
                   [&](const ledger::DealChanged& what) { batch_.deals.insert(what.deal); },
                   [&](const ledger::RecordChanged& what) {
                       note_record(what.record, what.key);
                       note_erased(what);
                   },
                   [&](const ledger::HandoffMoved& what) { batch_.histories.insert(what.contact); },
                   [&](const ledger::Merged& what) {
                       batch_.contacts.insert({what.from, what.into});
                       batch_.histories.insert({what.from, what.into});
                   },
                   [&](const ledger::Voided& /*what*/) { note_voided(); },
                   [](const auto& /*what*/) {},
               },
               event.what);
}

// A deal may have named the company before there was one.
void Desk::note_company(const ledger::CompanyChanged& what) {
    const bool is_new = batch_.companies.insert(what.company).second;
    if (is_new) {
        const auto deals = memory_.directory.deals_naming(what.external_id);
        batch_.deals.insert(deals.begin(), deals.end());
    }
}

// Handoffs name their owner's team, and their clocks run on a team's calendar.
void Desk::note_handoffs() {
    for (const ledger::Contact& contact : memory_.timeline.contacts()) {
        if (!contact.all().handoffs.empty()) {
            batch_.histories.insert(contact.id);
        }
    }
}

void Desk::note_erased(const ledger::RecordChanged& what) {
    const ContactId id = erased_in(what);
    const ledger::Contact* contact = id ? memory_.timeline.find(id) : nullptr;
    if (contact != nullptr) {
        changed_.erased.push_back(memory_.timeline.slot_of(*contact));
        batch_.contacts.insert(id);
        batch_.histories.insert(id);
    }
}

void Desk::note_record(const std::string& record, const std::string& key) {
    batch_.records.emplace(record, key);
    if (record == "user" || record == "team") {
        note_handoffs();
    }
    changed_.agreement |= record == "version" || record == "signature" || record == "property";
    changed_.offers |= record == "user" || record == "team" || record == "suspension" ||
                       (record == "workspace" && key == "settings");
}

// The rows of what was taken out or put back.
void Desk::note_voided() {
    const ledger::Timeline& timeline = memory_.timeline;
    const ledger::VoidReach& reach = timeline.reach_of_last_void();
    for (const ledger::Slot slot : reach.contacts) {
        batch_.contacts.insert(timeline.contacts()[slot].id);
        batch_.histories.insert(timeline.contacts()[slot].id);
    }
    for (const ledger::Slot slot : reach.companies) {
        batch_.companies.insert(timeline.companies()[slot].id);
    }
    for (const ledger::Slot slot : reach.deals) {
        batch_.deals.insert(timeline.deals()[slot].id);
    }
    for (const ledger::Slot slot : reach.records) {
        const ledger::Record& record = timeline.records()[slot];
        note_record(timeline.dictionary().name(record.record), record.key);
    }
}

void Desk::note_contacts(const ledger::Event& event) {
    const bool is_void = std::holds_alternative<ledger::Voided>(event.what);
    const Instant from = is_void ? Instant::earliest() : event.at;
    const auto concerned = memory_.timeline.concerned(event);
    changed_.recount |= is_void || std::holds_alternative<ledger::Merged>(event.what);
    if (!concerned) {
        changed_.everybody = std::min(changed_.everybody.value_or(from), from);
        return;
    }
    if (const auto* company = std::get_if<ledger::CompanyChanged>(&event.what)) {
        changed_.companies.push_back({.company = company->company,
                                      .cause = event.position,
                                      .at = event.at,
                                      .contacts = *concerned});
        return;
    }
    const auto* touched = std::get_if<ledger::Touched>(&event.what);
    const ContactChange change{.from = from,
                               .clocks = touched == nullptr || handoff::is_attempt(*touched)};
    for (const ledger::Slot slot : *concerned) {
        note_rows(memory_.timeline.contacts()[slot], event.what);
        changed_.contacts.try_emplace(slot, change).first->second.add(change);
    }
    if (std::holds_alternative<ledger::HandoffMoved>(event.what)) {
        changed_.handed.insert(changed_.handed.end(), concerned->begin(), concerned->end());
    }
}

void Desk::note_rows(const ledger::Contact& contact, const ledger::What& what) {
    const auto* touched = std::get_if<ledger::Touched>(&what);
    if (touched != nullptr) {
        batch_.touched.push_back(contact.id);
    } else if (!std::holds_alternative<ledger::Voided>(what)) {
        add(batch_.contacts, contact.id);
    }
    const bool is_theirs = touched != nullptr && touched->direction == ledger::Direction::in;
    if (!is_theirs && !contact.all().handoffs.empty()) {
        batch_.histories.insert(contact.id);  // an answer may be among what was recorded
    }
}

}  // namespace baton::engine
