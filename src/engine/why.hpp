#pragma once

#include <boost/describe/class.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Why a contact is where it is, in the agreement's words and in plain ones.
namespace baton::engine {

struct Evidence {
    Instant at = {};
    std::string title = {};
    std::string id = {};  // as in the timeline
    bool operator==(const Evidence&) const = default;
};

BOOST_DESCRIBE_STRUCT(Evidence, (), (at, title, id))

struct Clause {
    std::string op = {};
    std::string text = {};   // canonical
    std::string plain = {};  // the same for people
    bool held = false;
    std::optional<std::string> needed = {};  // "at least 2"
    std::optional<std::string> found = {};   // "3"
    std::vector<Evidence> evidence = {};
    std::vector<Clause> of = {};
    bool operator==(const Clause&) const = default;
};

BOOST_DESCRIBE_STRUCT(Clause, (), (op, text, plain, held, needed, found, evidence, of))

struct VersionRef {
    std::string version = {};
    bool operator==(const VersionRef&) const = default;
};

BOOST_DESCRIBE_STRUCT(VersionRef, (), (version))

// What a contact still lacks for the stage after its own.
struct NextStage {
    std::string stage = {};
    std::vector<Clause> missing = {};
    bool operator==(const NextStage&) const = default;
};

BOOST_DESCRIBE_STRUCT(NextStage, (), (stage, missing))

struct Why {
    std::string stage = {};
    bool held = false;
    std::optional<Instant> since = {};  // when the stage was reached in the current journey
    std::optional<VersionRef> agreement = {};
    std::string headline = {};  // "Why Ada is an MQL"
    Clause tree = {};
    std::vector<Clause> disqualifiers = {};
    std::optional<NextStage> next = {};
};

BOOST_DESCRIBE_STRUCT(Why, (), (stage, held, since, agreement, headline, tree, disqualifiers, next))

struct WhyAsk {
    std::string stage = {};          // the contact's current stage, else the first, when empty
    std::optional<Instant> at = {};  // the instant the stage was reached, else now, when not given
    Instant now;
};

// not_found when no agreement was in force, or it has no such stage. Builds an evaluator of its
// own: call it inside Workspace::read, from any thread.
[[nodiscard]] Result<Why> explain_stage(const Workspace::View& view,
                                        const ledger::Contact& contact,
                                        const WhyAsk& ask);

// A stage of versions that are not in force: what a draft would say.
struct WhyUnder {
    std::shared_ptr<const lifecycle::Chain> chain;
    std::string stage;
    Instant at;
};

// Its criterion alone; not_found as above.
[[nodiscard]] Result<Clause> explain_under(const Workspace::View& view,
                                           const ledger::Contact& contact,
                                           const WhyUnder& ask);

// "an MQL", "a customer".
[[nodiscard]] std::string with_article(const std::string& noun);

}  // namespace baton::engine
