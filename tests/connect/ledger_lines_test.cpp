#include "connect/ledger_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"

namespace baton::connect {
namespace {

ledger::DeclaredTypes standard() {
    return {.contact = {{"email", ValueType::text}, {"created_at", ValueType::instant}},
            .company = {{"employees", ValueType::number}, {"annual_revenue", ValueType::money}},
            .deal = {{"amount", ValueType::money}}};
}

struct Read {
    ledger::NameTable names;
    LedgerLinesReader reader{names, standard()};

    Result<std::vector<ledger::Event>> operator()(std::string_view text) {
        return read_ledger(text, reader);
    }
};

// Every type of line, as the writer writes it: reading and writing it again must give it back.
constexpr std::string_view every_type =
    R"({"type":"contact","at":"2026-01-01T00:00:00.000000Z","received":"2026-01-01T00:00:00.000000Z","id":"c1","by":"import:1"}
{"type":"change","at":"2026-01-01T00:00:01.000000Z","received":"2026-01-01T00:00:01.000000Z","record":"contact","id":"c1","property":"email","value":"ada@acme.test"}
{"type":"change","at":"2026-01-01T00:00:01.000000Z","received":"2026-01-01T00:00:01.000000Z","record":"contact","id":"c1","property":"email","value":null}
{"type":"change","at":"2026-01-01T00:00:01.000000Z","received":"2026-01-01T00:00:01.000000Z","record":"contact","id":"c1","property":"created_at","value":"2025-12-31T23:00:00.250000Z"}
{"type":"change","at":"2026-01-01T00:00:01.000000Z","received":"2026-01-01T00:00:01.000000Z","record":"company","id":"acme","property":"annual_revenue","value":{"amount":"1100.00","currency":"USD"}}
{"type":"change","at":"2026-01-01T00:00:01.000000Z","received":"2026-01-01T00:00:01.000000Z","record":"company","id":"acme","property":"annual_revenue","value":1100.5}
{"type":"change","at":"2026-01-01T00:00:01.000000Z","received":"2026-01-01T00:00:01.000000Z","record":"task","id":"t1","property":"tags","value":["a","b"]}
{"type":"company","at":"2026-01-01T00:00:02.000000Z","received":"2026-01-01T00:00:02.000000Z","contact":"c1","company":"acme"}
{"type":"company","at":"2026-01-01T00:00:02.000000Z","received":"2026-01-01T00:00:02.000000Z","contact":"c1","company":null}
{"type":"touch","at":"2026-01-01T00:00:03.000000Z","received":"2026-01-01T00:00:03.000000Z","visitor":"v1","kind":"page_view","fields":{"path":"/","properties":{"plan":"pro","deep.er":2.5,"yes":true},"value":-1.25},"message_id":"m1","actor":"human","trust":"anonymous","direction":"out"}
{"type":"touch","at":"2026-01-01T00:00:03.000000Z","received":"2026-01-01T00:00:03.000000Z","contact":"c1","kind":"call"}
{"type":"link","at":"2026-01-01T00:00:04.000000Z","received":"2026-01-01T00:00:04.000000Z","visitor":"v1","contact":"c1"}
{"type":"merge","at":"2026-01-01T00:00:05.000000Z","received":"2026-01-01T00:00:05.000000Z","from":"c2","into":"c1","cause":"same e-mail"}
{"type":"handoff","at":"2026-01-01T00:00:06.000000Z","received":"2026-01-01T00:00:06.000000Z","contact":"c1","event":"rejected","reason":"no_budget","owner":"kim@acme.test"}
{"type":"deal","at":"2026-01-01T00:00:07.000000Z","received":"2026-01-01T00:00:07.000000Z","deal":"d1","contacts":["c1","c2"],"status":"won","set":{"amount":12.5,"name":"First"},"deleted":true}
{"type":"place","at":"2026-01-01T00:00:08.000000Z","received":"2026-01-01T00:00:08.000000Z","contact":"c1","stage":"MQL","why":"known","by":"kim@acme.test"}
{"type":"rate","at":"2026-01-01T00:00:09.000000Z","received":"2026-01-01T00:00:09.000000Z","from":"USD","to":"EUR","rate":0.92}
{"type":"delete","at":"2026-01-01T00:00:10.000000Z","received":"2026-01-01T00:00:10.000000Z","contact":"c1"}
{"type":"void","at":"2026-01-01T00:00:11.000000Z","received":"2026-01-01T00:00:11.000000Z","positions":[13,1]}
)";

std::string written(const ledger::NameTable& names, const std::vector<ledger::Event>& events) {
    LedgerLinesWriter writer(names);
    std::string out;
    for (const auto& event : events) {
        EXPECT_TRUE(writer.write(event, out));
    }
    return out;
}

TEST(LedgerLines, EveryTypeIsWrittenAsItWasRead) {
    Read read;
    const auto events = read(every_type);
    ASSERT_TRUE(events) << events.error().message;
    EXPECT_EQ(events->size(), 19U);
    EXPECT_EQ(written(read.names, *events), every_type);
}

TEST(LedgerLines, ReadWhatWasWrittenEqualsWhatWasRead) {
    Read first;
    const auto events = first(every_type).value();
    Read second;
    EXPECT_EQ(second(written(first.names, events)).value(), events);
}

TEST(LedgerLines, PositionsCountFromOneAndVoidsFollowThem) {
    Read read;
    const auto events = read(every_type).value();
    EXPECT_EQ(events.front().order, 1U);
    EXPECT_EQ(events.front().position.seq, 1);
    EXPECT_EQ(events[1].position.seq, 2);
    EXPECT_EQ(events[1].position.bucket, events[0].position.bucket);
    const auto& voided = std::get<ledger::Voided>(events.back().what);
    EXPECT_EQ(voided.positions[0], events[12].position);
    EXPECT_EQ(voided.positions[1], events[0].position);
}

TEST(LedgerLines, ReceivedDefaultsToTheLaterOfAtAndTheOneBefore) {
    Read read;
    const auto events = read(R"({"type":"contact","id":"a","at":2000000}
{"type":"contact","id":"b","at":"1970-01-01T01:00:01+01:00"}

{"type":"contact","id":"c","at":1000000,"received":5000000}
)")
                            .value();
    EXPECT_EQ(events[0].received.micros, 2'000'000);
    EXPECT_EQ(events[1].at.micros, 1'000'000);
    EXPECT_EQ(events[1].received.micros, 2'000'000);
    EXPECT_EQ(events[2].received.micros, 5'000'000);
    EXPECT_EQ(events[2].order, 3U);
}

TEST(LedgerLines, UndeclaredPropertiesTakeTheTypeOfTheirFirstValue) {
    Read read;
    const auto events =
        read(R"({"type":"schema","contact":{"birthday":"date"},"task":{"due":"date"}}
{"type":"change","at":1,"record":"contact","id":"a","property":"plan","value":null}
{"type":"change","at":1,"record":"contact","id":"a","property":"plan","value":"  pro "}
{"type":"change","at":1,"record":"contact","id":"a","property":"plan","value":"  "}
{"type":"change","at":1,"record":"contact","id":"a","property":"birthday","value":"2001-02-03"}
{"type":"change","at":1,"record":"task","id":"a","property":"due","value":"2001-02-03"}
{"type":"change","at":1,"record":"contact","id":"a","property":"tags","value":["x"," "]}
)")
            .value();
    const auto value = [&events](std::size_t index) {
        return std::get<ledger::ContactChanged>(events[index].what).properties[0].second;
    };
    EXPECT_EQ(value(0), Value(Unknown{}));
    EXPECT_EQ(value(1), Value(std::string("pro")));
    EXPECT_EQ(value(2), Value(Unknown{}));
    EXPECT_EQ(value(3), Value(parse_date("2001-02-03").value()));
    EXPECT_EQ(value(5), Value(std::vector<std::string>{"x"}));
    EXPECT_EQ(read.reader.types().contact.at("plan"), ValueType::text);
    EXPECT_EQ(read.reader.types().contact.at("tags"), ValueType::multi);
    const auto& task = std::get<ledger::RecordChanged>(events[4].what);
    EXPECT_EQ(task.properties[0].second, Value(parse_date("2001-02-03").value()));
}

struct Refusal {
    std::string_view line;
    std::string_view message;
};

TEST(LedgerLines, RefusalsNameLineAndField) {
    const std::vector<Refusal> refusals{
        {"{", "line 2: not JSON"},
        {"[1]", "line 2: expected one JSON object"},
        {R"({"at":1})", "line 2: type: is missing"},
        {R"({"type":"gossip","at":1})", "line 2: type: unknown type gossip"},
        {R"({"type":"contact","id":"a"})", "line 2: at: is missing"},
        {R"({"type":"contact","id":"a","at":"soon"})", "line 2: at: "},
        {R"({"type":"contact","at":9})", "line 2: id: is missing"},
        {R"({"type":"contact","id":"a","at":1,"received":1})",
         "line 2: received: is earlier than that of the line before"},
        {R"({"type":"touch","at":9,"kind":"x"})", "line 2: contact: a touch names either"},
        {R"({"type":"touch","at":9,"kind":"x","contact":"a","visitor":"b"})", "line 2: contact: "},
        {R"({"type":"touch","at":9,"contact":"a"})", "line 2: kind: is missing"},
        {R"({"type":"touch","at":9,"contact":"a","kind":"x","actor":"dog"})",
         "line 2: actor: unknown word dog"},
        {R"({"type":"change","at":9,"record":"contact","id":"a","property":"email","value":5})",
         "line 2: email: text property: expected text"},
        {R"({"type":"change","at":9,"record":"company","id":"a","property":"employees","value":"5"})",
         "line 2: employees: number property: expected a number"},
        {R"({"type":"change","at":9,"record":"company","id":"a","property":"odd","value":{"a":1}})",
         "line 2: odd: an object can only be money"},
        {R"({"type":"handoff","at":9,"contact":"a","event":"lost"})",
         "line 2: event: unknown word"},
        {R"({"type":"rate","at":9,"from":"USD","to":"EUR","rate":-1})", "line 2: rate: "},
        {R"({"type":"merge","at":9,"from":"a","into":"a"})", "line 2: into: "},
        {R"({"type":"void","at":9,"positions":[2]})", "line 2: positions: 2 is no event before"},
        {R"({"type":"schema","contact":{"a":"text"}})", "line 2: type: the schema is the first"},
    };
    for (const auto& [line, message] : refusals) {
        Read read;
        ASSERT_TRUE(read.reader.read(R"({"type":"contact","id":"first","at":5})"));
        const auto refused = read.reader.read(line);
        ASSERT_FALSE(refused) << line;
        EXPECT_EQ(refused.error().failure, Failure::invalid);
        EXPECT_TRUE(refused.error().message.starts_with(message))
            << refused.error().message << " for " << line;
    }
}

TEST(LedgerLines, ARefusedLineKeepsItsNumber) {
    Read read;
    EXPECT_TRUE(read.reader.read(R"({"type":"contact","id":"a","at":5})"));
    EXPECT_FALSE(read.reader.read(R"({"type":"contact","at":5})"));
    const auto third =
        read.reader.read(R"({"type":"void","at":5,"positions":[1]})").value().value();
    EXPECT_EQ(third.order, 3U);
    EXPECT_FALSE(read.reader.read(R"({"type":"void","at":5,"positions":[2]})"));
}

TEST(LedgerLines, AChangeOfSeveralPropertiesBecomesSeveralLines) {
    ledger::NameTable names;
    const auto contact = names.contact("c1");
    const ledger::Event created{
        .at = {1},
        .received = {1},
        .order = 7,
        .position = {.bucket = 3, .seq = 40},
        .by = {},
        .cause = {},
        .what = ledger::ContactCreated{.contact = contact,
                                       .external_id = "c1",
                                       .properties = {{"plan", std::string("pro")},
                                                      {"seats", Decimal{.millionths = 3000000}}}}};
    auto voided = created;
    voided.position.seq = 41;
    voided.what = ledger::Voided{
        .positions = {{.bucket = 3, .sub = 2, .seq = 40}, {.bucket = 3, .sub = 0, .seq = 40}}};
    const auto text = written(names, {created, voided});
    EXPECT_EQ(std::ranges::count(text, '\n'), 4);
    EXPECT_NE(text.find(R"("property":"seats","value":3})"), std::string::npos);
    EXPECT_NE(text.find(R"("positions":[3,1,2,3])"), std::string::npos);
}

TEST(LedgerLines, AnIdWithoutANameIsNotWritten) {
    const ledger::NameTable names;
    LedgerLinesWriter writer(names);
    std::string out = "kept";
    const ledger::Event event{.at = {},
                              .received = {},
                              .position = {},
                              .by = {},
                              .cause = {},
                              .what = ledger::Deleted{.contact = {77}}};
    EXPECT_FALSE(writer.write(event, out));
    EXPECT_EQ(out, "kept");
}

TEST(LedgerLines, NoTextMakesTheReaderFail) {
    rc::check("a mutated ledger is read or refused", [] {
        std::string text(every_type);
        const auto changes = *rc::gen::inRange(1, 6);
        for (int change = 0; change < changes; ++change) {
            const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
            text[at] = *rc::gen::arbitrary<char>();
        }
        Read read;
        const auto events = read(text);
        if (!events) {
            RC_ASSERT(events.error().failure == Failure::invalid);
            return;
        }
        const auto again = written(read.names, *events);
        Read second;
        RC_ASSERT(second(again).value() == *events);
    });
}

}  // namespace
}  // namespace baton::connect
