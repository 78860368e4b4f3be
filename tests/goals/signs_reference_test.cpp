// docs/reference/signs.md says what the code does. BATON_WRITE_REFERENCE=1 writes it.
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "goals/sign.hpp"
#include "goals/signs.hpp"
#include "places.hpp"

namespace baton::goals::testing {
namespace {

std::string reference() {
    std::string text =
        "# Warning signs\n\n"
        "Made of the code; a test fails when it differs. How to read the page:\n"
        "[docs/guide/alignment.md](../guide/alignment.md).\n";
    for (const Sign& sign : signs()) {
        text += fmt::format("\n## {}\n\n{}.\n\n", sign.key, sign.title);
        text += fmt::format(
            "* Kind: {}. Next step: {} ({}).\n", sign.kind, sign.next_step, name(sign.owner));
        text += fmt::format("* Counts: {}\n* Opens: {}\n* Closes: {}\n* Minimum n: {}.\n",
                            sign.formula,
                            sign.opens,
                            sign.closes,
                            sign.least);
    }
    return text;
}

TEST(SignsReference, IsTheTableOfTheCode) {
    const auto path = source_dir() / "docs/reference/signs.md";
    // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
    if (std::getenv("BATON_WRITE_REFERENCE") != nullptr) {
        std::ofstream(path) << reference();
    }
    std::ifstream file(path);
    const std::string written{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(written, reference());
}

TEST(SignsReference, EverySignSaysAllOfItself) {
    for (const Sign& sign : signs()) {
        EXPECT_EQ(find_sign(sign.key), &sign);
        for (const auto text : {sign.kind,
                                sign.title,
                                sign.formula,
                                sign.opens,
                                sign.closes,
                                sign.next_step,
                                sign.next_link}) {
            EXPECT_FALSE(text.empty()) << sign.key;
        }
        EXPECT_GT(sign.least, 0) << sign.key;
        EXPECT_GT(sign.quiet_weeks, 0) << sign.key;
    }
    EXPECT_EQ(find_sign("score"), nullptr);
}

}  // namespace
}  // namespace baton::goals::testing
