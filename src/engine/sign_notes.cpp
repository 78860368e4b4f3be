#include "engine/sign_notes.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "base/value.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"

namespace baton::engine {

namespace {

std::string side_of_user(const ledger::Timeline& timeline, const std::string& email) {
    const auto* user = timeline.find_record("user", email);
    return user == nullptr ? std::string()
                           : side_of(text_of(timeline, user->properties, "role", Instant::latest()))
                                 .value_or("");
}

ledger::Slot contact_slot(const ledger::Timeline& timeline, const std::string& id) {
    ContactId contact;
    std::from_chars(id.data(), id.data() + id.size(), contact.value);
    const ledger::Contact* found = timeline.find(contact);
    return found == nullptr ? ledger::no_slot
                            : timeline.owner_of(timeline.slot_of(*found), Instant::latest());
}

std::optional<WrittenNote> read_note(const ledger::Timeline& timeline,
                                     const ledger::Record& record) {
    const auto& dictionary = timeline.dictionary();
    const auto* said = ledger::Timeline::property(
        record.properties, dictionary.find_name("text"), Instant::latest());
    if (said == nullptr) {
        return std::nullopt;
    }
    WrittenNote note{
        .at = said->at, .by = dictionary.name(said->by), .side = {}, .calls = {}, .about = {}};
    note.side = side_of_user(timeline, note.by);
    const Value calls = timeline.value(record.properties, "mentions", Instant::latest());
    if (const auto* people = std::get_if<std::vector<std::string>>(&calls)) {
        note.calls = *people;
    }
    for (const std::string_view subject : {"contact", "company", "deal"}) {
        const std::string id = text_of(timeline, record.properties, subject, Instant::latest());
        if (!id.empty()) {
            note.about.push_back(std::string(subject) + ":" + id);
        }
        if (!id.empty() && subject == "contact") {
            note.contact = contact_slot(timeline, id);
        }
    }
    return note;
}

}  // namespace

WrittenNotes::WrittenNotes(const ledger::Timeline& timeline) {
    for (const ledger::Record* record : timeline.records_of("note")) {
        if (auto note = read_note(timeline, *record)) {
            notes_.push_back(*std::move(note));
        }
    }
    std::ranges::sort(notes_, {}, &WrittenNote::at);
    for (std::size_t index = 0; index < notes_.size(); ++index) {
        for (const std::string& about : notes_[index].about) {
            about_.emplace(about, index);
        }
        if (notes_[index].contact != ledger::no_slot) {
            contacts_.emplace(notes_[index].contact, index);
        }
    }
}

bool WrittenNotes::answered(const WrittenNote& note, const std::string& by, Instant until) const {
    return std::ranges::any_of(note.about, [&](const std::string& about) {
        const auto [first, last] = about_.equal_range(about);
        return std::any_of(first, last, [&](const auto& each) {
            const WrittenNote& other = notes_[each.second];
            return other.by == by && other.at > note.at && other.at <= until;
        });
    });
}

bool WrittenNotes::wrote(ledger::Slot contact,
                         std::string_view side,
                         Instant from,
                         Instant until) const {
    const auto [first, last] = contacts_.equal_range(contact);
    return std::any_of(first, last, [&](const auto& each) {
        const WrittenNote& note = notes_[each.second];
        return note.side == side && note.at >= from && note.at <= until;
    });
}

}  // namespace baton::engine
