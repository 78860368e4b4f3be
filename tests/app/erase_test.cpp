#include <array>
#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "app/program.hpp"

// Erasing a person with the real program.
namespace baton::app::testing {
namespace {

class EraseVerb : public ::testing::Test {
protected:
    void SetUp() override {
        std::string people = "id,email,first name,last name\n";
        for (int number = 0; number < 12; ++number) {
            people += fmt::format("c{0},zora{0}.quux@acme.test,Zorabella,Quuxworth{0}\n", number);
        }
        folder_.write("contacts.csv", people);
        ASSERT_EQ(folder_.run({"import", "contacts.csv"}).code, 0);
        std::filesystem::remove(folder_.path() / "contacts.csv");
        for (const auto& [email, role] :
             {std::pair("ada@acme.test", "admin"), {"kim@acme.test", "rep"}}) {
            ASSERT_EQ(folder_.run({"user", "add", email, "--role", role}, "correct horse\n").code,
                      0);
        }
    }

    [[nodiscard]] Ran erase(const std::string& contact, const std::string& by = "ada@acme.test") {
        return folder_.run({"erase", contact, "--by", by, "--why", "asked for it"});
    }

    // The files of the workspace that hold the text.
    [[nodiscard]] std::vector<std::string> holding(const std::string& text) const {
        std::vector<std::string> names;
        for (const auto& each :
             std::filesystem::recursive_directory_iterator(folder_.path() / "data")) {
            if (!each.is_regular_file()) continue;
            std::ifstream in(each.path(), std::ios::binary);
            const std::string bytes(std::istreambuf_iterator<char>(in), {});
            if (bytes.find(text) != std::string::npos) names.push_back(each.path().filename());
        }
        return names;
    }

    Folder folder_;
};

TEST_F(EraseVerb, TakesNamesAndAddressesFromEveryFile) {
    ASSERT_NE(holding("zora3.quux"), std::vector<std::string>());
    const Ran erased = erase("zora3.quux@acme.test");
    EXPECT_EQ(erased.code, 0) << erased.err;
    EXPECT_EQ(holding("zora3.quux"), std::vector<std::string>());
    EXPECT_EQ(holding("Quuxworth3"), std::vector<std::string>());
    EXPECT_EQ(holding("quuxworth3"), std::vector<std::string>());
    EXPECT_EQ(folder_.run({"verify"}).code, 0);
    EXPECT_EQ(folder_.run({"replay"}).code, 0);
    const std::string exported = folder_.run({"export"}).out;
    EXPECT_EQ(exported.find("Quuxworth3"), std::string::npos);
    EXPECT_NE(exported.find("\nc3,"), std::string::npos) << "the contact is still there";
    const Ran again = erase("c3");
    EXPECT_EQ(again.code, 0);
    EXPECT_NE(again.err.find("erased before"), std::string::npos) << again.err;
}

TEST_F(EraseVerb, IsForThoseWhoMay) {
    const std::string before = folder_.run({"verify", "--json"}).out;
    EXPECT_EQ(erase("c3", "kim@acme.test").code, 1);
    EXPECT_EQ(erase("c3", "nobody@acme.test").code, 1);
    const Ran unknown = erase("zora99.quux@acme.test");
    EXPECT_EQ(unknown.code, 1);
    EXPECT_NE(unknown.err.find("zora99"), std::string::npos) << unknown.err;
    EXPECT_EQ(folder_.run({"erase", "c3", "--by", "ada@acme.test"}).code, 2) << "no reason given";
    EXPECT_EQ(folder_.run({"verify", "--json"}).out, before);
}

TEST_F(EraseVerb, IsHandedToARunningServer) {
    Serving serving(folder_);
    const Ran erased = erase("c5");
    EXPECT_EQ(erased.code, 0) << erased.err;
    EXPECT_EQ(holding("zora5.quux"), std::vector<std::string>()) << "while the server runs";
    EXPECT_EQ(folder_.run({"verify"}).code, 0);
    EXPECT_EQ(serving.stop(), 0);
    EXPECT_EQ(folder_.run({"verify"}).code, 0);
    EXPECT_EQ(holding("zora5.quux"), std::vector<std::string>());
}

TEST_F(EraseVerb, AKillAtAnyMomentLeavesItDoneOrUndone) {
    for (int number = 0; number < 12; ++number) {
        const std::string contact = fmt::format("c{}", number);
        folder_.run_killed({"erase", contact, "--by", "ada@acme.test", "--why", "asked for it"},
                           std::chrono::milliseconds(30 * (number + 1)));
        EXPECT_EQ(folder_.run({"verify"}).code, 0) << contact;
        const Ran erased = erase(contact);
        EXPECT_EQ(erased.code, 0) << erased.err;
        EXPECT_EQ(holding(fmt::format("zora{}.quux", number)), std::vector<std::string>());
        EXPECT_EQ(folder_.run({"verify"}).code, 0) << contact;
    }
}

}  // namespace
}  // namespace baton::app::testing
