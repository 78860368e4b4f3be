#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "agreement/ast.hpp"

// An agreement for people who do not read its language: a section for each stage and for what the
// teams owe each other, each with one sentence, its clauses, and the text it came from.
namespace baton::engine {

struct ReadableClause {
    std::string title = {};
    std::vector<std::string> lines = {};
    bool operator==(const ReadableClause&) const = default;
};

BOOST_DESCRIBE_STRUCT(ReadableClause, (), (title, lines))

struct ReadableSection {
    std::string key = {};
    std::string title = {};
    std::optional<std::string> team = {};
    std::string sentence = {};
    std::vector<ReadableClause> clauses = {};
    std::optional<std::string> code = {};
};

BOOST_DESCRIBE_STRUCT(ReadableSection, (), (key, title, team, sentence, clauses, code))

struct Readable {
    std::vector<ReadableSection> sections = {};
};

BOOST_DESCRIBE_STRUCT(Readable, (), (sections))

[[nodiscard]] Readable readable(const agreement::Agreement& agreement);

[[nodiscard]] std::string team_word(agreement::Team team);

}  // namespace baton::engine
