#include "engine/erasing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "engine/erased_files.hpp"
#include "engine/erasure.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "engine/versions.hpp"
#include "engine/workspace.hpp"
#include "handoff/transition.hpp"
#include "ledger/event_json.hpp"
#include "ledger/personal.hpp"
#include "ledger/subject.hpp"
#include "ledger/words.hpp"
#include "store/erasure.hpp"
#include "store/notices.hpp"

namespace baton::engine {

namespace {

constexpr std::array<std::string_view, 5> telling_names{
    "email", "phone", "mobile", "mobile_phone", "fax"};
constexpr std::size_t telling_size = 6;  // a shorter text is found in what is not theirs
constexpr std::string_view reason = "erased";

template <typename Range, typename Value>
bool holds(const Range& range, const Value& value) {
    return std::ranges::find(range, value) != std::ranges::end(range);
}

// As the ledger gives it back without the keys.
ledger::Event without_personal(ledger::Event event) {
    ledger::EncodedWhat encoded;
    ledger::encode(event.what, ledger::Personal(), encoded);
    auto what = ledger::decode(ledger::type_name(event.what), encoded.body, {});
    if (what) {
        event.what = *std::move(what);
    }
    return event;
}

bool concerns(const ledger::Event& event, const LeftOut& left_out) {
    return holds(left_out.owners, store::owner_of(ledger::subject_of(event.what)));
}

Done blank_tables(store::Writing& writing,
                  const LeftOut& left_out,
                  const std::vector<ContactId>& contacts,
                  const std::vector<std::string>& texts) {
    TRY(store::begin_erasure(writing.connection, left_out.owners));
    for (const ContactId contact : contacts) {
        TRY(store::release_identities(writing.connection, "contact_email", contact.value));
    }
    for (const VisitorId visitor : left_out.visitors) {
        TRY(store::release_identities(writing.connection, "visitor", visitor.value));
    }
    return store::blank_texts(writing.connection, texts);
}

}  // namespace

Result<Receipt> Workspace::erase(const EraseAsk& ask, const Because& because) {
    const auto erasing = std::make_shared<Erasing>(*this, ask, because);
    return run_prepared([erasing] { return erasing->prepare(); },
                        [erasing](Desk& desk) { return erasing->carry_out(desk); },
                        Urgency::bulk);  // alone in its group
}

Done Erasing::prepare() {
    TRY(find_person());
    if (erased_before_) {
        return {};
    }
    TRY(check());
    TRY(blank_files(workspace_.options_.directory / "imports", person_.texts));
    fresh_ = std::make_unique<Memory>(standard_types());
    const auto loaded = load(*workspace_.database_, *fresh_, {.left_out = left_out()});
    return loaded ? Done() : std::unexpected(loaded.error());
}

Done Erasing::find_person() {
    const Memory& memory = *workspace_.memory_;
    const ledger::Timeline& timeline = memory.timeline;
    const ledger::Contact* named = timeline.find(ask_.contact);
    if (named == nullptr || !named->created()) {
        return fail(Failure::not_found, fmt::format("there is no contact {}", ask_.contact.value));
    }
    std::vector<ledger::Slot> slots{timeline.owner_of(timeline.slot_of(*named), Instant::latest())};
    for (std::size_t next = 0; next < slots.size(); ++next) {
        const ledger::Contact& contact = timeline.contacts()[slots[next]];
        person_.contacts.push_back(contact.id);
        find_texts(contact);
        for (const ledger::Slot visitor : contact.visitors) {
            const VisitorId id = timeline.visitors()[visitor].id;
            person_.visitors.push_back(id);
            add_text(std::string(memory.directory.visitors().name_of(id)));
        }
        for (const ledger::Slot source : contact.sources) {
            if (!holds(slots, source)) {
                slots.push_back(source);
            }
        }
    }
    erased_before_ = memory.directory.is_erased(person_.contacts.front());
    find_records();
    return {};
}

void Erasing::find_records() {
    const ledger::Timeline& timeline = workspace_.memory_->timeline;
    for (const std::string_view sort : {"note", "task"}) {
        for (const ledger::Record* record : timeline.records_of(sort)) {
            const std::string contact =
                text_of(timeline, record->properties, "contact", Instant::latest());
            const bool is_theirs = std::ranges::any_of(person_.contacts, [&](ContactId id) {
                return contact == std::to_string(id.value);
            });
            if (is_theirs) {
                person_.records.emplace_back(sort, record->key);
            }
        }
    }
}

// Every address and number that they ever had; the names of their browsers come with the visitors.
void Erasing::find_texts(const ledger::Contact& contact) {
    const ledger::Dictionary& dictionary = workspace_.memory_->timeline.dictionary();
    for (const ledger::PropertyTrack& track : contact.own.properties.all()) {
        if (!holds(telling_names, dictionary.name(track.name))) {
            continue;
        }
        for (const ledger::Change& change : track.changes) {
            const auto* text = std::get_if<std::string>(&dictionary.value(change.value));
            if (text != nullptr) {
                add_text(*text);
                add_text(Directory::address_key(*text));
            }
        }
    }
}

void Erasing::add_text(std::string text) {
    if (text.size() >= telling_size && !holds(person_.texts, text)) {
        person_.texts.push_back(std::move(text));
    }
}

Done Erasing::check() const {
    if (text::trimmed(ask_.why).empty()) {
        return fail(Failure::invalid, "a reason is needed", {{"/why", "say why"}});
    }
    if (store::holds_one(ask_.why, person_.texts)) {
        return fail(Failure::invalid,
                    "the reason stays in the ledger for ever, so nobody's address may be in it",
                    {{"/why", "say it without the address"}});
    }
    if (workspace_.live_->paused()) {
        return fail(Failure::busy, "an import is under way: erase when it has ended");
    }
    return {};
}

LeftOut Erasing::left_out() const {
    using Kind = ledger::Subject::Kind;
    LeftOut out{.owners = {}, .visitors = person_.visitors};
    for (const ContactId contact : person_.contacts) {
        out.owners.push_back(store::owner_of({.kind = Kind::contact, .id = contact.value}));
    }
    for (const VisitorId visitor : person_.visitors) {
        out.owners.push_back(store::owner_of({.kind = Kind::visitor, .id = visitor.value}));
    }
    for (const auto& [sort, key] : person_.records) {
        const ledger::RecordChanged of_record{.record = sort, .key = key, .properties = {}};
        out.owners.push_back(store::owner_of(ledger::subject_of(of_record)));
    }
    return out;
}

Result<Receipt> Erasing::carry_out(Desk& desk) {
    Receipt receipt{.id = std::to_string(person_.contacts.front().value)};
    if (erased_before_) {
        return receipt;
    }
    receipt.recorded = record(desk);
    receipt.count = 1;
    take_fresh_memory(desk);
    Batch& batch = desk.batch();
    note_rows(batch);
    batch.beside.push_back(
        [left_out = left_out(), person = person_](store::Writing& writing) -> Done {
            for (const ContactId contact : person.contacts) {
                TRY(store::erase_notices(writing.connection, contact));
            }
            return blank_tables(writing, left_out, person.contacts, person.texts);
        });
    batch.erased = person_.texts;
    return receipt;
}

// Closed before the history is frozen, so that the end of the handoff is part of it.
std::vector<ledger::Position> Erasing::record(Desk& desk) {
    Live& live = *workspace_.live_;
    const ledger::Timeline& timeline = desk.timeline();
    std::vector<std::string> histories;
    for (const ContactId id : person_.contacts) {
        const ledger::Slot slot = timeline.slot_of(*timeline.find(id));
        static_cast<void>(live.bring_up(desk, slot, desk.now()));
        close_handoff(desk, *timeline.find(id));
        histories.push_back(live.bring_up(desk, slot, desk.now()));
    }
    std::vector<ledger::Position> recorded;
    for (std::size_t i = 0; i < person_.contacts.size(); ++i) {
        const ContactId id = person_.contacts[i];
        const ledger::Event& event = desk.record(
            ledger::RecordChanged{.record = std::string(erasure_record),
                                  .key = erasure_key(id),
                                  .properties = {{"contact", std::to_string(id.value)},
                                                 {"why", std::string(text::trimmed(ask_.why))},
                                                 {"history", histories[i]}}},
            because_);
        recorded.push_back(event.position);
    }
    return recorded;
}

// Withdrawn; one that was accepted cannot be, so it ends as disqualified. By Baton, so that nobody
// takes it back.
void Erasing::close_handoff(Desk& desk, const ledger::Contact& contact) {
    const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
    if (last == nullptr || !handoff::is_open(handoff::state_after(last->step))) {
        return;
    }
    const bool accepted = handoff::state_after(last->step) == handoff::Step::accepted;
    const auto* owner = ledger::Timeline::last_handoff(contact, Instant::latest(), true);
    desk.record(ledger::HandoffMoved{.contact = holder_of_handoff(desk.timeline(), contact),
                                     .step = accepted ? handoff::Step::disqualified
                                                      : handoff::Step::withdrawn,
                                     .reason = std::string(reason),
                                     .owner = desk.timeline().dictionary().name(owner->owner),
                                     .note = {}},
                {.by = "baton", .cause = std::string(reason)});
}

// What this group recorded is in memory alone so far.
void Erasing::take_fresh_memory(Desk& desk) {
    const LeftOut unknown = left_out();
    for (const ledger::Event& event : desk.batch().events) {
        fresh_->take(concerns(event, unknown) ? without_personal(event) : event);
    }
    *workspace_.memory_ = std::move(*fresh_);
    ++workspace_.readings_;
    workspace_.live_->follow_new_memory();
}

void Erasing::note_rows(Batch& batch) const {
    batch.contacts.insert(person_.contacts.begin(), person_.contacts.end());
    batch.histories.insert(person_.contacts.begin(), person_.contacts.end());
    batch.records.insert(person_.records.begin(), person_.records.end());
    batch.topics.insert({"contacts", "companies", "deals", "handoffs", "tasks", "quarantine"});
    for (const ContactId id : person_.contacts) {
        batch.topics.insert(fmt::format("contact:{}", id.value));
    }
}

}  // namespace baton::engine
