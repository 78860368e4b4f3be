#include "engine/note_index.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/value.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

std::int64_t number_in(const Value& value) {
    std::int64_t number = 0;
    if (const auto* text = std::get_if<std::string>(&value)) {
        std::from_chars(text->data(), text->data() + text->size(), number);
    }
    return number;
}

template <typename Slots, typename Key>
std::vector<ledger::Slot> found_in(const Slots& slots, const Key& key) {
    const auto found = slots.find(key);
    return found == slots.end() ? std::vector<ledger::Slot>() : found->second;
}

void add_once(std::vector<ledger::Slot>& slots, ledger::Slot slot) {
    if (std::ranges::find(slots.rbegin(), slots.rend(), slot) == slots.rend()) {
        slots.push_back(slot);
    }
}

void gather(const ledger::Timeline& timeline,
            const ledger::Contact& contact,
            std::set<std::int64_t>& ids) {
    if (!ids.insert(contact.id.value).second) {
        return;
    }
    for (const ledger::Slot source : contact.sources) {
        gather(timeline, timeline.contacts()[source], ids);
    }
}

}  // namespace

void NoteIndex::load(const ledger::Timeline& timeline) {
    *this = {};
    for (const ledger::Record* note : timeline.records_of("note")) {
        put(timeline, static_cast<ledger::Slot>(note - timeline.records().data()));
    }
}

void NoteIndex::note(const ledger::Timeline& timeline,
                     const std::set<std::pair<std::string, std::string>>& records) {
    for (auto at = records.lower_bound({"note", ""}); at != records.end() && at->first == "note";
         ++at) {
        if (const auto* record = timeline.find_record(at->first, at->second)) {
            put(timeline, static_cast<ledger::Slot>(record - timeline.records().data()));
        }
    }
}

// Under everything the note ever named: it may be asked as of then.
void NoteIndex::put(const ledger::Timeline& timeline, ledger::Slot slot) {
    const auto& dictionary = timeline.dictionary();
    for (const ledger::PropertyTrack& track : timeline.records()[slot].properties.all()) {
        const std::string_view name = dictionary.name(track.name);
        for (const ledger::Change& change : track.changes) {
            const Value& value = dictionary.value(change.value);
            if (name == "contact") {
                add_once(contacts_[number_in(value)], slot);
            } else if (name == "company") {
                add_once(companies_[number_in(value)], slot);
            } else if (name == "deal") {
                add_once(deals_[number_in(value)], slot);
            } else if (const auto* people = std::get_if<std::vector<std::string>>(&value);
                       people != nullptr && name == "mentions") {
                for (const std::string& person : *people) {
                    add_once(people_[person], slot);
                }
            }
        }
    }
}

std::vector<ledger::Slot> NoteIndex::about(const ledger::Timeline& timeline,
                                           const ledger::Contact& contact) const {
    std::set<std::int64_t> ids;
    gather(timeline, contact, ids);
    Slots slots;
    for (const std::int64_t id : ids) {
        const Slots own = found_in(contacts_, id);
        slots.insert(slots.end(), own.begin(), own.end());
    }
    std::ranges::sort(slots);
    slots.erase(std::ranges::unique(slots).begin(), slots.end());
    return slots;
}

std::vector<ledger::Slot> NoteIndex::about(CompanyId company) const {
    return found_in(companies_, company.value);
}

std::vector<ledger::Slot> NoteIndex::about(DealId deal) const {
    return found_in(deals_, deal.value);
}

std::vector<ledger::Slot> NoteIndex::calling(std::string_view person) const {
    return found_in(people_, person);
}

}  // namespace baton::engine
