#include "matching/pairs.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "matching/blocking.hpp"

namespace baton::matching {
namespace {

Card person(std::string given, std::string surname, std::string email, std::string company = "") {
    Card card;
    card[Field::given_name] = std::move(given);
    card[Field::surname] = std::move(surname);
    card[Field::email] = std::move(email);
    card[Field::company] = std::move(company);
    return card;
}

std::vector<Pair> pairs_of(const std::vector<Card>& cards, unsigned threads = 1) {
    Roll roll;
    for (const Card& card : cards)
        roll.add(card);
    roll.close();
    return find_pairs(roll, Scale(roll), threads);
}

double score_of(const Card& left, const Card& right) {
    Roll roll;
    roll.add(left);
    roll.add(right);
    roll.close();
    return Scale(roll).judge(0, 1).score;
}

// Texts from small stocks, so that many agree by chance.
Card drawn_card() {
    const auto drawn = [](const char* letters) {
        return *rc::gen::container<std::string>(4, rc::gen::elementOf(std::string(letters)));
    };
    Card card = person(drawn("abc"), drawn("mnop"), drawn("xyz") + "@" + drawn("qr") + ".test");
    if (*rc::gen::arbitrary<bool>()) card[Field::phone] = "03012345" + drawn("56");
    if (*rc::gen::arbitrary<bool>()) card[Field::postcode] = drawn("12");
    if (*rc::gen::arbitrary<bool>()) card[Field::birth_date] = "199" + drawn("01") + "1";
    if (*rc::gen::arbitrary<bool>()) card[Field::email] = "";
    return card;
}

TEST(Pairs, OfOnePersonWrittenTwice) {
    const auto pairs =
        pairs_of({person("Jos\xC3\xA9", "Garc\xC3\xAD\x61", "jose.garcia@acme.test", "Acme Ltd"),
                  person("Ann", "Lee", "ann@acme.test", "Acme Ltd"),
                  person("JOSE", "Garcia", "jose.garcia@home.test", "ACME")});
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0].left, 0U);
    EXPECT_EQ(pairs[0].right, 2U);
}

TEST(Pairs, AreNotColleaguesOrFamilies) {
    EXPECT_LT(score_of(person("Ann", "Lee", "ann@acme.test", "Acme"),
                       person("Tom", "Berg", "tom@acme.test", "Acme")),
              reviewable_score);
    Card one = person("Ann", "Lee", "ann@home.test");
    Card other = person("Robert", "Lee", "robert@home.test");
    for (Card* card : {&one, &other}) {
        (*card)[Field::street] = "5 Oak Street";
        (*card)[Field::town] = "Greenwich";
        (*card)[Field::postcode] = "20123";
    }
    EXPECT_LT(score_of(one, other), certain_score);
}

TEST(Pairs, SayWhatSpeaksForThem) {
    Roll roll;
    roll.add(person("Ann", "Featherstone", "a.featherstone@acme.test"));
    roll.add(person("Ann", "Fetherstone", "a.featherstone@home.test"));
    roll.close();
    const Judgement judgement = Scale(roll).judge(0, 1);
    const auto& given = judgement.evidence[index(Field::given_name)];
    EXPECT_EQ(given.level, Level::same);
    EXPECT_EQ(given.records, 2U);
    EXPECT_GT(given.bits, 0);
    EXPECT_EQ(judgement.evidence[index(Field::surname)].level, Level::near);
    EXPECT_EQ(judgement.evidence[index(Field::email)].level, Level::alike);
    EXPECT_EQ(judgement.evidence[index(Field::phone)].level, Level::unknown);
    EXPECT_EQ(judgement.evidence[index(Field::phone)].bits, 0);
    EXPECT_NEAR(judgement.probability(), 1, 0.05);
}

TEST(Pairs, OfManyWithOneNameAreFewerThanAll) {
    std::vector<Card> cards;
    for (int i = 0; i < 2'000; ++i)
        cards.push_back(person("Ann", "Lee", "ann" + std::to_string(i) + "@x.test"));
    Roll roll;
    for (const Card& card : cards)
        roll.add(card);
    roll.close();
    std::set<std::pair<Row, Row>> met;
    Blocks(roll).each_pair({}, [&](Row left, Row right) {
        met.emplace(left, right);
        return true;
    });
    EXPECT_LE(met.size(), cards.size() * neighbours * 2);
    EXPECT_GE(met.size(), cards.size());
}

TEST(Pairs, OfSomebodyWhoIsAboutToBeAdded) {
    Roll roll;
    for (const Card& card : {person("Ann", "Lee", "ann.lee@acme.test", "Acme"),
                             person("Margaret", "Featherstone", "m@acme.test", "Acme"),
                             person("Tom", "Berg", "tom@home.test")})
        roll.add(card);
    roll.close();
    const Scale scale(roll);
    const auto like =
        find_like(roll, scale, person("Margret", "Fetherstone", "m@home.test", "ACME Ltd"));
    ASSERT_EQ(like.size(), 1U);
    EXPECT_EQ(like[0].row, 1U);
    EXPECT_TRUE(find_like(roll, scale, person("Carl", "Oswald", "carl@acme.test", "Acme")).empty());
    EXPECT_TRUE(find_like(roll, scale, Card()).empty());
}

RC_GTEST_PROP(Pairs, IdenticalRecordsAreCertain, ()) {
    auto cards = *rc::gen::container<std::vector<Card>>(12, rc::gen::exec(drawn_card));
    Card twice = person("Margaret", "Featherstone", "m.featherstone@acme.test", "Acme");
    cards.push_back(twice);
    cards.push_back(twice);
    const auto pairs = pairs_of(cards);
    RC_ASSERT(!pairs.empty());
    RC_ASSERT(std::ranges::any_of(pairs, [](const Pair& pair) {
        return pair.left == 12 && pair.right == 13 && pair.score >= certain_score;
    }));
}

RC_GTEST_PROP(Pairs, AreTheSameInAnyOrderAndWithAnyNumberOfThreads, ()) {
    const auto cards = *rc::gen::container<std::vector<Card>>(*rc::gen::inRange<std::size_t>(2, 30),
                                                              rc::gen::exec(drawn_card));
    std::vector<Row> order(cards.size());
    for (Row row = 0; row < order.size(); ++row)
        order[row] = row;
    for (std::size_t at = order.size() - 1; at > 0; --at)
        std::swap(order[at], order[*rc::gen::inRange<std::size_t>(0, at + 1)]);
    std::vector<Card> shuffled;
    for (const Row row : order)
        shuffled.push_back(cards[row]);
    const auto named = [](const std::vector<Pair>& pairs, auto name) {
        std::map<std::pair<Row, Row>, double> result;
        for (const Pair& pair : pairs) {
            const Row one = name(pair.left);
            const Row other = name(pair.right);
            result[{std::min(one, other), std::max(one, other)}] = pair.score;
        }
        return result;
    };
    const auto straight = named(pairs_of(cards), [](Row row) { return row; });
    RC_ASSERT(straight == named(pairs_of(shuffled), [&](Row row) { return order[row]; }));
    RC_ASSERT(straight == named(pairs_of(cards, 3), [](Row row) { return row; }));
}

RC_GTEST_PROP(Pairs, AreJudgedTheSameBothWays, ()) {
    const Card one = drawn_card();
    const Card other = drawn_card();
    RC_ASSERT(score_of(one, other) == score_of(other, one));
}

}  // namespace
}  // namespace baton::matching
