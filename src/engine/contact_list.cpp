#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <utility>

#include "engine/contact_views.hpp"
#include "engine/people.hpp"
#include "store/lists.hpp"

namespace baton::engine {

namespace {

// Counting reads every contact, so beyond this many nobody waits for it.
constexpr std::size_t counted_max = 50'000;

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_break(char letter) {
    return letter == ' ' || letter == '-' || letter == '.' || letter == '@' || letter == '_';
}

bool begins(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::ranges::equal(text.substr(0, word.size()), word, {}, lower, lower);
}

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((at == 0 || is_break(text[at - 1])) && begins(text.substr(at), word)) {
            return true;
        }
    }
    return false;
}

Result<std::int64_t> number_of(const std::string& cursor) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
    if (error != std::errc() || end != cursor.data() + cursor.size() || number < 0) {
        return fail(Failure::invalid, "this page does not exist", {{"?after", "is not valid"}});
    }
    return number;
}

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

// What names a contact: one text for a query to be compared with.
std::string searched(const ledger::Timeline& timeline, const ledger::Contact& contact) {
    const auto text = [&](std::string_view name) {
        return text_of(timeline, contact.all().properties, name, Instant::latest());
    };
    return fmt::format("{} {} {}", text("first_name"), text("last_name"), text("email"));
}

bool fits(const Workspace::View& view, const ledger::Contact& contact, const ContactAsk& ask) {
    if (find_contact(view, contact.id) == nullptr) {
        return false;
    }
    const ledger::Company* company =
        ask.company ? view.timeline.company_of(contact, Instant::latest()) : nullptr;
    if (ask.company && (company == nullptr || company->id != ask.company)) {
        return false;
    }
    const std::string owner =
        ask.owner.empty()
            ? std::string()
            : text_of(view.timeline, contact.all().properties, "owner", Instant::latest());
    if (owner != ask.owner) {
        return false;
    }
    const lifecycle::Reached* stage =
        view.live.history(view.timeline.slot_of(contact)).current_stage();
    if (!ask.stage.empty() &&
        (stage == nullptr || view.live.chain().stage_name(*stage) != ask.stage)) {
        return false;
    }
    return ask.query.empty() || matches_query(ask.query, searched(view.timeline, contact));
}

// Slots rise with first mention: newest first from the end, unless the order is turned round.
ContactRows scan(const Workspace::View& view,
                 const ContactAsk& ask,
                 std::int64_t skip,
                 Instant now) {
    ContactRows found;
    const auto contacts = view.timeline.contacts();
    const bool oldest_first = ask.sort == "created_at";
    for (auto step = static_cast<std::size_t>(skip); step < contacts.size(); ++step) {
        const ledger::Contact& contact = contacts[oldest_first ? step : contacts.size() - 1 - step];
        if (!fits(view, contact, ask)) {
            continue;
        }
        if (found.rows.size() == ask.limit) {
            found.next = std::to_string(step);
            break;
        }
        found.rows.push_back(contact_list_row(view, contact, now));
    }
    return found;
}

bool is_sort(std::string_view sort) {
    constexpr std::array<std::string_view, 5> known{
        "", "created_at", "-created_at", "name", "-last_touch_at"};
    return std::ranges::find(known, sort) != known.end();
}

// Of the first page alone. Sorted by last touch the list leaves out who was never touched, so that
// no count fits it.
std::optional<std::int64_t> total_of(const Workspace::View& view, const ContactAsk& ask) {
    const auto contacts = view.timeline.contacts();
    if (!ask.after.empty() || contacts.size() > counted_max ||
        (ask.query.empty() && ask.sort == "-last_touch_at")) {
        return std::nullopt;
    }
    return std::ranges::count_if(
        contacts, [&](const ledger::Contact& contact) { return fits(view, contact, ask); });
}

Result<std::vector<store::ContactRow>> stored(Workspace& workspace, const ContactAsk& ask) {
    const store::Reading reading = workspace.database().reading();
    store::ContactQuery query{.sort = ask.sort == "name" ? store::ContactSort::name
                                      : ask.sort == "-last_touch_at"
                                          ? store::ContactSort::last_touched
                                          : store::ContactSort::newest,
                              .stage = given(ask.stage),
                              .owner = given(ask.owner),
                              .company = ask.company ? std::optional(ask.company) : std::nullopt,
                              .limit = static_cast<std::int64_t>(ask.limit) + 1};
    if (!ask.after.empty()) {
        const ContactId last{TRY(number_of(ask.after))};
        query.after = TRY(store::find_contact(reading.connection(), last));
    }
    return store::list_contacts(reading.connection(), query);
}

}  // namespace

bool matches_query(std::string_view query, std::string_view text) {
    while (!query.empty()) {
        const auto space = query.find(' ');
        const std::string_view word = query.substr(0, space);
        if (!word.empty() && !has_word(text, word)) {
            return false;
        }
        query = space == std::string_view::npos ? std::string_view() : query.substr(space + 1);
    }
    return true;
}

Result<ContactRows> list_contacts(Workspace& workspace, const ContactAsk& ask, Instant now) {
    if (!is_sort(ask.sort)) {
        return fail(Failure::invalid,
                    "Contacts cannot be sorted by this.",
                    {{"?sort", "created_at, -created_at, name or -last_touch_at"}});
    }
    if (!ask.query.empty() || ask.sort == "created_at") {
        const std::int64_t skip = ask.after.empty() ? 0 : TRY(number_of(ask.after));
        return workspace.read([&](const Workspace::View& view) {
            ContactRows found = scan(view, ask, skip, now);
            found.total = total_of(view, ask);
            return found;
        });
    }
    const std::vector<store::ContactRow> rows = TRY(stored(workspace, ask));
    return workspace.read([&](const Workspace::View& view) {
        ContactRows found{.total = total_of(view, ask)};
        for (const store::ContactRow& row : rows) {
            const ledger::Contact* contact = view.timeline.find(row.id);
            if (found.rows.size() == ask.limit) {
                found.next = std::to_string(found.rows.back().id.value);
                break;
            }
            if (contact != nullptr) {
                found.rows.push_back(contact_list_row(view, *contact, now));
            }
        }
        return found;
    });
}

}  // namespace baton::engine
