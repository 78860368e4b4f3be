#include "engine/mentions.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/survivors.hpp"
#include "ledger/timeline.hpp"
#include "store/database.hpp"
#include "store/notices.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view seen_record = "seen";
constexpr std::string_view until_property = "mentions_until";

bool is_word(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == '_';
}

// How much of the text is that name; 0 when it does not begin with it as a whole.
std::size_t begins_with(std::string_view text, std::string_view name) {
    if (name.empty() || !text.starts_with(name)) {
        return 0;
    }
    const bool ends = text.size() == name.size() || !is_word(text[name.size()]);
    return ends ? name.size() : 0;
}

std::optional<Instant> seen_until(const ledger::Timeline& timeline, std::string_view person) {
    const auto* record = timeline.find_record(seen_record, person);
    if (record == nullptr) {
        return std::nullopt;
    }
    const Value value = timeline.value(record->properties, until_property, Instant::latest());
    const auto* until = std::get_if<Instant>(&value);
    return until == nullptr ? std::nullopt : std::optional(*until);
}

// Whether the note still calls the person.
bool calls(const ledger::Timeline& timeline, const ledger::Record& note, std::string_view person) {
    const Value value = timeline.value(note.properties, "mentions", Instant::latest());
    const auto* people = std::get_if<std::vector<std::string>>(&value);
    return people != nullptr && std::ranges::find(*people, person) != people->end();
}

template <typename AnyId>
AnyId id_in(const ledger::Timeline& timeline, const ledger::Record& note, std::string_view name) {
    const std::string text = text_of(timeline, note.properties, name, Instant::latest());
    return AnyId{text.empty() ? 0 : std::strtoll(text.c_str(), nullptr, 10)};
}

void name_subject(const ledger::Timeline& timeline,
                  const ledger::Record& note,
                  Instant now,
                  Mention& mention) {
    const ContactId who =
        survivor_of(timeline, id_in<ContactId>(timeline, note, "contact"), Instant::latest());
    if (const auto* contact = timeline.find(who); contact != nullptr && !contact->deleted()) {
        mention.contact = contact_ref(timeline, *contact, now);
    }
    if (const auto* company = timeline.find(id_in<CompanyId>(timeline, note, "company"))) {
        mention.company = NamedRef{.id = std::to_string(company->id.value),
                                   .name = company_name(timeline, *company, now)};
    }
    const auto* deal = timeline.find(id_in<DealId>(timeline, note, "deal"));
    if (deal != nullptr && ledger::Timeline::exists(*deal, Instant::latest())) {
        mention.deal =
            NamedRef{.id = std::to_string(deal->id.value), .name = deal_name(timeline, *deal, now)};
    }
}

}  // namespace

std::vector<std::string> called_in(std::string_view text, std::span<const User> users) {
    const std::string folded = text::folded(text);
    std::vector<std::string> called;
    for (std::size_t at = folded.find('@'); at != std::string::npos;
         at = folded.find('@', at + 1)) {
        if (at > 0 && is_word(folded[at - 1])) {
            continue;  // inside an e-mail address
        }
        const std::string_view rest = std::string_view(folded).substr(at + 1);
        std::size_t longest = 0;
        const User* who = nullptr;
        for (const User& user : users) {
            const std::size_t length = std::max(begins_with(rest, text::folded(user.name)),
                                                begins_with(rest, text::folded(user.email)));
            if (length > longest) {
                longest = length;
                who = &user;
            }
        }
        if (who != nullptr && std::ranges::find(called, who->email) == called.end()) {
            called.push_back(who->email);
        }
    }
    return called;
}

std::vector<Mention> mentions_of(const Workspace::View& view,
                                 std::string_view person,
                                 std::size_t most,
                                 Instant now) {
    const ledger::Timeline& timeline = view.timeline;
    const std::optional<Instant> until = seen_until(timeline, person);
    const ledger::Code text = timeline.dictionary().find_name("text");
    std::vector<Mention> mentions;
    for (const ledger::Slot slot : view.notes.calling(person) | std::views::reverse) {
        const ledger::Record& note = timeline.records()[slot];
        const auto* said = ledger::Timeline::property(note.properties, text, Instant::latest());
        if (mentions.size() == most || said == nullptr || !calls(timeline, note, person)) {
            continue;
        }
        Mention mention{.id = note.key,
                        .at = said->at,
                        .by = user_ref(timeline, timeline.dictionary().name(said->by), now),
                        .text = text_of(timeline, note.properties, "text", Instant::latest()),
                        .seen = until && said->at <= *until};
        name_subject(timeline, note, now, mention);
        if (!mention.text.empty() && (mention.contact || mention.company || mention.deal)) {
            mentions.push_back(std::move(mention));
        }
    }
    return mentions;
}

Result<Receipt> see_mentions(Desk& desk, Instant until, const Because& because) {
    const std::optional<Instant> before = seen_until(desk.timeline(), because.by);
    const Instant seen = std::min(until, desk.now());
    if (before && *before >= seen) {
        return Receipt{};
    }
    const ledger::Event& event =
        desk.record(ledger::RecordChanged{.record = std::string(seen_record),
                                          .key = because.by,
                                          .properties = {{std::string(until_property), seen}}},
                    because);
    desk.batch().beside.emplace_back([person = because.by, seen](store::Writing& writing) {
        return store::see_mentions(writing.connection, person, seen);
    });
    desk.batch().topics.insert({"mentions", "notifications"});
    return Receipt{.id = because.by, .recorded = {event.position}, .count = 1};
}

}  // namespace baton::engine
