#include "engine/duplicates.hpp"

#include <gtest/gtest.h>
#include <string>

#include "engine/contact_commands.hpp"
#include "engine/duplicate_queue.hpp"
#include "engine/running.hpp"

namespace baton::engine::testing {
namespace {

ContactId create(Running& running, const ledger::Properties& properties) {
    const auto made = running.run([&](Desk& desk) {
        return create_contact(desk, {.properties = properties}, {.by = "mia@acme.test"});
    });
    EXPECT_TRUE(made);
    return {made ? std::stoll(made->id) : 0};
}

DuplicatesPage look(Running& running, DuplicateQueue& queue) {
    const auto found = queue.look().found;
    EXPECT_TRUE(found);
    return running.workspace().read([&](const Workspace::View& view) {
        return duplicates_page(view, *found, {.after = {}, .limit = 10}).value();
    });
}

TEST(Duplicates, AreFoundShownAndDismissed) {
    Running running(Instant{1'772'409'600'000'000}, {.above = 1, .batch = 1});
    const ContactId one = create(running,
                                 {{"email", std::string("m.featherstone@acme.test")},
                                  {"last_name", std::string("Featherstone")},
                                  {"phone", std::string("030 1234567")},
                                  {"first_name", std::string("Margaret")}});
    const ContactId other = create(running,
                                   {{"email", std::string("margaret@home.test")},
                                    {"last_name", std::string("Fetherstone")},
                                    {"first_name", std::string("Margaret")},
                                    {"mobile_phone", std::string("+49 30 1234567")}});
    create(running, {{"email", std::string("tom@acme.test")}, {"last_name", std::string("Berg")}});
    DuplicateQueue queue(running.workspace());
    const DuplicatesPage page = look(running, queue);
    ASSERT_EQ(page.rows.size(), 1U);
    EXPECT_EQ(page.total, 1);
    EXPECT_FALSE(page.next);
    EXPECT_EQ(page.rows[0].left.contact.id, std::to_string(one.value));
    EXPECT_EQ(page.rows[0].right.contact.id, std::to_string(other.value));
    EXPECT_EQ(page.rows[0].survivor, std::to_string(one.value));
    const auto pair = parse_pair(page.rows[0].id);
    ASSERT_TRUE(pair);
    EXPECT_TRUE(running.run(
        [&](Desk& desk) { return call_different(desk, *pair, {.by = "mia@acme.test"}); }));
    EXPECT_EQ(look(running, queue).total, 0);
    EXPECT_FALSE(parse_pair("7-5"));
    EXPECT_FALSE(parse_pair("5"));
}

}  // namespace
}  // namespace baton::engine::testing
