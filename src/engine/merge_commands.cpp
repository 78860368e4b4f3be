#include "engine/merge_commands.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "engine/contact_commands.hpp"
#include "engine/property_rules.hpp"
#include "handoff/handoffs.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

// A property about consent says yes to mail, or no to it.
constexpr std::array<std::string_view, 4> agreeing{"consent", "optin", "subscribed", "subscriber"};
constexpr std::array<std::string_view, 8> declining{"optout",
                                                    "optedout",
                                                    "unsubscribe",
                                                    "donotcall",
                                                    "donotemail",
                                                    "donotmail",
                                                    "donotcontact",
                                                    "hasoptedoutof"};

std::string letters_of(std::string_view property) {
    std::string letters = text::plain(property);
    std::erase(letters, ' ');
    return letters;
}

bool has_one(std::string_view letters, const auto& words) {
    return std::ranges::any_of(words, [&](auto word) { return letters.contains(word); });
}

bool is_declining(std::string_view property) {
    return has_one(letters_of(property), declining);
}

// true and "yes", "1"; text that says neither counts as no.
bool says_yes(const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth;
    if (const auto* number = std::get_if<Decimal>(&value)) return number->millionths != 0;
    const auto* words = std::get_if<std::string>(&value);
    const std::string word = words == nullptr ? std::string() : text::plain(*words);
    return word == "true" || word == "yes" || word == "1" || word == "granted";
}

const ledger::Change* last_change(const ledger::Contact& contact, ledger::Code name) {
    return ledger::Timeline::property(contact.all().properties, name, latest);
}

bool takes_from(const MergedValue& value, const ledger::Change& from, const ledger::Change& into) {
    if (value.restrictive) return says_yes(value.of_from) == is_declining(value.name);
    if (value.name == "email" || value.name == "owner") return false;
    return std::pair(from.at, from.order) > std::pair(into.at, into.order);
}

// The survivor's other properties come from the merge itself: what it does not know is filled in.
ledger::Properties chosen_values(const ledger::Timeline& timeline,
                                 const Merge& merge,
                                 const ledger::Contact& from,
                                 const ledger::Contact& into) {
    std::map<std::string, Value> chosen(merge.values.begin(), merge.values.end());
    for (const MergedValue& each : merged_values(timeline, from, into)) {
        const auto wanted = chosen.find(each.name);
        if (each.restrictive || wanted == chosen.end()) {
            chosen[each.name] = each.takes_from ? each.of_from : each.of_into;
        }
    }
    ledger::Properties changes;
    for (auto& [name, value] : chosen) {
        const Value mine = timeline.value(into, name, latest);
        const Value filled = known(mine) ? mine : timeline.value(from, name, latest);
        if (value != filled) changes.emplace_back(name, std::move(value));
    }
    return changes;
}

Result<const ledger::Contact*> existing(Desk& desk, ContactId id, std::string_view place) {
    const ledger::Contact* contact = desk.find_contact(id);
    if (contact == nullptr) {
        return fail(Failure::not_found,
                    fmt::format("there is no contact {}", id.value),
                    {{std::string(place), "name a contact that exists"}});
    }
    return contact;
}

// Handoffs of the two are one row of events from now on: what came to one after an offer that is
// still open to the other would answer it.
Done check_handoffs(const ledger::Timeline& timeline,
                    const lifecycle::Chain& chain,
                    const ledger::Contact& one,
                    const ledger::Contact& other) {
    const auto handoffs = handoff::read_handoffs(timeline, one, chain);
    if (handoffs.empty() || !handoff::is_open(handoffs.back().state)) return {};
    const bool answered = std::ranges::any_of(other.all().handoffs, [&](const auto& fact) {
        return !fact.voided && fact.at >= handoffs.back().offered_at;
    });
    if (!answered) return {};
    return fail(Failure::refused,
                fmt::format("contact {} has an open handoff, and contact {} had one since",
                            one.id.value,
                            other.id.value),
                {{"/from", "answer the open handoff first"}});
}

// The change that came with a merge: it happened at the same instant and stands next to it.
std::optional<ledger::Position> choice_of(const ledger::Timeline& timeline,
                                          const ledger::Joining& merge) {
    for (const auto& track : timeline.contacts()[merge.into].own.properties.all()) {
        for (const ledger::Change& change : track.changes) {
            if (change.at == merge.at && change.order == merge.order + 1 && !change.voided) {
                return timeline.position_of(change.order);
            }
        }
    }
    return std::nullopt;
}

void tell(Desk& desk, ContactId one, ContactId other) {
    desk.batch().topics.insert({"contacts",
                                "deals",
                                "handoffs",
                                "tasks",
                                "duplicates",
                                "contact:" + std::to_string(one.value),
                                "contact:" + std::to_string(other.value)});
}

}  // namespace

bool is_about_consent(std::string_view property) {
    const std::string letters = letters_of(property);
    return has_one(letters, agreeing) || has_one(letters, declining);
}

std::vector<MergedValue> merged_values(const ledger::Timeline& timeline,
                                       const ledger::Contact& from,
                                       const ledger::Contact& into) {
    std::vector<MergedValue> values;
    for (const auto& track : from.all().properties.all()) {
        const ledger::Change* theirs = last_change(from, track.name);
        const ledger::Change* ours = last_change(into, track.name);
        if (theirs == nullptr || theirs->value == 0 || ours == nullptr || ours->value == 0) {
            continue;
        }
        const std::string name(timeline.dictionary().name(track.name));
        MergedValue value{.name = name,
                          .of_from = timeline.dictionary().value(theirs->value),
                          .of_into = timeline.dictionary().value(ours->value),
                          .restrictive = is_about_consent(name)};
        if (value.of_from == value.of_into) continue;
        value.takes_from = takes_from(value, *theirs, *ours);
        values.push_back(std::move(value));
    }
    std::ranges::sort(values, {}, &MergedValue::name);
    return values;
}

Result<Receipt> merge_contacts(Desk& desk,
                               const lifecycle::Chain& chain,
                               const Merge& merge,
                               const Because& because) {
    if (merge.from == merge.into) {
        return fail(Failure::invalid,
                    "a contact cannot be merged into itself",
                    {{"/from", "name another contact"}});
    }
    const ledger::Contact* from = TRY(existing(desk, merge.from, "/from"));
    const ledger::Contact* into = TRY(existing(desk, merge.into, "/into"));
    const ledger::Timeline& timeline = desk.timeline();
    TRY(check_handoffs(timeline, chain, *from, *into));
    TRY(check_handoffs(timeline, chain, *into, *from));
    Merge wish = merge;
    wish.values = TRY(checked(timeline, "contact", merge.values));
    ledger::Properties changes = chosen_values(timeline, wish, *from, *into);
    Because now{.by = because.by, .cause = because.cause};
    const ledger::Event merged =
        desk.record(ledger::Merged{.from = merge.from, .into = merge.into}, now);
    Receipt receipt{
        .id = std::to_string(merge.into.value), .recorded = {merged.position}, .count = 1};
    if (!changes.empty()) {
        now.at = merged.at;
        const ledger::Event& choice = desk.record(
            ledger::ContactChanged{.contact = merge.into, .properties = std::move(changes)}, now);
        receipt.recorded.push_back(choice.position);
    }
    tell(desk, merge.from, merge.into);
    return receipt;
}

Result<Receipt> unmerge_contact(Desk& desk, ContactId from, const Because& because) {
    const ledger::Timeline& timeline = desk.timeline();
    const ledger::Contact* contact = timeline.find(from);
    if (contact == nullptr || !contact->merged) {
        return fail(Failure::refused,
                    fmt::format("contact {} is not merged into another", from.value));
    }
    if (desk.directory().is_erased(from)) {
        return fail(Failure::refused, fmt::format("contact {} was erased", from.value));
    }
    const auto merge =
        std::ranges::find(contact->merges, contact->merged->order, &ledger::Joining::order);
    const auto position = timeline.position_of(merge->order);
    std::vector<ledger::Position> positions{*position};
    if (const auto choice = choice_of(timeline, *merge)) positions.push_back(*choice);
    const ContactId into = timeline.contacts()[merge->into].id;
    Receipt receipt = TRY(undo(desk, positions, because));
    receipt.id = std::to_string(from.value);
    tell(desk, from, into);
    return receipt;
}

}  // namespace baton::engine
