#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "goals/measure.hpp"
#include "goals/reading.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

// In which row a fact is counted.
namespace baton::goals {

namespace {

using ledger::Slot;

// A touch as the rows see it: who is first among several contacts' touches.
struct Found {
    Instant at = Instant::latest();
    std::uint64_t order = 0;
    std::string text = {};
};

struct Wanted {
    std::string_view field;
    bool of_first_touch = false;  // the field of the very first touch, even when it has none
    bool both_directions = false;
    std::optional<Instant> from = {};
    Instant until;
    Instant as_of;
};

bool counts(const ledger::Timeline& timeline, const ledger::Touch& touch, const Wanted& wanted) {
    const ledger::Shape shape = timeline.dictionary().shape(touch.shape);
    const bool machine =
        shape.actor == ledger::Actor::scanner || shape.actor == ledger::Actor::prefetch;
    const bool direction = wanted.both_directions || shape.direction == ledger::Direction::in;
    return direction && !machine && touch.at <= wanted.until &&
           (!wanted.from || touch.at >= *wanted.from);
}

std::string field_text(const ledger::Timeline& timeline,
                       const ledger::Touch& touch,
                       std::string_view field) {
    const ledger::Shape shape = timeline.dictionary().shape(touch.shape);
    const auto* text = std::get_if<std::string>(&timeline.dictionary().field(shape, field));
    return text == nullptr ? std::string() : *text;
}

// The first touch of a contact that decides; earlier than `best`, or `best` stays.
void look_at(const ledger::Timeline& timeline,
             const ledger::Contact& contact,
             const Wanted& wanted,
             Found& best) {
    const ledger::Belongings& all = contact.all();
    for (std::size_t index = 0; index < all.touches.size(); ++index) {
        const ledger::Touch touch = all.touches[index];
        const bool later = touch.at > best.at || (touch.at == best.at && touch.order >= best.order);
        if (later || touch.at > wanted.until) {
            return;
        }
        const bool visible = all.visible_from.empty() || all.visible_from[index] <= wanted.as_of;
        if (!visible || !counts(timeline, touch, wanted)) {
            continue;
        }
        std::string text = field_text(timeline, touch, wanted.field);
        if (!text.empty() || wanted.of_first_touch) {
            best = {.at = touch.at, .order = touch.order, .text = std::move(text)};
            return;
        }
    }
}

std::string first_text(const ledger::Timeline& timeline,
                       std::span<const Slot> contacts,
                       const Wanted& wanted) {
    Found best;
    for (const Slot contact : contacts) {
        look_at(timeline, timeline.contacts()[contact], wanted, best);
    }
    return best.text;
}

RowKey named(const std::string& key) {
    if (key.empty()) {
        return {.key = "unknown", .label = "Unknown"};
    }
    return {.key = key, .label = key};
}

}  // namespace

std::string Reading::touch_text(const Occurrence& occurrence) const {
    const By by = request_->by;
    const bool asset = by == By::asset;
    return first_text(
        *timeline_,
        occurrence.contacts,
        {.field = by == By::campaign ? "campaign"
                  : asset            ? "asset"
                                     : "channel",
         .of_first_touch = by == By::source,
         .both_directions = asset && occurrence.assets_from.has_value(),
         .from = asset ? occurrence.assets_from : std::nullopt,
         .until = std::min(occurrence.touches_until.value_or(occurrence.at), request_->as_of),
         .as_of = request_->as_of});
}

std::string Reading::source_of(Slot contact) const {
    return first_text(*timeline_,
                      std::span(&contact, 1),
                      {.field = "channel",
                       .of_first_touch = true,
                       .until = request_->as_of,
                       .as_of = request_->as_of});
}

// Names of people, teams and campaigns were often entered long after what they did was: what was
// known by `as_of`, else what was known first.
std::string Reading::directory_text(const ledger::Record& record, std::string_view property) const {
    std::string known = text_of(record.properties, property);
    const auto* changes = record.properties.find(timeline_->dictionary().find_name(property));
    if (!known.empty() || changes == nullptr) {
        return known;
    }
    const auto* first = ledger::first_of(*changes);
    if (first == nullptr) {
        return {};
    }
    const auto* text = std::get_if<std::string>(&timeline_->dictionary().value(first->value));
    return text == nullptr ? std::string() : *text;
}

const ledger::Record* Reading::find_user(std::string_view owner) const {
    if (const auto* record = timeline_->find_record("user", owner)) {
        return record;
    }
    for (const auto* record : timeline_->records_of("user")) {
        if (directory_text(*record, "name") == owner) {
            return record;
        }
    }
    return nullptr;
}

RowKey Reading::owner_key(const std::string& owner) const {
    const auto* user = owner.empty() ? nullptr : find_user(owner);
    if (user == nullptr) {
        return named(owner);
    }
    const std::string label = directory_text(*user, "name");
    return {.key = user->key, .label = label.empty() ? user->key : label};
}

std::string Reading::team_of(const std::string& owner) const {
    const auto* user = owner.empty() ? nullptr : find_user(owner);
    return user == nullptr ? std::string() : directory_text(*user, "team");
}

std::vector<RowKey> Reading::owners() const {
    std::vector<RowKey> owners;
    for (const auto* user : timeline_->records_of("user")) {
        const std::string role = directory_text(*user, "role");
        if (role.empty() || role == "rep") {
            owners.push_back(owner_key(user->key));
        }
    }
    return owners;
}

std::string Reading::period_of(Instant at) const {
    const YearMonthDay day = parts_of(request_->zone.day_of(at));
    return request_->by == By::month ? fmt::format("{:04}-{:02}", day.year, day.month)
                                     : fmt::format("{:04}-Q{}", day.year, (day.month + 2) / 3);
}

std::string Reading::channel_of_campaign(const std::string& campaign) const {
    const auto* record = timeline_->find_record("campaign", campaign);
    return record == nullptr ? std::string() : directory_text(*record, "channel");
}

Occurrence Reading::occurrence(const DealFact& deal, Instant at) const {
    return {.at = at,
            .product = text_of(deal.deal->properties, "product"),
            .owner = text_of(deal.deal->properties, "owner"),
            .contacts = deal.contacts,
            .assets_from = deal.created_at};
}

Occurrence Reading::occurrence(const PersonFact& person) const {
    return {.at = person.known_at, .contacts = {person.contact}, .touches_until = request_->as_of};
}

RowKey Reading::key_of(const Occurrence& occurrence) const {
    switch (request_->by) {
        case By::all: return {.key = "all", .label = "All"};
        case By::product: return named(occurrence.product);
        case By::owner: return owner_key(occurrence.owner);
        case By::team: return named(team_of(occurrence.owner));
        case By::month:
        case By::quarter: return named(period_of(occurrence.at));
        case By::campaign:
            return named(occurrence.is_cost ? occurrence.campaign : touch_text(occurrence));
        case By::channel:
            return named(occurrence.is_cost ? channel_of_campaign(occurrence.campaign)
                                            : touch_text(occurrence));
        case By::asset:
        case By::source: return named(touch_text(occurrence));
    }
    return {};
}

}  // namespace baton::goals
