#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "app/program.hpp"

// The contract of the command line: exit codes, which stream, and what a message names.
namespace baton::app::testing {
namespace {

constexpr std::string_view contacts = "id,email\nc1,ada@acme.test\nc2,bob@acme.test\n";

struct Wrong {
    std::vector<std::string> arguments;
    int code;
    std::string_view says;
};

class CommandLine : public ::testing::Test {
protected:
    void SetUp() override {
        folder_.write("contacts.csv", std::string(contacts));
        folder_.write("empty.csv", "");
        folder_.write("binary.csv", std::string("\x00\x01\xff\xfe\x7f garbage \x00\x00", 16));
        folder_.write("shapes.csv", "colour,shape\nred,round\n");
        folder_.write("broken.json", "{\n  \"kind\": \"contacts\",\n  \"columns\": [}\n");
        folder_.write("wrong.json",
                      R"({"kind":"contacts","columns":[{"header":"email","to":"e-mail"}]})");
        folder_.write("bad.yaml", "agreement: x\nstages: 7\n");
        std::filesystem::create_directory(folder_.path() / "folder");
        const Ran made = folder_.run({"import", "contacts.csv", "--json"});
        ASSERT_EQ(made.code, 0) << made.err;
    }

    std::string head() { return folder_.run({"verify", "--json"}).out; }

    // Refused with that code, on standard error alone, and nothing is different afterwards.
    void expect_refused(const std::vector<Wrong>& table) {
        const std::string before = head();
        for (const auto& [arguments, code, says] : table) {
            std::string line;
            for (const std::string& each : arguments)
                line += each + " ";
            const Ran ran = folder_.run(arguments, "correct horse\n");
            EXPECT_EQ(ran.code, code) << line << ran.out << ran.err;
            EXPECT_NE(ran.err.find(says), std::string::npos) << line << ran.err;
            EXPECT_EQ(ran.out, "") << line;
        }
        EXPECT_EQ(head(), before);
    }

    Folder folder_;
};

TEST_F(CommandLine, WrongUsageEndsWithTwo) {
    expect_refused({
        {{"frobnicate"}, 2, "there is no verb `frobnicate`"},
        {{"tune"}, 2, "file"},
        {{"backup"}, 2, "this version has no `backup`"},
        {{"audit", "verify"}, 2, "this version has no `audit`"},
        {{"import"}, 2, "files"},
        {{"import", "contacts.csv", "--what"}, 2, "--what"},
        {{"import", "contacts.csv", "--kind", "people"}, 2, "\"people\" is no kind of file"},
        {{"import", "contacts.csv", "--as", "excel"}, 2, "excel"},
        {{"export", "--kind", "everything"}, 2, "everything"},
        {{"export", "--format", "xml"}, 2, "xml"},
        {{"export", "--kind", "ledger"}, 2, "jsonl"},
        {{"serve", "--listen", "here"}, 2, "ADDRESS:PORT"},
        {{"serve", "--listen", "127.0.0.1:99999"}, 2, "ADDRESS:PORT"},
        {{"key", "add", "--kind", "api", "--browser"}, 2, "--kind write"},
        {{"key", "add"}, 2, "--kind"},
        {{"key", "add", "--kind", "read"}, 2, "read"},
        {{"key"}, 2, "subcommand"},
        {{"user", "add", "kim@acme.test"}, 2, "--role"},
        {{"user", "add", "kim@acme.test", "--role", "boss"}, 2, "boss"},
        {{"user", "add", "k@a.b", "--role", "rep", "--signs-for", "legal"}, 2, "legal"},
        {{"agreement", "check"}, 2, "texts"},
        {{"agreement", "diff", "a"}, 2, "texts"},
        {{"agreement", "sign", "bad.yaml"}, 2, "--by"},
        {{"agreement", "sign", "bad.yaml", "--by", "a@b.c", "--for", "legal"}, 2, "legal"},
        {{"backtest", "bad.yaml", "--opening", "soon"}, 2, "soon"},
        {{"backtest", "bad.yaml", "--maturity-days", "-1"}, 2, "--maturity-days"},
        {{"backtest"}, 2, "agreements"},
        {{"backtest", "bad.yaml", "--entries", "--from", "soon"}, 2, "\"soon\" is neither"},
        {{"backtest", "bad.yaml", "--entries", "--identity", "later"}, 2, "later"},
        {{"explain"}, 2, "contact"},
        {{"explain", "c1", "--at", "noon"}, 2, "\"noon\" is neither"},
        {{"measure"}, 2, "name"},
        {{"measure", "happiness"}, 2, "happiness"},
        {{"measure", "win_rate", "--by", "weather"}, 2, "\"weather\" is nothing to measure by"},
        {{"measure", "win_rate", "--as-of", "2017-02-30"}, 2, "\"2017-02-30\" is no day"},
        {{"measure", "win_rate", "--known-at", "x"}, 2, "\"x\" is neither"},
        {{"replay", "--threads", "0"}, 2, "--threads"},
        {{"verify", "now"}, 2, "now"},
    });
    EXPECT_EQ(folder_.run_bare({}).code, 2);
}

TEST_F(CommandLine, WhatIsRefusedOrFailsEndsWithOne) {
    expect_refused({
        {{"import", "missing.csv"}, 1, "missing.csv"},
        {{"import", "folder"}, 1, "folder"},
        {{"import", "empty.csv"}, 1, "empty.csv"},
        {{"import", "binary.csv"}, 1, "binary.csv"},
        {{"import", "shapes.csv"}, 1, "shapes.csv"},
        {{"import", "contacts.csv", "--map", "missing.json"}, 1, "missing.json"},
        {{"import", "contacts.csv", "--map", "broken.json"}, 1, "broken.json: line 3"},
        {{"import", "contacts.csv", "--map", "wrong.json"}, 1, "/columns/0/to"},
        {{"import", "contacts.csv", "--as", "pipedrive", "--kind", "deals"}, 1, "pipedrive"},
        {{"import", "contacts.csv", "--verdicts", "folder"}, 1, "folder"},
        {{"export", "--out", "nowhere/contacts.csv"}, 1, "nowhere/contacts.csv"},
        {{"agreement", "check", "missing.yaml"}, 1, "missing.yaml"},
        {{"agreement", "check", "folder"}, 1, "folder"},
        {{"agreement", "check", "bad.yaml"}, 1, "bad.yaml:"},
        {{"backtest", "bad.yaml"}, 1, "bad.yaml:1:1"},
        {{"agreement", "show"}, 1, "no agreement is in force"},
        {{"agreement", "show", "9"}, 1, "9"},
        {{"agreement", "diff", "bad.yaml", "missing.yaml"}, 1, "missing.yaml"},
        {{"agreement", "sign", "bad.yaml", "--by", "a@b.c", "--for", "sales"}, 1, "password"},
        {{"backtest", "missing.yaml", "--entries"}, 1, "missing.yaml"},
        {{"explain", "nobody"}, 1, "nobody"},
        {{"explain", "c1", "--stage", "Nowhere"}, 1, ""},
        {{"user", "add", "kim", "--role", "rep"}, 1, "kim"},
        {{"key", "add", "--kind", "api", "--scopes", "contacts:eat"}, 1, "contacts:eat"},
    });
}

TEST_F(CommandLine, VerbsThatReadNeedAWorkspace) {
    for (const std::vector<std::string>& verb :
         std::vector<std::vector<std::string>>{{"verify"},
                                               {"replay"},
                                               {"export"},
                                               {"measure", "win_rate"},
                                               {"explain", "c1"},
                                               {"backtest", "bad.yaml", "--entries"},
                                               {"agreement", "show"}}) {
        auto arguments = verb;
        arguments.insert(arguments.end(), {"--data", "nothing"});
        const Ran ran = folder_.run_bare(arguments);
        EXPECT_EQ(ran.code, 1) << verb.front();
        EXPECT_NE(ran.err.find("there is no workspace in nothing"), std::string::npos) << ran.err;
        EXPECT_FALSE(std::filesystem::exists(folder_.path() / "nothing")) << verb.front();
    }
    const Ran ran = folder_.run_bare({"verify", "--data", "postgresql://localhost/baton"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.err.find("PostgreSQL"), std::string::npos) << ran.err;
}

TEST_F(CommandLine, ADryRunMakesNoWorkspaceAndPrintsAMappingToGiveBack) {
    const Ran dry = folder_.run_bare({"import",
                                      "contacts.csv",
                                      "--dry-run",
                                      "--json",
                                      "--verdicts",
                                      "verdicts.csv",
                                      "--data",
                                      "nothing"});
    ASSERT_EQ(dry.code, 0) << dry.err;
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "nothing"));
    EXPECT_NE(dry.out.find(R"("mapping":{"kind":"contacts","columns":[{"header":"id")"),
              std::string::npos)
        << dry.out;
    EXPECT_EQ(folder_.read("verdicts.csv"),
              "file,row,verdict,column,reason\r\n"
              "contacts.csv,1,create,,\r\n"
              "contacts.csv,2,create,,\r\n");
    folder_.write("map.json", dry.out);
    const Ran again = folder_.run_bare(
        {"import", "contacts.csv", "--map", "map.json", "--json", "--data", "new"});
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_NE(again.out.find(R"("created":2)"), std::string::npos) << again.out;
}

class HandedOver : public CommandLine {};

TEST_F(HandedOver, WritingVerbsWorkWhileAServerHoldsTheDirectory) {
    Serving serving(folder_);
    folder_.write("more.csv", "id,email\nc1,ada@acme.test\nc3,cy@acme.test\nc4,\n");
    const Ran import = folder_.run({"import", "more.csv", "--json"});
    EXPECT_EQ(import.code, 0) << import.err;
    Folder other;
    other.write("contacts.csv", std::string(contacts));
    other.write("more.csv", folder_.read("more.csv"));
    ASSERT_EQ(other.run({"import", "contacts.csv"}).code, 0);
    EXPECT_EQ(import.out, other.run({"import", "more.csv", "--json"}).out)
        << "as if no server were there";
    const Ran user =
        folder_.run({"user", "add", "kim@acme.test", "--role", "lead", "--signs-for", "sales"},
                    "correct horse\n");
    EXPECT_EQ(user.code, 0) << user.err;
    EXPECT_EQ(user.err, "added kim@acme.test\n");
    const Ran key = folder_.run({"key", "add", "--kind", "write"});
    EXPECT_EQ(key.code, 0) << key.err;
    EXPECT_GT(key.out.size(), 40U);
    const Ran wrong = folder_.run({"import", "missing.csv"});
    EXPECT_EQ(wrong.code, 1);
    EXPECT_NE(wrong.err.find("missing.csv"), std::string::npos) << wrong.err;
    const std::string before = head();
    const Ran signs =
        folder_.run({"agreement", "sign", "bad.yaml", "--by", "kim@acme.test", "--for", "sales"},
                    "correct horse\n");
    EXPECT_EQ(signs.code, 1) << "the text has errors";
    EXPECT_EQ(signs.err.find("password"), std::string::npos) << signs.err;
    EXPECT_EQ(head(), before) << "a text that is refused is not stored";
    EXPECT_EQ(serving.stop(), 0);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "data/baton.token"));
    EXPECT_EQ(folder_.run({"verify"}).code, 0);
    EXPECT_NE(folder_.run({"export"}).out.find("cy@acme.test"), std::string::npos);
}

TEST_F(HandedOver, OnlyToWhoCanReadTheDirectory) {
    Serving serving(folder_);
    const auto token = folder_.path() / "data/baton.token";
    const auto rights = std::filesystem::status(token).permissions();
    EXPECT_EQ(rights, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::filesystem::resize_file(token, 0);
    folder_.write("data/baton.token", "0000000000000000000000000000000000000000000\n");
    const std::string before = head();
    const Ran import = folder_.run({"import", "contacts.csv", "--kind", "users"});
    EXPECT_EQ(import.code, 1);
    EXPECT_NE(import.err.find("refused"), std::string::npos) << import.err;
    std::filesystem::remove(token);
    EXPECT_EQ(folder_.run({"key", "add", "--kind", "api"}).code, 1);
    EXPECT_EQ(head(), before);
}

TEST_F(HandedOver, APortInUseIsSaid) {
    Serving serving(folder_);
    const std::string address = serving.address().substr(std::string_view("http://").size());
    const Ran second = folder_.run_bare({"serve", "--data", "other", "--listen", address});
    EXPECT_EQ(second.code, 1);
    EXPECT_NE(second.err.find(address), std::string::npos) << second.err;
    const Ran same = folder_.run({"serve", "--listen", "127.0.0.1:0"});
    EXPECT_EQ(same.code, 1);
    EXPECT_NE(same.err.find(serving.address()), std::string::npos) << same.err;
}

}  // namespace
}  // namespace baton::app::testing
