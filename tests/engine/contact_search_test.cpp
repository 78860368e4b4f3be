#include <algorithm>
#include <cctype>
#include <gtest/gtest.h>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/contact_commands.hpp"
#include "engine/contact_views.hpp"
#include "engine/running.hpp"

namespace baton::engine::testing {
namespace {

const Because who{.by = "mia@acme.test"};

// A plain second reading of the search: every word begins a word of a name or of the address.
bool is_found(const std::vector<std::string>& names, const std::string& query) {
    const auto lower = [](std::string text) {
        std::ranges::transform(text, text.begin(), [](unsigned char letter) {
            return letter < 0x80 ? static_cast<char>(std::tolower(letter))
                                 : static_cast<char>(letter);
        });
        return text;
    };
    std::istringstream words(query);
    for (std::string word; std::getline(words, word, ' ');) {
        const bool found = std::ranges::any_of(names, [&](const std::string& name) {
            for (std::size_t at = 0; at < name.size(); ++at) {
                const bool begins = at == 0 || std::string_view(" -.@_").contains(name[at - 1]);
                if (begins && lower(name.substr(at, word.size())) == lower(word)) return true;
            }
            return false;
        });
        if (!word.empty() && !found) return false;
    }
    return true;
}

class ContactSearch : public ::testing::Test {
protected:
    std::string random_name() {
        static const std::vector<std::string> parts{
            "An", "an", "NA", "Zoë", "ö", "Ö", "-", ".", "_", " ", "x", std::string("\0", 1), "\1"};
        std::string name;
        for (auto count = dice() % 5; count > 0; --count) {
            name += parts[dice() % parts.size()];
        }
        return name;
    }

    ledger::Properties random_properties() {
        ledger::Properties properties;
        for (const char* name : {"first_name", "last_name"}) {
            if (dice() % 4 != 0) properties.emplace_back(name, random_name());
        }
        if (dice() % 3 != 0) {
            properties.emplace_back(
                "email", std::to_string(++addresses) + random_name() + "@na." + random_name());
        }
        return properties;
    }

    void do_something() {
        const auto what = dice() % 10;
        const auto done = running.run([&](Desk& desk) -> Result<Receipt> {
            if (ids.empty() || what < 5) {
                auto made = create_contact(desk, {.properties = random_properties()}, who);
                if (made) ids.push_back({std::stoll(made->id)});
                return made;
            }
            const ContactId id = ids[dice() % ids.size()];
            if (what < 7) {
                return change_contact(
                    desk, {.contact = id, .properties = random_properties()}, who);
            }
            if (what < 8) return delete_contact(desk, id, who);
            const ContactId into = ids[dice() % ids.size()];
            if (what < 9 && into != id && desk.find_contact(id) != nullptr &&
                desk.find_contact(into) != nullptr) {
                return Receipt{
                    .recorded = {
                        desk.record(ledger::Merged{.from = id, .into = into}, who).position}};
            }
            return receipts.empty() ? Result<Receipt>(Receipt{})
                                    : undo(desk, receipts[dice() % receipts.size()], who);
        });
        if (done && !done->recorded.empty()) receipts.push_back(done->recorded);
    }

    std::vector<ContactId> listed(const ContactAsk& asked) {
        ContactAsk ask = asked;
        std::vector<ContactId> found;
        do {
            const auto page = list_contacts(running.workspace(), ask, running.now());
            EXPECT_TRUE(page);
            for (const ContactListRow& row : page->rows) {
                found.push_back(row.id);
            }
            ask.after = page->next.value_or("");
        } while (!ask.after.empty());
        return found;
    }

    // By the timeline alone, oldest first.
    std::vector<ContactId> wanted(const std::string& query) {
        return running.workspace().read([&](const Workspace::View& view) {
            std::vector<ContactId> found;
            for (const ledger::Contact& contact : view.timeline.contacts()) {
                std::vector<std::string> names;
                for (const char* name : {"first_name", "last_name", "email"}) {
                    const Value value =
                        view.timeline.value(contact.all().properties, name, Instant::latest());
                    if (const auto* text = std::get_if<std::string>(&value)) {
                        names.push_back(*text);
                    }
                }
                if (exists(contact) && is_found(names, query)) found.push_back(contact.id);
            }
            return found;
        });
    }

    void expect_same() {
        for (int each = 0; each < 25; ++each) {
            std::string query = dice() % 4 == 0 ? "na" : random_name();
            if (dice() % 3 == 0) query += " " + random_name();
            if (query.empty()) query = "a";
            auto expected = wanted(query);
            ASSERT_EQ(listed({.query = query, .sort = "created_at", .limit = 7}), expected)
                << query;
            std::ranges::reverse(expected);
            ASSERT_EQ(listed({.query = query, .limit = 3}), expected) << query;
            const auto first = list_contacts(running.workspace(), {.query = query}, running.now());
            EXPECT_EQ(first->total, static_cast<std::int64_t>(expected.size())) << query;
        }
    }

    std::mt19937 dice{20261122};
    int addresses = 0;
    Running running{Instant{1'772'409'600'000'000}};
    std::vector<ContactId> ids;
    std::vector<std::vector<ledger::Position>> receipts;
};

TEST_F(ContactSearch, FindsWhomAPlainReadingFinds) {
    for (int round = 0; round < 8; ++round) {
        for (int each = 0; each < 90; ++each) {
            do_something();
        }
        expect_same();
    }
    EXPECT_GT(ids.size(), 256U) << "several blocks of names";
    running.restart();
    expect_same();
}

}  // namespace
}  // namespace baton::engine::testing
