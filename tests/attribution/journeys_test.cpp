#include "attribution/journeys.hpp"

#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/drawing.hpp"
#include "attribution/model.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// Which touches of a ledger make the path to a deal.
namespace baton::attribution {

namespace {

using testing::text_of;

Instant at(std::string_view text) {
    return parse_instant(text.size() == 10 ? std::string(text) + "T12:00Z" : std::string(text))
        .value();
}

ContactId contact(int number) {
    return make_id<ContactTag>(number, number);
}

constexpr VisitorId visitor = make_id<VisitorTag>(9, 9);

// A ledger written line by line.
class Book {
public:
    void add(Instant when, ledger::What what) {
        ledger::Event event{
            .at = when,
            .received = when,
            .order = next_,
            .position = {.bucket = 0, .sub = 0, .seq = static_cast<std::int64_t>(next_)},
            .by = "test",
            .cause = "",
            .what = std::move(what)};
        next_ += ledger::lines_of(event.what);
        timeline_.add(event);
    }

    void person(int number, ledger::Properties properties = {}) {
        add(at("2026-01-01"),
            ledger::ContactCreated{.contact = contact(number),
                                   .external_id = fmt::format("c{}", number),
                                   .properties = std::move(properties)});
    }

    void touch(int number, std::string_view when, ledger::Touched touched) {
        touched.contact = contact(number);
        add(at(when), std::move(touched));
    }

    void pack() { timeline_.pack(); }

    [[nodiscard]] const ledger::Timeline& timeline() const { return timeline_; }

private:
    ledger::Timeline timeline_;
    std::uint64_t next_ = 1;
};

ledger::Touched saying(std::string field, std::string value) {
    return {.contact = {},
            .visitor = {},
            .kind = "page_view",
            .fields = {{std::move(field), std::move(value)}},
            .message_id = {}};
}

ledger::Touched from(std::string channel) {
    return saying("channel", std::move(channel));
}

// "mail, search": the keys of the one path that ends then.
std::string path_of(const Book& book, const Ending& ending, const Look& look = {}) {
    JourneyReader reader(book.timeline(), look);
    reader.add_converting(ending);
    const Journeys journeys = std::move(reader).take();
    std::vector<std::string> keys;
    for (const Key key : journeys.converting.key) {
        keys.push_back(journeys.keys[key]);
    }
    return fmt::format("{}", fmt::join(keys, ", "));
}

TEST(Journeys, AreInEventOrderOverAllPeopleOfADeal) {
    Book book;
    book.person(0);
    book.person(1);
    book.touch(0, "2026-03-03", from("search"));
    book.touch(1, "2026-03-01", from("mail"));
    book.touch(1, "2026-03-03", from("webinar"));
    EXPECT_EQ(path_of(book, {.at = at("2026-03-10"), .contacts = {0, 1}}), "mail, search, webinar");
    EXPECT_EQ(path_of(book, {.at = at("2026-03-10"), .contacts = {1}}), "mail, webinar");
}

TEST(Journeys, ReachFromTheLookBackToTheEnding) {
    Book book;
    book.person(0);
    book.touch(0, "2026-03-01T12:00:00Z", from("too old"));
    book.touch(0, "2026-03-01T12:00:00.000001Z", from("just in"));
    book.touch(0, "2026-03-31T12:00:00Z", from("at the end"));
    book.touch(0, "2026-03-31T12:00:00.000001Z", from("after it"));
    EXPECT_EQ(
        path_of(
            book, {.at = at("2026-03-31"), .contacts = {0}}, {.lookback_micros = 30 * day_micros}),
        "just in, at the end");
}

TEST(Journeys, HoldOnlyTheBuyersDoing) {
    Book book;
    book.person(0);
    ledger::Touched sent = from("mail");
    sent.direction = ledger::Direction::out;
    ledger::Touched scanned = from("scanner");
    scanned.actor = ledger::Actor::scanner;
    ledger::Touched prefetched = from("prefetch");
    prefetched.actor = ledger::Actor::prefetch;
    for (const ledger::Touched& each : {sent, scanned, prefetched, from("search")}) {
        book.touch(0, "2026-03-01", each);
    }
    EXPECT_EQ(path_of(book, {.at = at("2026-03-10"), .contacts = {0}}), "search");
}

TEST(Journeys, NameWhatATouchDoesNotSay) {
    Book book;
    book.person(0);
    book.touch(0, "2026-03-01", saying("campaign", "Spring"));
    const Ending ending{.at = at("2026-03-10"), .contacts = {0}};
    EXPECT_EQ(path_of(book, ending), "(none)");
    EXPECT_EQ(path_of(book, ending, {.by = By::campaign}), "Spring");
    EXPECT_EQ(path_of(book, ending, {.by = By::asset}), "(none)");
}

TEST(Journeys, ByUserAreWhoLoggedItElseWhoOwnedTheContactThen) {
    Book book;
    book.person(0);
    book.touch(0, "2026-03-01", from("search"));
    book.add(at("2026-03-02"),
             ledger::ContactChanged{.contact = contact(0),
                                    .properties = {{"owner", std::string("kim@acme.test")}}});
    book.touch(0, "2026-03-03", from("search"));
    book.touch(0, "2026-03-04", saying("properties.by", "ann@acme.test"));
    EXPECT_EQ(path_of(book, {.at = at("2026-03-10"), .contacts = {0}}, {.by = By::user}),
              "(none), kim@acme.test, ann@acme.test");
}

TEST(Journeys, OfAVisitorAreTheContactsOnceTheyWereLinked) {
    Book book;
    book.person(0);
    ledger::Touched anonymous = from("ads");
    anonymous.visitor = visitor;
    book.add(at("2026-03-01"), anonymous);
    book.touch(0, "2026-03-02", from("search"));
    book.add(at("2026-03-05"), ledger::Linked{.visitor = visitor, .contact = contact(0)});
    const Ending ending{.at = at("2026-03-10"), .contacts = {0}};
    EXPECT_EQ(path_of(book, ending), "ads, search");
    EXPECT_EQ(path_of(book, ending, {.as_of = at("2026-03-04")}), "search");
}

TEST(Journeys, KnowWhenSomebodyQualifiedOnTheWay) {
    Book book;
    book.person(0);
    book.touch(0, "2026-03-05", from("search"));
    JourneyReader reader(book.timeline(), {});
    const auto with = [&](std::vector<Instant> entries) {
        reader.add_converting(
            {.at = at("2026-03-10"), .contacts = {0}, .qualified_at = std::move(entries)});
    };
    with({at("2026-03-01"), at("2026-03-06"), at("2026-03-07")});
    with({at("2026-03-01")});
    with({at("2026-03-11")});
    const Journeys journeys = std::move(reader).take();
    EXPECT_EQ(journeys.converting.milestones[0].qualified_at, at("2026-03-06").micros);
    EXPECT_EQ(journeys.converting.milestones[1].qualified_at, never);
    EXPECT_EQ(journeys.converting.milestones[2].qualified_at, never);
}

// Everything that a reading says, with keys as texts.
std::string all_of(const Journeys& journeys) {
    std::string all;
    const auto add = [&](const KeyPaths& paths) {
        for (std::size_t path = 0; path < paths.size(); ++path) {
            for (const Key key : paths.keys_of(path)) {
                all += journeys.keys[key] + ' ';
            }
            all += '|';
        }
    };
    add(journeys.converting);
    std::vector<std::int64_t> places(journeys.converting.at);
    for (const TouchPlace& place : journeys.touches) {
        places.push_back(place.contact);
    }
    all += fmt::format("{} /", fmt::join(places, ","));
    for (const KeyPaths& part : journeys.others) {
        add(part);
    }
    return all;
}

// People with some touches each, half of whom are in deals, and what is asked of them.
class Crowd {
public:
    Crowd() {
        for (int number = 0; number < people; ++number) {
            book_.person(number, {{"owner", fmt::format("rep {}", number % 7)}});
            for (int touch = 0; touch <= number % 4; ++touch) {
                book_.touch(number,
                            fmt::format("2026-03-{:02}", 1 + (number + touch * 5) % 28),
                            from(fmt::format("channel {}", (number * 31 + touch * 17) % 23)));
            }
        }
        for (ledger::Slot slot = 0; slot < people / 4; ++slot) {
            converting_.push_back({.at = at("2026-03-20"), .contacts = {slot, people - 1 - slot}});
            converting_.push_back({.at = at("2026-03-25"), .contacts = {slot * 4}});
        }
    }

    void pack() { book_.pack(); }

    [[nodiscard]] Journeys read(By by, unsigned threads) const {
        const OtherEndings others{.endings = lost_,
                                  .of_contact = [](JourneyReader& reader, ledger::Slot slot) {
                                      return slot % 2 == 0 ? reader.last_touch(slot) : std::nullopt;
                                  }};
        return read_journeys(
            book_.timeline(), {.by = by, .places = true}, converting_, others, threads);
    }

private:
    static constexpr int people = 9'000;

    Book book_;
    std::vector<Ending> converting_;
    std::vector<Ending> lost_{{.at = at("2026-03-28"), .contacts = {5, 6, 7}}};
};

TEST(Journeys, AreTheSameWithSeveralThreadsAndWhenPacked) {
    Crowd crowd;
    for (const By by : {By::channel, By::campaign, By::user}) {
        const auto one = crowd.read(by, 1);
        const auto three = crowd.read(by, 3);
        EXPECT_EQ(all_of(one), all_of(three)) << name(by);
        EXPECT_EQ(one.keys, three.keys) << name(by);
    }
    const auto before = crowd.read(By::channel, 1);
    crowd.pack();
    EXPECT_EQ(all_of(before), all_of(crowd.read(By::channel, 1)));
    EXPECT_EQ(all_of(before), all_of(crowd.read(By::channel, 3)));
    EXPECT_EQ(before.keys.size(), 23);
}

// The published example: a content success on 11 April, an opportunity of $3,000 on 22 April, a
// webinar success on 25 April, won on 30 April.
TEST(Journeys, OfThePublishedExampleForPipelineAndRevenue) {
    Book book;
    book.person(0);
    book.touch(0, "2026-04-11", from("content"));
    book.touch(0, "2026-04-25", from("webinar"));
    const auto credited_at = [&](std::string_view day) {
        JourneyReader reader(book.timeline(), {});
        reader.add_converting({.at = at(day), .created_at = at("2026-04-22"), .contacts = {0}});
        const std::vector<std::int64_t> amounts{300'000};
        return text_of(
            credit(std::move(reader).take(), amounts, *find_model("linear"), {}).value());
    };
    EXPECT_EQ(credited_at("2026-04-22"), "content 300000");
    EXPECT_EQ(credited_at("2026-04-30"), "content 150000, webinar 150000");
}

}  // namespace

}  // namespace baton::attribution
