#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/contact_names.hpp"
#include "engine/contact_views.hpp"
#include "engine/people.hpp"
#include "store/lists.hpp"

namespace baton::engine {

namespace {

// Counting reads every contact, so beyond this many nobody waits for it.
constexpr std::size_t counted_max = 50'000;

bool begins(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::ranges::equal(text.substr(0, word.size()), word, {}, lower_letter, lower_letter);
}

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((at == 0 || is_word_break(text[at - 1])) && begins(text.substr(at), word)) {
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

// What a list asks of a contact, looked up once: a search reads every contact there is.
class Sought {
public:
    Sought(const Workspace::View& view, const ContactAsk& ask) : view_(view), ask_(ask) {
        for (const auto word : std::views::split(std::string_view(ask.query), ' ')) {
            if (!word.empty()) {
                words_.emplace_back(word.begin(), word.end());
            }
        }
    }

    [[nodiscard]] bool fits(const ledger::Contact& contact) const {
        return exists(contact) && is_of_company(contact) &&
               (ask_.owner.empty() || text(contact, owner_) == ask_.owner) &&
               is_in_stage(contact) && std::ranges::all_of(words_, [&](std::string_view word) {
                   return is_named(contact, word);
               });
    }

    // The one that fewest names have; empty when nothing is searched for.
    [[nodiscard]] std::string_view longest_word() const {
        return words_.empty() ? std::string_view()
                              : *std::ranges::max_element(words_, {}, &std::string_view::size);
    }

private:
    [[nodiscard]] bool is_of_company(const ledger::Contact& contact) const {
        if (!ask_.company) {
            return true;
        }
        const ledger::Company* company = view_.timeline.company_of(contact, Instant::latest());
        return company != nullptr && company->id == ask_.company;
    }

    [[nodiscard]] bool is_in_stage(const ledger::Contact& contact) const {
        if (ask_.stage.empty()) {
            return true;
        }
        const lifecycle::Reached* stage =
            view_.live.history(view_.timeline.slot_of(contact)).current_stage();
        return stage != nullptr && view_.live.chain().stage_name(*stage) == ask_.stage;
    }

    [[nodiscard]] bool is_named(const ledger::Contact& contact, std::string_view word) const {
        return std::ranges::any_of(
            names_, [&](ledger::Code name) { return has_word(text(contact, name), word); });
    }

    // Refers to the timeline's dictionary.
    [[nodiscard]] std::string_view text(const ledger::Contact& contact, ledger::Code name) const {
        const ledger::Change* change =
            ledger::Timeline::property(contact.all().properties, name, Instant::latest());
        const auto* found =
            change == nullptr
                ? nullptr
                : std::get_if<std::string>(&view_.timeline.dictionary().value(change->value));
        return found == nullptr ? std::string_view() : std::string_view(*found);
    }

    [[nodiscard]] ledger::Code code(std::string_view name) const {
        return view_.timeline.dictionary().find_name(name);
    }

    const Workspace::View& view_;
    const ContactAsk& ask_;
    std::vector<std::string_view> words_;
    ledger::Code owner_ = code("owner");
    std::array<ledger::Code, 3> names_{code("first_name"), code("last_name"), code("email")};
};

// Calls `visit` for those that fit, from the `skip`th slot in the order of the list on, until it
// returns false. Slots rise with first mention: newest first from the end, unless the order is
// turned round.
template <typename Visit>
void each_sought(const Workspace::View& view,
                 const Sought& sought,
                 bool oldest_first,
                 std::size_t skip,
                 Visit visit) {
    const auto contacts = view.timeline.contacts();
    if (skip >= contacts.size()) {
        return;
    }
    const auto newest = static_cast<ledger::Slot>(contacts.size() - 1);
    const auto step = static_cast<ledger::Slot>(skip);
    const ledger::Slot first = oldest_first ? step : newest - step;
    const ledger::Slot last = oldest_first ? newest : 0;
    const auto look = [&](ledger::Slot slot) {
        return !sought.fits(contacts[slot]) || visit(oldest_first ? slot : newest - slot);
    };
    if (const std::string_view word = sought.longest_word(); !word.empty()) {
        view.names.each(word, first, last, look);
        return;
    }
    for (ledger::Slot slot = first; look(slot) && slot != last;) {
        slot = oldest_first ? slot + 1 : slot - 1;
    }
}

ContactRows scan(const Workspace::View& view,
                 const ContactAsk& ask,
                 std::int64_t skip,
                 Instant now) {
    ContactRows found;
    const auto contacts = view.timeline.contacts();
    const bool oldest_first = ask.sort == "created_at";
    const auto take = [&](std::size_t step) {
        if (found.rows.size() == ask.limit) {
            found.next = std::to_string(step);
            return false;
        }
        const std::size_t slot = oldest_first ? step : contacts.size() - 1 - step;
        found.rows.push_back(contact_list_row(view, contacts[slot], now));
        return true;
    };
    each_sought(view, Sought(view, ask), oldest_first, static_cast<std::size_t>(skip), take);
    return found;
}

FormulaRecord record_of(const Workspace::View& view, const ledger::Contact& contact) {
    const ledger::Company* company = view.timeline.company_of(contact, Instant::latest());
    return {.own = &contact.all().properties,
            .company = company == nullptr ? nullptr : &company->properties};
}

void add_values(const Workspace::View& view, ListedProperties& listed, ContactRows& found) {
    for (ContactListRow& row : found.rows) {
        row.values = listed.values(record_of(view, *view.timeline.find(row.id)));
    }
}

// In the order of a property, or newest first, those for whom the condition holds.
ContactRows arranged(const Workspace::View& view,
                     const ContactAsk& ask,
                     ListedProperties& listed,
                     std::size_t skip,
                     Instant now) {
    struct Keyed {
        std::size_t slot;
        Value key;
    };

    std::vector<Keyed> found;
    const auto contacts = view.timeline.contacts();
    each_sought(view, Sought(view, ask), false, 0, [&](std::size_t step) {
        const std::size_t slot = contacts.size() - 1 - step;
        const FormulaRecord record = record_of(view, contacts[slot]);
        if (listed.holds(record)) {
            found.push_back({.slot = slot, .key = listed.sorts() ? listed.key(record) : Value()});
        }
        return true;
    });
    if (listed.sorts()) {
        std::ranges::stable_sort(found, [&](const Keyed& left, const Keyed& right) {
            return listed.before(left.key, right.key);
        });
    }
    ContactRows rows{.total = static_cast<std::int64_t>(found.size())};
    const std::size_t end = std::min(found.size(), skip + ask.limit);
    for (std::size_t at = std::min(skip, end); at < end; ++at) {
        rows.rows.push_back(contact_list_row(view, contacts[found[at].slot], now));
    }
    rows.next = end < found.size() ? std::optional(std::to_string(end)) : std::nullopt;
    return rows;
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
    std::int64_t count = 0;
    each_sought(view, Sought(view, ask), true, 0, [&](std::size_t /*step*/) {
        ++count;
        return true;
    });
    return count;
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
    if (ask.properties.arranges() || !ask.query.empty() || ask.sort == "created_at") {
        const std::int64_t skip = ask.after.empty() ? 0 : TRY(number_of(ask.after));
        return workspace.read([&](const Workspace::View& view) -> Result<ContactRows> {
            auto listed = TRY(ListedProperties::read(view, "contact", ask.properties, now));
            ContactRows found =
                ask.properties.arranges()
                    ? arranged(view, ask, listed, static_cast<std::size_t>(skip), now)
                    : scan(view, ask, skip, now);
            found.total = ask.properties.arranges() ? found.total : total_of(view, ask);
            add_values(view, listed, found);
            return found;
        });
    }
    const std::vector<store::ContactRow> rows = TRY(stored(workspace, ask));
    return workspace.read([&](const Workspace::View& view) -> Result<ContactRows> {
        auto listed = TRY(ListedProperties::read(view, "contact", ask.properties, now));
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
        add_values(view, listed, found);
        return found;
    });
}

}  // namespace baton::engine
