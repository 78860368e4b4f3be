#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "app/program.hpp"

// The demo company as the program opens it.
namespace baton::app::testing {
namespace {

class DemoCompany : public ::testing::Test {
protected:
    using Flags = std::vector<std::string>;

    void begin_with(const std::string& id) {
        folder_.write("one.csv", "id,email\n" + id + "," + id + "@acme.test\n");
        ASSERT_EQ(folder_.run({"import", "one.csv"}).code, 0);
    }

    [[nodiscard]] std::string contacts() const {
        return folder_.run({"export", "--kind", "contacts"}).out;
    }

    Folder folder_;
};

// One whose writing was cut short is made afresh; a whole one goes on, with what was done in it.
TEST_F(DemoCompany, GoesOnWhereItStoppedWhenKept) {
    begin_with("cut");
    std::ofstream(folder_.path() / "data" / "demo")
        << "a demo company, not yet written to its end\n";
    for (const std::string name : {"kept", "last"}) {
        Serving serving(folder_, {"--demo", "--keep"});
        begin_with(name);
        EXPECT_EQ(serving.stop(), 0);
    }
    EXPECT_EQ(contacts().find("cut@acme.test"), std::string::npos);
    EXPECT_NE(contacts().find("kept@acme.test"), std::string::npos);
    EXPECT_NE(contacts().find("last@acme.test"), std::string::npos);
}

TEST_F(DemoCompany, DoesNotTouchAWorkspaceOfOnesOwn) {
    begin_with("one");
    const std::string before = contacts();
    for (const Flags& flags : {Flags{"serve", "--demo"}, Flags{"serve", "--demo", "--keep"}}) {
        const Ran ran = folder_.run(flags);
        EXPECT_EQ(ran.code, 1);
        EXPECT_NE(ran.err.find("holds a workspace of your own"), std::string::npos) << ran.err;
    }
    EXPECT_EQ(contacts(), before);
}

TEST_F(DemoCompany, IsWhatKeepIsAbout) {
    const Ran ran = folder_.run({"serve", "--keep"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_NE(ran.err.find("--demo"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace baton::app::testing
