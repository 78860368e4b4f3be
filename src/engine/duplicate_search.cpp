#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "engine/contact_views.hpp"
#include "engine/duplicates.hpp"
#include "engine/people.hpp"
#include "engine/wording.hpp"

namespace baton::engine {

namespace {

using matching::Field;

struct Named {
    std::string_view property;
    Field field;
};

// Where contacts keep what tells people apart; the first that is known counts.
constexpr auto named = std::to_array<Named>({
    {"first_name", Field::given_name},
    {"last_name", Field::surname},
    {"date_of_birth", Field::birth_date},
    {"birth_date", Field::birth_date},
    {"birthday", Field::birth_date},
    {"email", Field::email},
    {"phone", Field::phone},
    {"mobile_phone", Field::phone},
    {"mobilephone", Field::phone},
    {"company", Field::company},
    {"website", Field::website},
    {"street", Field::street},
    {"address", Field::street},
    {"street_address", Field::street},
    {"house_number", Field::house_number},
    {"town", Field::town},
    {"city", Field::town},
    {"postcode", Field::postcode},
    {"postal_code", Field::postcode},
    {"zip", Field::postcode},
    {"region", Field::region},
    {"state", Field::region},
});

constexpr ledger::Slot contacts_at_once = 2'000;

ledger::Slot read_some(const Workspace::View& view, ledger::Slot from, FoundDuplicates& found) {
    const auto contacts = view.timeline.contacts();
    const auto end = std::min<std::size_t>(contacts.size(), from + contacts_at_once);
    found.last_order = view.timeline.last_order();
    for (; from < end; ++from) {
        const ledger::Contact& contact = contacts[from];
        if (!exists(contact) || view.directory.is_erased(contact.id)) continue;
        found.roll.add(card_of(view.timeline, contact));
        found.contacts.push_back(contact.id);
    }
    return from == contacts.size() ? ledger::no_slot : from;
}

}  // namespace

matching::Card card_of(const ledger::Timeline& timeline, const ledger::Contact& contact) {
    matching::Card card;
    for (const auto& [property, field] : named) {
        if (!card[field].empty()) continue;
        const Value value = timeline.value(contact, property, Instant::latest());
        if (known(value)) card[field] = value_words(value);
    }
    const ledger::Company* company = timeline.company_of(contact, Instant::latest());
    if (company != nullptr) {
        const auto text = [&](std::string_view name) {
            return text_of(timeline, company->properties, name, Instant::latest());
        };
        if (const auto name = text("name"); !name.empty()) card[Field::company] = name;
        if (card[Field::website].empty()) card[Field::website] = text("domain");
    }
    return card;
}

matching::Card card_of(const ledger::Properties& properties, std::string_view company) {
    matching::Card card;
    for (const auto& [property, field] : named) {
        const auto given =
            std::ranges::find(properties, property, &std::pair<std::string, Value>::first);
        if (!card[field].empty() || given == properties.end() || !known(given->second)) continue;
        card[field] = value_words(given->second);
    }
    if (!company.empty()) card[Field::company] = company;
    return card;
}

std::shared_ptr<const FoundDuplicates> find_duplicates(const Workspace& workspace,
                                                       unsigned threads,
                                                       const std::stop_token& stop) {
    auto found = std::make_shared<FoundDuplicates>();
    for (ledger::Slot from = 0; from != ledger::no_slot;) {
        from = workspace.read(
            [&](const Workspace::View& view) { return read_some(view, from, *found); });
    }
    found->roll.close();
    const auto& ids = found->contacts;
    found->scale = std::make_unique<const matching::Scale>(found->roll);
    for (const auto& pair : matching::find_pairs(
             found->roll, *found->scale, threads, matching::reviewable_score, stop)) {
        const bool swaps = ids[pair.left] > ids[pair.right];
        const auto left = swaps ? pair.right : pair.left;
        const auto right = swaps ? pair.left : pair.right;
        found->pairs.push_back({.left = ids[left],
                                .right = ids[right],
                                .left_row = left,
                                .right_row = right,
                                .score = pair.score});
    }
    return found;
}

}  // namespace baton::engine
