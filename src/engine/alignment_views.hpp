#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "goals/sign.hpp"

// Are we aligned? The warning signs with their numbers, and the four questions; never a score.
namespace baton::engine {

struct SignFinding {
    std::string dimension =
        {};  // channel, campaign, definition, weekday, team, version, response, acceptance
    std::string subject = {};
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    double value = 0;
    double normal = 0;  // what it is held against, in the same unit
    std::optional<double> chance = {};
    std::optional<Instant> since = {};  // open ones
};

BOOST_DESCRIBE_STRUCT(SignFinding,
                      (),
                      (dimension, subject, numerator, denominator, value, normal, chance, since))

struct SignWeek {
    Instant ends = {};
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
};

BOOST_DESCRIBE_STRUCT(SignWeek, (), (ends, numerator, denominator))

struct SignEpisode {
    Instant since = {};
    std::optional<Instant> until = {};
};

BOOST_DESCRIBE_STRUCT(SignEpisode, (), (since, until))

struct SignView {
    std::string key = {};
    std::string state = {};  // open, clear, not_enough_data
    std::string kind = {};
    std::string title = {};
    std::string formula = {};
    std::string opens = {};
    std::string closes = {};
    std::int64_t n = 0;
    std::int64_t least = 0;
    std::optional<Instant> since = {};
    Instant judged_at = {};
    std::vector<SignFinding> findings = {};  // open ones; else the nearest to it
    std::vector<SignWeek> trend = {};
    std::vector<SignEpisode> episodes = {};
    std::string owner = {};  // marketing, sales, lead
    std::vector<UserRef> owners = {};
    std::string next_step = {};
    std::string next_link = {};
    std::int64_t evidence = 0;  // how many rows
};

BOOST_DESCRIBE_STRUCT(SignView,
                      (),
                      (key,
                       state,
                       kind,
                       title,
                       formula,
                       opens,
                       closes,
                       n,
                       least,
                       since,
                       judged_at,
                       findings,
                       trend,
                       episodes,
                       owner,
                       owners,
                       next_step,
                       next_link,
                       evidence))

struct QuestionView {
    std::string key = {};  // shared, assets, talk, help
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    std::string link = {};
};

BOOST_DESCRIBE_STRUCT(QuestionView, (), (key, numerator, denominator, link))

struct AlignmentView {
    Instant as_of = {};
    std::int64_t open = 0;
    std::int64_t clear = 0;
    std::int64_t not_enough_data = 0;
    std::vector<SignView> signs = {};  // open, then clear, then those without enough data
    std::vector<QuestionView> questions = {};
};

BOOST_DESCRIBE_STRUCT(AlignmentView, (), (as_of, open, clear, not_enough_data, signs, questions))

struct SignRow {
    Instant at = {};
    std::optional<ContactRef> contact = {};
    std::optional<UserRef> owner = {};
    std::string subject = {};
};

BOOST_DESCRIBE_STRUCT(SignRow, (), (at, contact, owner, subject))

// All signs at one instant, and what they rest on.
struct AlignmentReading {
    Instant as_of;
    goals::SignFacts facts;
    goals::Tallies tallies;
    std::vector<goals::SignState> states;  // in the order of goals::signs()
    std::vector<QuestionView> questions;
};

// As of an instant that need not be now: what happened later is not read.
[[nodiscard]] AlignmentReading read_alignment(const Workspace::View& view, Instant as_of);

[[nodiscard]] AlignmentView alignment_view(const Workspace::View& view,
                                           const AlignmentReading& reading);

// nullopt when there is no such sign.
[[nodiscard]] std::optional<SignView> sign_view(const Workspace::View& view,
                                                const AlignmentReading& reading,
                                                std::string_view key);

struct SignRows {
    std::int64_t total = 0;
    std::vector<SignRow> rows = {};
};

BOOST_DESCRIBE_STRUCT(SignRows, (), (total, rows))

// The evidence, newest first, from the row `after` on. Contacts who were erased meanwhile are named
// by nothing.
[[nodiscard]] SignRows sign_rows(const Workspace::View& view,
                                 const AlignmentReading& reading,
                                 const goals::SignState& state,
                                 std::size_t after,
                                 std::size_t limit);

}  // namespace baton::engine
