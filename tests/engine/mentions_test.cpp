#include "engine/mentions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/contact_commands.hpp"
#include "engine/house.hpp"
#include "engine/merge_commands.hpp"
#include "engine/note_commands.hpp"
#include "engine/versions.hpp"

namespace baton::engine {
namespace {

using baton::testing::House;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

User user(const std::string& email, const std::string& name) {
    User user;
    user.email = email;
    user.name = name;
    return user;
}

const std::vector<User> users{user("kim@house.test", "Kim"),
                              user("kim.weber@house.test", "Kim Weber"),
                              user("oeyvind@house.test", "Øyvind Å")};

TEST(CalledIn, the_longest_whole_name_or_address) {
    EXPECT_THAT(called_in("@Kim Weber, please", users), ElementsAre("kim.weber@house.test"));
    EXPECT_THAT(called_in("ask @kim weber and @KIM!", users),
                ElementsAre("kim.weber@house.test", "kim@house.test"));
    EXPECT_THAT(called_in("@kim@house.test has it", users), ElementsAre("kim@house.test"));
    EXPECT_THAT(called_in("@øyvind å", users), ElementsAre("oeyvind@house.test"));
    EXPECT_THAT(called_in("@Kim @Kim", users), ElementsAre("kim@house.test"));
}

TEST(CalledIn, nobody_by_a_part_of_a_word_or_an_address_of_others) {
    EXPECT_THAT(called_in("@Kimberley", users), IsEmpty());
    EXPECT_THAT(called_in("mail to x@kim", users), IsEmpty());
    EXPECT_THAT(called_in("@", users), IsEmpty());
    EXPECT_THAT(called_in("@@ @ nobody", users), IsEmpty());
    EXPECT_THAT(called_in("@Kim", {}), IsEmpty());
}

class Mentions : public ::testing::Test {
protected:
    ContactId contact(const std::string& name) {
        const auto made = house.run([&](Desk& desk) {
            return create_contact(
                desk, {.properties = {{"first_name", name}}}, {.by = "mia@house.test"});
        });
        return ContactId{std::stoll(made.value().id)};
    }

    Receipt write(const std::string& text, ContactId about) {
        house.wait(second_micros);
        return house
            .run([&](Desk& desk) {
                return add_note(desk, {.text = text, .contact = about}, {.by = "mia@house.test"});
            })
            .value();
    }

    std::vector<Mention> of(const std::string& person) {
        return house.read([&](const Workspace::View& view) {
            return mentions_of(view, person, 50, Instant::latest());
        });
    }

    House house;
};

TEST_F(Mentions, are_new_until_they_were_looked_at) {
    const ContactId ada = contact("Ada");
    write("@Kim Weber, she asked for a demo", ada);
    ASSERT_EQ(of("kim@house.test").size(), 1U);
    const Mention first = of("kim@house.test")[0];
    EXPECT_EQ(first.by->name, "Mia");
    EXPECT_EQ(first.contact->name, "Ada");
    EXPECT_FALSE(first.seen);
    EXPECT_THAT(of("sam@house.test"), IsEmpty());
    ASSERT_TRUE(house.run(
        [&](Desk& desk) { return see_mentions(desk, first.at, {.by = "kim@house.test"}); }));
    write("@kim weber again", ada);
    house.reopen();
    const auto both = of("kim@house.test");
    ASSERT_EQ(both.size(), 2U);
    EXPECT_FALSE(both[0].seen);
    EXPECT_EQ(both[0].text, "@kim weber again");
    EXPECT_TRUE(both[1].seen);
}

TEST_F(Mentions, go_with_the_note_that_is_taken_back) {
    const Receipt note = write("@Kim Weber", contact("Ada"));
    ASSERT_TRUE(
        house.run([&](Desk& desk) { return undo(desk, note.recorded, {.by = "mia@house.test"}); }));
    EXPECT_THAT(of("kim@house.test"), IsEmpty());
}

TEST_F(Mentions, follow_whom_a_contact_was_merged_into) {
    const ContactId ada = contact("Ada");
    const ContactId lovelace = contact("Lovelace");
    write("@Kim Weber", lovelace);
    ASSERT_TRUE(house.run([&](Desk& desk) {
        return merge_contacts(desk,
                              *chain_of(desk.timeline(), desk.now()).chain,
                              {.from = lovelace, .into = ada},
                              {.by = "mia@house.test"});
    }));
    EXPECT_EQ(of("kim@house.test").at(0).contact->id, std::to_string(ada.value));
}

}  // namespace
}  // namespace baton::engine
