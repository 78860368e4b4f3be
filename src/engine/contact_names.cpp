#include "engine/contact_names.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <variant>

#include "base/value.hpp"

namespace baton::engine {

namespace {

// Stands around every name, and in none of them.
constexpr char boundary = '\0';
constexpr char instead_of_boundary = '\1';

std::string names_of(const ledger::Timeline& timeline, const ledger::Contact& contact) {
    std::string names;
    for (const std::string_view name : {"first_name", "last_name", "email"}) {
        const ledger::Change* change = ledger::Timeline::property(
            contact.all().properties, timeline.dictionary().find_name(name), Instant::latest());
        const auto* text =
            change == nullptr
                ? nullptr
                : std::get_if<std::string>(&timeline.dictionary().value(change->value));
        if (text != nullptr) {
            names += boundary;
            names += folded_name(*text);
        }
    }
    return names;
}

}  // namespace

bool is_word_break(char letter) {
    return letter == ' ' || letter == '-' || letter == '.' || letter == '@' || letter == '_';
}

char lower_letter(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string folded_name(std::string_view name) {
    std::string out(name);
    std::ranges::transform(out, out.begin(), [](char letter) {
        return letter == boundary ? instead_of_boundary : lower_letter(letter);
    });
    return out;
}

void ContactNames::update(const ledger::Timeline& timeline, ledger::Slot slot) {
    const std::size_t place = slot / block_slots;
    if (place >= blocks_.size()) {
        blocks_.resize(place + 1);
    }
    Block& block = blocks_[place];
    const std::size_t index = slot % block_slots;
    const std::size_t begin = index == 0 ? 0 : block.ends[index - 1];
    const std::size_t size = block.ends[index] - begin;
    const std::string names = names_of(timeline, timeline.contacts()[slot]);
    block.text.replace(begin, size, names);
    for (std::size_t each = index; each < block_slots; ++each) {
        block.ends[each] = static_cast<std::uint32_t>(block.ends[each] + names.size() - size);
    }
}

std::vector<ledger::Slot> ContactNames::found_in(std::size_t block, std::string_view sought) const {
    std::vector<ledger::Slot> found;
    if (block >= blocks_.size()) {
        return found;
    }
    const auto& [text, ends] = blocks_[block];
    const char* const end = text.data() + text.size();
    const char* from = text.data();
    while (const void* hit =
               memmem(from, static_cast<std::size_t>(end - from), sought.data(), sought.size())) {
        const auto* const at = static_cast<const char*>(hit);
        from = at + 1;
        if (at[-1] != boundary && !is_word_break(at[-1])) {
            continue;
        }
        const auto index =
            std::ranges::upper_bound(ends, static_cast<std::size_t>(at - text.data())) -
            ends.begin();
        const auto slot =
            static_cast<ledger::Slot>(block * block_slots + static_cast<std::size_t>(index));
        if (found.empty() || found.back() != slot) {
            found.push_back(slot);
        }
    }
    return found;
}

}  // namespace baton::engine
