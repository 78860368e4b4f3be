#include "engine/note_commands.hpp"

#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "engine/command.hpp"
#include "engine/mentions.hpp"
#include "engine/people.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

Done check_subjects(Desk& desk, const NewNote& note) {
    if (note.contact && desk.find_contact(note.contact) == nullptr) {
        return fail(Failure::not_found, fmt::format("there is no contact {}", note.contact.value));
    }
    if (note.company && desk.timeline().find(note.company) == nullptr) {
        return fail(Failure::not_found, fmt::format("there is no company {}", note.company.value));
    }
    const ledger::Deal* deal = desk.timeline().find(note.deal);
    if (note.deal && (deal == nullptr || !ledger::Timeline::exists(*deal, Instant::latest()))) {
        return fail(Failure::not_found, fmt::format("there is no deal {}", note.deal.value));
    }
    return {};
}

template <typename AnyId>
void name_subject(Desk& desk, ledger::Properties& properties, std::string_view subject, AnyId id) {
    if (id) {
        const std::string text = std::to_string(id.value);
        properties.emplace_back(subject, text);
        desk.batch().topics.insert(fmt::format("{}:{}", subject, text));
    }
}

}  // namespace

Result<Receipt> add_note(Desk& desk, const NewNote& note, const Because& because) {
    const std::string_view text = text::trimmed(note.text);
    if (text.empty()) {
        return fail(Failure::invalid, "the note is empty", {{"/text", "write something"}});
    }
    TRY(check_subjects(desk, note));
    ledger::Properties properties{{"text", std::string(text)}};
    name_subject(desk, properties, "contact", note.contact);
    name_subject(desk, properties, "company", note.company);
    name_subject(desk, properties, "deal", note.deal);
    if (!note.about.empty()) {
        properties.emplace_back("about", note.about);
    }
    auto called = called_in(text, list_users(desk.timeline(), desk.now()));
    if (!called.empty()) {
        properties.emplace_back("mentions", std::move(called));
        desk.batch().topics.insert("mentions");
    }
    const std::string key = TRY(desk.new_record_key());
    const ledger::Event& event = desk.record(
        ledger::RecordChanged{.record = "note", .key = key, .properties = std::move(properties)},
        because);
    return Receipt{.id = key, .recorded = {event.position}, .count = 1};
}

}  // namespace baton::engine
