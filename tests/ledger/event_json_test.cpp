#include "ledger/event_json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <string>

#include "base/result.hpp"
#include "base/value.hpp"
#include "ledger/arbitrary_event.hpp"
#include "ledger/event.hpp"
#include "ledger/personal.hpp"
#include "ledger/subject.hpp"
#include "ledger/words.hpp"

namespace baton::ledger {
namespace {

ContactCreated ada() {
    return {.contact = {2053},
            .external_id = "c1",
            .properties = {{"email", std::string("ada@acme.test")},
                           {"employees", Decimal{.millionths = 1'250'000}},
                           {"country", std::string("NL")}}};
}

TEST(EventJson, KeepsPersonalPartsApart) {
    EncodedWhat out;
    encode(ada(), Personal(), out);
    EXPECT_EQ(
        out.body,
        R"({"contact":2053,"id":"c1","set":{"email":{"p":0},"employees":1.25,"country":"NL"}})");
    EXPECT_EQ(out.personal, R"(["ada@acme.test"])");
}

TEST(EventJson, SealsOnlyTheQueryOfAnUrl) {
    Touched touched{.contact = {2053},
                    .visitor = {},
                    .kind = "page_view",
                    .fields = {{"path", std::string("/pricing?who=ada")},
                               {"properties.ip", std::string("203.0.113.7")}},
                    .message_id = "m1"};
    EncodedWhat out;
    encode(touched, Personal(), out);
    EXPECT_EQ(out.body,
              R"({"c":2053,"k":"page_view","f":{"path":{"p":0,"s":"/pricing"},)"
              R"("properties.ip":{"p":1}},"m":"m1"})");
    EXPECT_EQ(out.personal, R"(["?who=ada","203.0.113.7"])");

    const auto erased = decode("touch", out.body, "");
    touched.fields = {{"path", std::string("/pricing")}, {"properties.ip", Unknown{}}};
    EXPECT_EQ(erased, What(touched));
}

TEST(EventJson, AnErasedContactKeepsWhatIsNotPersonal) {
    EncodedWhat out;
    encode(ada(), Personal(), out);
    auto expected = ada();
    expected.properties[0].second = Unknown{};
    EXPECT_EQ(decode("contact", out.body, ""), What(expected));
}

TEST(EventJson, MarkedPropertiesArePersonal) {
    Personal personal;
    personal.mark("country");
    EncodedWhat out;
    encode(ada(), personal, out);
    EXPECT_EQ(out.personal, R"(["ada@acme.test","NL"])");
}

TEST(EventJson, EveryEventReadsBackAsItWas) {
    rc::check("decode(encode(what)) == what", [] {
        const auto what = testing::arbitrary_what();
        EncodedWhat out;
        encode(what, Personal(), out);
        const auto read = decode(type_name(what), out.body, out.personal);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == what);
    });
}

TEST(EventJson, DamageIsAFailureOfTheMachine) {
    for (const auto* body :
         {"", "{", "[]", "{}", R"({"contact":"x"})", R"({"contact":1,"id":2})"}) {
        const auto read = decode("contact", body, "");
        if (std::string(body) == "{}") continue;
        ASSERT_FALSE(read) << body;
        EXPECT_EQ(read.error().failure, Failure::broken);
    }
    EXPECT_FALSE(decode("gossip", "{}", ""));
    EXPECT_FALSE(decode("touch", R"({"k":"a","f":{"email":{"p":7}}})", R"(["only one"])"));
}

TEST(EventJson, AnEventTakesOneLineForEachThingItSays) {
    EXPECT_EQ(lines_of(ada()), 4U);
    EXPECT_EQ(lines_of(ContactChanged{.contact = {1}, .properties = ada().properties}), 3U);
    EXPECT_EQ(lines_of(ContactChanged{.contact = {1}, .properties = {}}), 1U);
    EXPECT_EQ(lines_of(Deleted{.contact = {1}}), 1U);
}

TEST(Subject, IsWhoseHistoryTheEventBelongsTo) {
    EXPECT_EQ(subject_of(ada()), (Subject{.kind = Subject::Kind::contact, .id = 2053}));
    EXPECT_EQ(subject_of(ada()).bucket(), 5);
    EXPECT_EQ(subject_of(Merged{.from = {1}, .into = {2}}).id, 2);
    EXPECT_EQ(subject_of(RateSet{}), Subject{});
    EXPECT_EQ(subject_of(RecordChanged{.record = "task", .key = "7", .properties = {}}),
              subject_of(RecordChanged{.record = "task", .key = "7", .properties = {}}));
    EXPECT_NE(subject_of(RecordChanged{.record = "task", .key = "7", .properties = {}}),
              subject_of(RecordChanged{.record = "tas", .key = "k7", .properties = {}}));
    // Buckets are chosen by this for ever: a change of the hash would lose every history.
    EXPECT_EQ(bucket_of_text("contact", "c1"), 436);
}

}  // namespace
}  // namespace baton::ledger
