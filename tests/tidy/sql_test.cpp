// The SQL subset: one text that SQLite, PostgreSQL and Citus all run. SQL lives in *_sql.hpp.
#include <cctype>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "tidy/tree.hpp"

namespace baton::tidy {
namespace {

using testing::IsEmpty;
using testing::Not;

bool is_sql_home(const std::string& path) {
    return path.starts_with("src/store/") && path.ends_with("_sql.hpp");
}

const std::vector<std::pair<std::string, std::string>>& forbidden() {
    static const std::vector<std::pair<std::string, std::string>> words{
        {R"(\bLIKE\b)", "LIKE"},
        {R"(\bROUND\s*\()", "round()"},
        {R"(\b(STRING_AGG|GROUP_CONCAT)\b)", "string_agg / group_concat"},
        {R"(\b(GREATEST|LEAST)\s*\()", "greatest / least"},
        {R"(\bCOLLATE\b)", "COLLATE"},
        {R"(\bRANDOM\s*\()", "random()"},
        {R"(\bTRIGGER\b)", "triggers"},
        {R"(\bFOR\s+UPDATE\b|\bSKIP\s+LOCKED\b)", "FOR UPDATE / SKIP LOCKED"},
        {R"(\bOFFSET\b)", "OFFSET"},
        {R"(\bMERGE\s+INTO\b)", "MERGE"},
        {R"(\bROLLUP\b)", "ROLLUP"},
        {R"(\bWITH\s+RECURSIVE\b)", "recursive CTE"},
        {R"(\bAUTOINCREMENT\b|\bSERIAL\b)", "serial columns"},
        {R"(\b(NOW|DATETIME|STRFTIME)\s*\(|\bCURRENT_TIMESTAMP\b)", "the database's clock"},
    };
    return words;
}

TEST(Tidy, SqlStaysInsideTheSubset) {
    std::vector<std::string> offences;
    for (const SourceFile& file : read_tree()) {
        if (!is_sql_home(file.path)) {
            continue;
        }
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            for (const auto& [pattern, what] : forbidden()) {
                if (std::regex_search(file.lines[i], std::regex(pattern, std::regex::icase))) {
                    offences.push_back(file.path + ":" + std::to_string(i + 1) + ": " + what);
                }
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Tidy, SqlHasAHome) {
    const std::regex statement(R"re("(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE) )re");
    std::vector<std::string> offences;
    std::vector<std::string> homes;
    for (const SourceFile& file : read_tree()) {
        if (is_sql_home(file.path)) {
            homes.push_back(file.path);
        }
        if (!file.path.starts_with("src/") || is_sql_home(file.path)) {
            continue;
        }
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (std::regex_search(file.lines[i], statement)) {
                offences.push_back(file.path + ":" + std::to_string(i + 1) +
                                   ": SQL outside *_sql.hpp");
            }
        }
    }
    EXPECT_THAT(homes, Not(IsEmpty()));
    EXPECT_THAT(offences, IsEmpty());
}

}  // namespace
}  // namespace baton::tidy
