#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/value.hpp"

// The agreement as a checked tree: what the parser makes, the evaluator runs, explain and diff
// print. Plain values, immutable once checked; safe to share between threads. Meaning: docs of the
// language.
namespace baton::agreement {

// A place in the agreement's text; both count from 1, columns in code points.
struct Place {
    int line = 0;
    int column = 0;
    auto operator<=>(const Place&) const = default;
};

enum class Unit : std::uint8_t {
    minutes,
    hours,
    days,
    weeks,
    months,
    business_hours,
    business_days
};

struct Duration {
    std::int64_t count = 0;
    Unit unit = Unit::days;
    bool operator==(const Duration&) const = default;
};

// A literal of the criteria language. Whether text is meant as money or multi is decided by what it
// is compared with; a number compared with money is an amount in the agreement's currency.
using Literal = std::variant<bool, Decimal, std::string, Date>;

struct LiteralSet {
    std::vector<Literal> members = {};
    std::string list = {};  // the list's name when written list(NAME); members are then its entries
    bool operator==(const LiteralSet&) const = default;
};

enum class Comparator : std::uint8_t { equal, not_equal, less, at_most, greater, at_least };
enum class TextOperator : std::uint8_t { contains, starts_with, ends_with, matches };

// A test of the fields of one touch (after `where`) or of one deal.
struct Condition {
    enum class Kind : std::uint8_t {
        all_of,
        any_of,
        negation,
        constant,  // `value`
        known,
        compare,  // field comparator literals[0]
        in_set,   // field [not] in set
        between,  // field between literals[0] and literals[1]
        text,     // field text_operator literals[0]
    };
    Kind kind = Kind::constant;
    Place place = {};
    std::vector<Condition> of = {};
    std::string field = {};  // dotted: channel, properties.plan
    bool value = false;      // constant; for in_set: true when written `not in`
    Comparator comparator = Comparator::equal;
    TextOperator text_operator = TextOperator::contains;
    std::vector<Literal> literals = {};
    LiteralSet set = {};
};

// Which touches: kinds, where, within.
struct Touches {
    bool every_kind = false;              // written `touch`
    std::vector<std::string> kinds = {};  // as written; compared by text::kind_key
    std::optional<Condition> where = {};
    std::optional<Duration> within = {};
    Place place = {};
};

struct Property {
    enum class Of : std::uint8_t { contact, company };
    Of of = Of::contact;
    std::string name = {};
    ValueType type = ValueType::text;
    bool operator==(const Property&) const = default;
};

struct Aggregate {
    enum class Kind : std::uint8_t {
        count,
        sum,
        first,
        last,
        days_since_first,
        days_since_last,
        score,
    };
    Kind kind = Kind::count;
    std::string field = {};  // sum
    std::size_t score = 0;   // index into Agreement::scores
    Touches touches = {};    // all but score
};

using Operand = std::variant<Literal, Property, Aggregate>;

enum class HandoffState : std::uint8_t { open, accepted, rejected, recycled };
enum class DealState : std::uint8_t { open, won, lost };

// A criterion: true or false of one contact at one instant.
struct Criterion {
    enum class Kind : std::uint8_t {
        all_of,  // `and` of three or more is one flat node; parentheses leave no node
        any_of,
        negation,
        constant,    // `value`
        definition,  // `index` into Agreement::definitions
        any,         // touches
        none,        // touches
        reached,     // `index` into Agreement::stages
        known,       // operands[0] is a Property
        handoff,     // handoff, reason
        deal,        // deal, where
        compare,     // operands[0] comparator operands[1]
        in_set,      // operands[0] [not] in set
        between,     // operands[0] between operands[1] and operands[2]
        text,        // operands[0] text_operator pattern
    };
    Kind kind = Kind::constant;
    Place place = {};
    std::vector<Criterion> of = {};
    bool value = false;  // constant; for in_set: true when written `not in`
    std::size_t index = 0;
    std::optional<Touches> touches = {};
    HandoffState handoff = HandoffState::open;
    std::string reason = {};  // handoff … for "reason"; empty when not given
    DealState deal = DealState::open;
    std::optional<Condition> where = {};
    Comparator comparator = Comparator::equal;
    TextOperator text_operator = TextOperator::contains;
    std::string pattern = {};
    std::vector<Operand> operands = {};
    LiteralSet set = {};
};

struct Definition {
    std::string name = {};
    Criterion when = {};
};

struct ScoreLine {
    Touches touches = {};  // without `within`
    std::int64_t points = 0;
};

struct Score {
    std::string name = {};
    std::optional<std::int64_t> half_life_days = {};
    std::vector<ScoreLine> points = {};
};

enum class Team : std::uint8_t { marketing, sales };

struct Stage {
    std::string name = {};
    Team owner = Team::marketing;
    Criterion when = {};
    std::string was = {};
    std::string description = {};
    std::vector<std::string> examples_yes = {};
    std::vector<std::string> examples_no = {};
    Place place = {};
};

struct Disqualifier {
    std::string reason = {};
    Criterion when = {};
    Place place = {};
};

// Opening hours on working days, in the agreement's time zone.
struct BusinessHours {
    std::array<bool, 7> days = {};  // Monday first
    int from_minute = 0;            // minutes after local midnight; from < to ≤ 1440
    int to_minute = 0;
    std::vector<Date> holidays = {};
    bool operator==(const BusinessHours&) const = default;
};

struct Receiver {
    enum class By : std::uint8_t { round_robin, least_loaded };

    struct Rule {
        Criterion when;
        std::string team;
        std::string user;
    };

    std::string team = {};
    std::string user = {};
    By by = By::round_robin;
    std::string prefer = {};  // "company.owner", "contact.owner" or empty
    std::vector<Rule> rules = {};
};

struct FollowUp {
    int attempts = 0;
    Duration within = {};
};

struct BreachStep {
    enum class Action : std::uint8_t {
        notify_owner,
        notify_manager,
        notify_alignment_lead,
        reassign,
    };
    Duration after = {};
    Action action = Action::notify_owner;
};

struct HandoffOverride {
    std::string name = {};
    Criterion when = {};
    std::optional<Date> until = {};
    std::optional<Duration> respond_within = {};
    std::optional<Duration> accept_within = {};
    std::optional<FollowUp> follow_up = {};
    std::optional<Receiver> to = {};
};

struct HandoffTerms {
    std::size_t at = 0;  // index into stages
    Receiver to = {};
    Duration respond_within = {};
    Duration accept_within = {};  // respond_within when not written
    std::optional<FollowUp> follow_up = {};
    std::vector<BreachStep> on_breach = {};
    std::vector<std::string> reject_reasons = {};
    std::string recycle_to = {};
    Duration eligible_again_after = {};
    bool all_touches_count = false;  // recycle: { touches: all }
    std::vector<HandoffOverride> overrides = {};
};

struct EngagementRule {
    std::optional<Criterion> while_holds = {};
    bool pauses_journeys = false;
    std::vector<std::string> except = {};
    std::string campaign_mail_needs = {};
    std::string contact_owner = {};
    std::string quiet_after = {};
    std::optional<Duration> quiet_for = {};
};

struct Promise {
    Team by = Team::marketing;
    std::string metric = {};
    std::string per = {};  // month, quarter or empty
    Decimal target = {};
    bool percent = false;
};

struct Goal {
    std::string metric = {};
    std::string period = {};
    Decimal target = {};
    std::optional<Decimal> marketing_sourced_percent = {};
};

struct OnEffect {
    enum class Offer : std::uint8_t { all, limited, none };
    Offer offer = Offer::all;
    int per_rep_per_day = 0;
};

struct Agreement {
    int language = 1;
    std::string name = {};
    std::optional<Date> effective = {};
    OnEffect on_effect = {};
    Currency currency = {};
    std::string timezone = {};  // IANA name, known to exist
    std::optional<BusinessHours> business_hours = {};
    std::map<std::string, std::vector<std::string>> lists = {};
    std::vector<Definition> definitions = {};
    std::vector<Score> scores = {};
    std::vector<Stage> stages = {};
    std::vector<Disqualifier> disqualify = {};
    std::optional<HandoffTerms> handoff = {};
    std::vector<EngagementRule> rules_of_engagement = {};
    std::vector<Promise> promises = {};
    std::vector<Goal> goals = {};
};

}  // namespace baton::agreement
