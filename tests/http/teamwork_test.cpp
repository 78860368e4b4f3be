#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "engine/contact_commands.hpp"
#include "engine/house.hpp"
#include "http/running_application.hpp"

// What both teams do with the agreement and its handoffs, and what programs send in.
namespace baton::http::test {
namespace {

using ::testing::HasSubstr;

std::string person(std::string_view name, std::string_view role, std::string_view signs_for) {
    return fmt::format(
        R"({{"name":"{0}","email":"{0}@example.com","role":"{1}","signs_for":"{2}","password":"correct horse"}})",
        name,
        role,
        signs_for);
}

std::string text_body(std::string_view text) {
    return boost::json::serialize(boost::json::object{{"text", text}});
}

class Teamwork : public ::testing::Test {
protected:
    Teamwork() {
        application.set_up();
        EXPECT_EQ(application.post("/api/v1/users", person("mia", "marketer", "marketing")).status,
                  201);
        EXPECT_EQ(application.post("/api/v1/users", person("sam", "manager", "sales")).status, 201);
        EXPECT_EQ(
            application
                .post(
                    "/api/v1/users",
                    R"({"name":"kim","email":"kim@example.com","role":"rep","password":"correct horse"})")
                .status,
            201);
        key = application.post("/api/v1/keys", R"({"name":"site","kind":"write","browser":false})")
                  .at("/secret");
    }

    void become(std::string_view name) {
        application.sign_out();
        application.sign_in_as(name, "rep");
    }

    Reply sign(const std::string& version, std::string_view team, std::string_view password) {
        return application.post("/api/v1/agreements/" + version + "/sign",
                                fmt::format(R"({{"for":"{}","password":"{}"}})", team, password));
    }

    std::string agree() {
        become("mia");
        const std::string draft =
            application.post("/api/v1/agreements", text_body(baton::testing::house_agreement))
                .at("/version");
        const std::string version = sign(draft, "marketing", "correct horse").at("/version");
        become("sam");
        sign(version, "sales", "correct horse");
        return version;
    }

    Reply send(const std::string& messages) {
        return application.post("/v1/batch",
                                R"({"writeKey":")" + key + R"(","batch":[)" + messages + "]}");
    }

    // Ada looks at pricing twice: the id of her contact.
    std::string qualify() {
        send(baton::testing::pricing_view("ada", "m1"));
        application.workspace().clock().move_to(
            plus(application.workspace().clock().now(), minute_micros));
        send(baton::testing::pricing_view("ada", "m2"));
        return application.get("/api/v1/handoffs").at("/rows/0/contact/id");
    }

    RunningApplication application;
    std::string key;
};

TEST_F(Teamwork, TwoPeopleSignAndTheAgreementIsInForce) {
    become("mia");
    const std::string draft =
        application.post("/api/v1/agreements", text_body(baton::testing::house_agreement))
            .at("/version");
    const std::uint64_t head = application.ledger_head();
    const Reply wrong = sign(draft, "marketing", "wrong password");
    EXPECT_EQ(wrong.status, 403);
    EXPECT_EQ(wrong.at("/detail"), "The password is wrong.");
    EXPECT_EQ(sign(draft, "sales", "correct horse").status, 403) << "Mia signs for marketing";
    EXPECT_EQ(application.ledger_head(), head);
    const Reply first = sign(draft, "marketing", "correct horse");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.at("/version"), "1");
    EXPECT_EQ(first.at("/state"), "draft");
    EXPECT_EQ(sign("1", "marketing", "correct horse").status, 409) << "once is enough";
    become("sam");
    const Reply second = sign("1", "sales", "correct horse");
    EXPECT_EQ(second.at("/state"), "in_force");
    EXPECT_EQ(second.at("/signatures/1/by/name"), "sam");
    const Reply in_force = application.get("/api/v1/agreements/in-force");
    EXPECT_EQ(in_force.at("/version"), "1");
    EXPECT_EQ(in_force.at("/readable/sections/0/team"), "marketing");
    EXPECT_EQ(in_force.at("/stages/1/name"), "SAL");
}

TEST_F(Teamwork, ASignatureCanBeTakenBackUntilTheVersionIsInForce) {
    become("mia");
    const std::string draft =
        application.post("/api/v1/agreements", text_body(baton::testing::house_agreement))
            .at("/version");
    sign(draft, "marketing", "correct horse");
    const Reply taken_back = application.ask(Method::remove, "/api/v1/agreements/1/sign");
    EXPECT_EQ(taken_back.status, 200);
    EXPECT_EQ(taken_back.at("/signatures"), "[]");
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/agreements/1/sign").status, 409);
}

TEST_F(Teamwork, ATextIsCheckedWithoutBeingKept) {
    const std::uint64_t head = application.ledger_head();
    const Reply wrong = application.post("/api/v1/agreements/check", text_body("agreement: X\n"));
    EXPECT_EQ(wrong.at("/ok"), "false");
    EXPECT_EQ(wrong.at("/diagnostics/0/severity"), "error");
    EXPECT_EQ(wrong.at("/readable"), "null");
    const Reply right =
        application.post("/api/v1/agreements/check", text_body(baton::testing::house_agreement));
    EXPECT_EQ(right.at("/ok"), "true");
    EXPECT_EQ(right.at("/readable/sections/0/key"), "MQL");
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(Teamwork, ADraftIsComparedAndTriedBeforeItIsSigned) {
    const std::string version = agree();
    qualify();
    std::string stricter(baton::testing::house_agreement);
    stricter.replace(stricter.find(">= 2"), 4, ">= 3");
    const std::string draft =
        application.post("/api/v1/agreements", text_body(stricter)).at("/version");
    const Reply compared =
        application.get("/api/v1/agreements/compare?a=" + version + "&b=" + draft);
    EXPECT_EQ(compared.at("/changes/0/path"), "stages.MQL.when");
    EXPECT_EQ(compared.at("/changes/0/kind"), "changed");
    EXPECT_THAT(compared.at("/changes/0/after"), HasSubstr(">= 3"));
    std::string looser(baton::testing::house_agreement);
    looser.replace(looser.find(">= 2"), 4, ">= 1");
    send(baton::testing::pricing_view("bob", "m9"));
    const std::string open_draft =
        application.post("/api/v1/agreements", text_body(looser)).at("/version");
    const Reply effect = application.get("/api/v1/agreements/" + open_draft + "/effect");
    EXPECT_EQ(effect.at("/entering_at_once"), "1");
    EXPECT_EQ(effect.at("/by_stage/0/now"), "1");
    EXPECT_EQ(effect.at("/by_stage/0/then"), "2");
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/agreements/" + draft).status, 200);
}

TEST_F(Teamwork, AHandoffIsListedExplainedAndAccepted) {
    agree();
    const std::string contact = qualify();
    const Reply card = application.get("/api/v1/handoffs/" + contact);
    EXPECT_EQ(card.at("/state"), "offered");
    EXPECT_EQ(card.at("/why_tree/held"), "true");
    EXPECT_EQ(card.at("/why_tree/needed"), "at least 2");
    EXPECT_EQ(card.at("/why_tree/found"), "2");
    EXPECT_EQ(card.at("/why_tree/evidence/0/title"), "Looked at pricing");
    EXPECT_EQ(card.at("/engaged/0/title"), "Looked at pricing");
    EXPECT_EQ(card.at("/reasons"), R"(["bad fit","no budget"])");
    become("kim");
    const Reply accepted = application.post("/api/v1/handoffs/" + contact + "/accept", "{}");
    EXPECT_EQ(accepted.status, 200);
    EXPECT_EQ(accepted.at("/handoff/state"), "accepted");
    const std::string undo = fmt::format(R"({{"token":"{}"}})", accepted.at("/undo"));
    EXPECT_EQ(application.post("/api/v1/undo", undo).status, 200);
    EXPECT_EQ(application.get("/api/v1/handoffs/" + contact).at("/state"), "offered");
}

TEST_F(Teamwork, ARefusedAnswerLeavesTheHandoffAsItWas) {
    agree();
    const std::string at = "/api/v1/handoffs/" + qualify();
    become("kim");
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(application.post(at + "/reject", "{}").status, 422);
    EXPECT_EQ(application.post(at + "/reject", R"({"reason":"do not like it"})").status, 422);
    EXPECT_EQ(application.post(at + "/reassign", R"({"owner":"sam@example.com"})").status, 409);
    EXPECT_EQ(application.post("/api/v1/handoffs/999424/accept", "{}").status, 404);
    become("mia");
    EXPECT_EQ(application.post(at + "/accept", "{}").status, 403) << "marketing does not answer";
    EXPECT_EQ(application.get(at).at("/state"), "offered");
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(Teamwork, NothingIsDropped) {
    agree();
    const std::string contact = qualify();
    const Reply before = application.get("/api/v1/conservation");
    EXPECT_EQ(before.at("/qualified"), "1");
    EXPECT_EQ(before.at("/offered"), "1");
    EXPECT_EQ(before.at("/dropped"), "0");
    EXPECT_EQ(before.at("/dropped_contacts"), "[]");
}

TEST_F(Teamwork, TheAlignmentLeadAloneSuspendsOffers) {
    constexpr std::string_view path = "/api/v1/agreement/suspension";
    application.post(
        "/api/v1/users",
        R"({"name":"pia","email":"pia@example.com","role":"lead","password":"correct horse"})");
    agree();
    EXPECT_EQ(application.get(path).at("/suspension"), "null");
    EXPECT_EQ(application.post(path, R"({"reason":"a robot"})").status, 403) << "sam manages";
    become("pia");
    EXPECT_EQ(application.post(path, R"({"reason":" "})").status, 422);
    const Reply suspended = application.post(path, R"({"reason":"a robot"})");
    EXPECT_EQ(suspended.status, 200);
    EXPECT_EQ(suspended.at("/suspension/by"), "pia@example.com");
    EXPECT_EQ(suspended.at("/suspension/marketing_confirmed"), "null");
    EXPECT_EQ(application.post(path, R"({"reason":"again"})").status, 409);
    qualify();
    const Reply waiting = application.get("/api/v1/conservation");
    EXPECT_EQ(waiting.at("/waiting"), "1");
    EXPECT_EQ(waiting.at("/offered"), "0");
    EXPECT_EQ(waiting.at("/waiting_reasons/offers are suspended"), "1");
    EXPECT_EQ(waiting.at("/suspension/reason"), "a robot");
    become("mia");
    EXPECT_EQ(application.post(std::string(path) + "/confirm", "").status, 200);
    EXPECT_EQ(application.post(std::string(path) + "/confirm", "").status, 409);
    become("kim");
    EXPECT_EQ(application.post(std::string(path) + "/confirm", "").status, 403);
    EXPECT_EQ(application.ask(Method::remove, path).status, 403);
    become("pia");
    EXPECT_EQ(application.ask(Method::remove, path).at("/suspension"), "null");
    EXPECT_EQ(application.get("/api/v1/conservation").at("/offered"), "1");
}

TEST_F(Teamwork, SignaturesAreNotUndone) {
    const std::string version = agree();
    const auto position = application.workspace().read([&](const engine::Workspace::View& view) {
        const auto* record = view.timeline.find_record("signature", version + "/sales");
        return view.timeline.position_of(record->first_order).value();
    });
    const std::uint64_t head = application.ledger_head();
    const auto undone = application.workspace().run([&](engine::Desk& desk) {
        return engine::undo(desk, {position}, {.by = "sam@example.com"});
    });
    EXPECT_FALSE(undone);
    EXPECT_EQ(application.ledger_head(), head);
    EXPECT_EQ(application.get("/api/v1/fan-outs").at("/rows"), "[]");
}

TEST_F(Teamwork, IngestionAnswersEachMessage) {
    const Reply reply = send(baton::testing::pricing_view("ada", "m1") + "," +
                             baton::testing::pricing_view("ada", "m1") + R"(,{"type":"track"})");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.at("/success"), "true");
    EXPECT_EQ(reply.at("/accepted"), "1");
    EXPECT_EQ(reply.at("/duplicate"), "1");
    EXPECT_EQ(reply.at("/rejected/0/index"), "2");
}

TEST_F(Teamwork, IngestionWithoutAKnownKeyIsRefused) {
    const std::uint64_t head = application.ledger_head();
    application.sign_out();
    EXPECT_EQ(
        application.post("/v1/track", R"({"writeKey":"none","userId":"a","event":"X"})").status,
        401);
    EXPECT_EQ(application.post("/v1/track", R"({"userId":"a","event":"X"})").status, 401);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(Teamwork, RefusedMessagesAreReadAndReplayedByLeaders) {
    send(baton::testing::pricing_view("ada", "m1"));
    send(R"({"type":"page","userId":"ada","messageId":"m1","properties":{"path":"/about"}})");
    const Reply list = application.get("/api/v1/quarantine");
    EXPECT_EQ(list.at("/rows/0/source"), "site");
    const std::string replay = "/api/v1/quarantine/" + list.at("/rows/0/id") + "/replay";
    EXPECT_EQ(application.post(replay, "").status, 204);
    EXPECT_EQ(application.get("/api/v1/quarantine").at("/rows"), "[]");
    EXPECT_EQ(application.post(replay, "").status, 409);
    become("kim");
    EXPECT_EQ(application.get("/api/v1/quarantine").status, 403);
}

TEST_F(Teamwork, SettingsTellABrowserWhereToSend) {
    const Reply settings = application.get("/v1/projects/abc/settings");
    EXPECT_EQ(settings.at("/integrations/Segment.io/apiKey"), "abc");
    EXPECT_EQ(settings.at("/integrations/Segment.io/apiHost"), "localhost/v1");
}

TEST_F(Teamwork, MeasuresAreListedAndAnswered) {
    agree();
    qualify();
    const Reply all = application.get("/api/v1/measures");
    EXPECT_THAT(all.body, HasSubstr("mql_count"));
    const Reply mqls = application.get("/api/v1/measures/mql_count");
    EXPECT_EQ(mqls.at("/rows/0/key"), "all");
    EXPECT_EQ(mqls.at("/rows/0/numerator"), "1");
    EXPECT_EQ(mqls.at("/rows/0/low"), "null") << "a count is no share";
    const Reply funnel = application.get("/api/v1/measures/funnel");
    EXPECT_EQ(funnel.at("/rows/0/numerator"), "1");
    EXPECT_EQ(funnel.at("/rows/0/high"), "1");
    // Wilson of 1 of 1: 1 / (1 + z²).
    EXPECT_EQ(funnel.at("/rows/0/low").substr(0, 6), "2.0654");
    EXPECT_EQ(application.get("/api/v1/measures/nonsense").status, 404);
    EXPECT_EQ(application.get("/api/v1/measures/mql_count?by=colour").status, 422);
    EXPECT_EQ(
        application.get("/api/v1/measures/mql_count?as_of=2020-01-01").at("/rows/0/numerator"),
        "0");
}

TEST_F(Teamwork, OutsideTheDemonstrationThereIsNoBuyer) {
    EXPECT_EQ(application.get("/api/v1/demo").status, 404);
}

}  // namespace
}  // namespace baton::http::test
