#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/agreement_reader.hpp"
#include "agreement/ast.hpp"
#include "agreement/document.hpp"
#include "agreement/lex.hpp"
#include "agreement/reading.hpp"
#include "base/calendar.hpp"
#include "base/text.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

constexpr int minutes_per_day = 24 * 60;
constexpr std::int64_t points_max = 1'000'000;

constexpr std::array<std::string_view, 7> day_names{
    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

// HH:MM as minutes after midnight; 24:00 is the end of the day.
std::optional<int> minute_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hours = parse_decimal(text.substr(0, 2));
    const auto minutes = parse_decimal(text.substr(3));
    if (!hours || !minutes || text.find_first_of("-.") != std::string_view::npos) {
        return std::nullopt;
    }
    const auto hour = hours->millionths / decimal_one;
    const auto minute = minutes->millionths / decimal_one;
    if (minute > 59 || hour * 60 + minute > minutes_per_day) return std::nullopt;
    return static_cast<int>(hour * 60 + minute);
}

int read_minute(Reading& reading, const Node* node) {
    if (node == nullptr) return 0;
    const auto written = reading.text(*node, "a time of day as HH:MM");
    const auto minute = minute_of_day(written);
    if (!minute && !written.empty()) {
        reading.error(*node, fmt::format("expected a time of day as HH:MM, found \"{}\"", written));
    }
    return minute.value_or(0);
}

void read_working_days(Reading& reading, const Node& node, BusinessHours& hours) {
    const std::vector<std::string> names(day_names.begin(), day_names.end());
    for (const auto& item : reading.list(node, "a list of days: mon, tue …")) {
        const auto written = reading.text(item, "a day such as mon");
        const auto found = std::ranges::find(names, written);
        if (found == names.end()) {
            if (written.empty()) continue;
            reading.error(
                item,
                fmt::format("expected mon, tue, wed, thu, fri, sat or sun, found \"{}\"", written),
                reading.findings().suggest(written, names));
            continue;
        }
        auto& works = hours.days.at(static_cast<std::size_t>(found - names.begin()));
        if (works) reading.error(item, fmt::format("the day \"{}\" stands here twice", written));
        works = true;
    }
}

BusinessHours read_business_hours(Reading& reading, const Node& node) {
    BusinessHours hours;
    const Section section(reading, node, "business_hours", {"days", "from", "to", "holidays"});
    if (const auto* days = section.require("days")) {
        read_working_days(reading, *days, hours);
        if (days->kind == Node::Kind::list && days->items.empty()) {
            reading.error(*days, "business_hours needs at least one day");
        }
    }
    const auto errors_before = reading.findings().errors();
    const auto* to = section.require("to");
    hours.from_minute = read_minute(reading, section.require("from"));
    hours.to_minute = read_minute(reading, to);
    if (to != nullptr && reading.findings().errors() == errors_before &&
        hours.from_minute >= hours.to_minute) {
        reading.error(*to, "\"to\" must be later than \"from\"");
    }
    if (const auto* holidays = section.find("holidays")) {
        for (const auto& item : reading.list(*holidays, "a list of days as YYYY-MM-DD")) {
            if (const auto day = reading.date(item)) hours.holidays.push_back(*day);
        }
    }
    return hours;
}

// all | none | N per rep per day
OnEffect read_on_effect(Reading& reading, const Node& node) {
    constexpr std::string_view per_rep = " per rep per day";
    constexpr std::int64_t offers_max = 10'000;
    const Section section(reading, node, "on_effect", {"offer"});
    const auto* offer = section.require("offer");
    if (offer == nullptr) return {};
    if (offer->text == "all") return {};
    if (offer->text == "none") return {.offer = OnEffect::Offer::none};
    if (!offer->text.ends_with(per_rep)) {
        reading.error(*offer,
                      fmt::format("expected all, none or a number such as 5 per rep per day, found "
                                  "\"{}\"",
                                  offer->text));
        return {};
    }
    auto count = *offer;
    count.text.resize(count.text.size() - per_rep.size());
    return {.offer = OnEffect::Offer::limited,
            .per_rep_per_day = static_cast<int>(reading.whole_number(count, 1, offers_max))};
}

std::vector<ScoreLine> read_score_lines(Reading& reading, const Node& node) {
    std::vector<ScoreLine> lines;
    for (const auto& item : reading.list(node, "a list of lines with touch and points")) {
        const Section section(reading, item, "a line of a score", {"touch", "points"});
        ScoreLine line;
        if (const auto* touch = section.require("touch")) {
            line.touches = reading.touches_of_score(*touch);
        }
        if (const auto* points = section.require("points")) {
            line.points = reading.whole_number(*points, -points_max, points_max);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

Score read_score(Reading& reading, const Member& member) {
    Score score{.name = member.key.text};
    const Section section(reading, member.value, "a score", {"half_life", "points"});
    if (const auto* half_life = section.find("half_life")) {
        const auto duration = reading.duration(*half_life, 1);
        if (duration.unit != Unit::days && duration.unit != Unit::weeks) {
            reading.error(*half_life, "half_life is given in days or weeks");
        }
        score.half_life_days = duration.count * (duration.unit == Unit::weeks ? 7 : 1);
    }
    if (const auto* points = section.require("points")) {
        score.points = read_score_lines(reading, *points);
    }
    return score;
}

Stage read_stage(Reading& reading, const Node& node, bool& owner_given) {
    Stage stage{.place = reading.place(node)};
    const Section section(
        reading, node, "a stage", {"name", "owner", "when", "was", "description", "examples"});
    if (const auto* name = section.require("name")) {
        stage.name = reading.text(*name, "the name of a stage");
    }
    const auto* owner = section.find("owner");
    owner_given = owner != nullptr;
    if (owner_given) {
        stage.owner =
            reading.choice<Team>(*owner, {{"marketing", Team::marketing}, {"sales", Team::sales}});
    }
    if (const auto* when = section.require("when")) stage.when = reading.criterion(*when);
    if (const auto* was = section.find("was")) stage.was = reading.text(*was, "an older name");
    if (const auto* description = section.find("description")) {
        stage.description = reading.text(*description, "a description");
    }
    if (const auto* node_of_examples = section.find("examples")) {
        const Section examples(reading, *node_of_examples, "examples", {"yes", "no"});
        const auto* yes = examples.find("yes");
        const auto* no = examples.find("no");
        if (yes != nullptr) stage.examples_yes = reading.texts(*yes, "a contact");
        if (no != nullptr) stage.examples_no = reading.texts(*no, "a contact");
    }
    return stage;
}

void refuse_ambiguous_renames(Reading& reading, const Agreement& agreement) {
    std::map<std::string_view, const Stage*> heirs;
    for (const auto& stage : agreement.stages) {
        if (stage.was.empty()) continue;
        const auto* still = reading.scope().stages.find(stage.was);
        const bool kept = still != nullptr && agreement.stages[*still].was.empty();
        if (kept || !heirs.emplace(stage.was, &stage).second) {
            reading.findings().error(
                stage.place,
                fmt::format("two stages would carry on \"{}\"; only one can", stage.was));
        }
    }
}

// Without an owner a stage is marketing's as far as handoff.at, sales' beyond it.
void read_stages(Reading& reading, const Node& node, Agreement& agreement) {
    std::vector<bool> owner_given;
    for (const auto& item : reading.list(node, "a list of stages")) {
        bool given = false;
        agreement.stages.push_back(read_stage(reading, item, given));
        owner_given.push_back(given);
    }
    if (node.kind == Node::Kind::list && node.items.empty()) {
        reading.error(node, "an agreement needs at least one stage");
    }
    const auto last_of_marketing =
        agreement.handoff ? agreement.handoff->at : agreement.stages.size();
    for (std::size_t i = 0; i < agreement.stages.size(); ++i) {
        if (!owner_given[i] && i > last_of_marketing) agreement.stages[i].owner = Team::sales;
    }
    refuse_ambiguous_renames(reading, agreement);
}

std::vector<Disqualifier> read_disqualifiers(Reading& reading, const Node& node) {
    std::vector<Disqualifier> disqualifiers;
    for (const auto& item : reading.list(node, "a list of reasons with when")) {
        Disqualifier disqualifier{.place = reading.place(item)};
        const Section section(reading, item, "a disqualifier", {"reason", "when"});
        if (const auto* reason = section.require("reason")) {
            disqualifier.reason = reading.text(*reason, "a reason");
        }
        if (const auto* when = section.require("when")) {
            disqualifier.when = reading.criterion(*when);
        }
        disqualifiers.push_back(std::move(disqualifier));
    }
    return disqualifiers;
}

// The names of stages, which criteria may use before the stages are read.
void collect_stage_names(Reading& reading, const Node* stages) {
    if (stages == nullptr || stages->kind != Node::Kind::list) return;
    for (const auto& item : stages->items) {
        const auto found =
            std::ranges::find(item.members, "name", [](const Member& m) { return m.key.text; });
        const bool named = found != item.members.end();
        const auto name = named ? std::string(text::trimmed(found->value.text)) : std::string{};
        if (!reading.scope().stages.add(name) && !name.empty()) {
            reading.error(found->value, fmt::format("there are two stages named \"{}\"", name));
        }
    }
}

void collect_names(Reading& reading, const Section& section, Agreement& agreement) {
    if (const auto* lists = section.find("lists")) {
        for (const auto& [key, value] : named_members(reading, *lists, "lists by their name")) {
            agreement.lists.emplace(key.text, reading.texts(value, "an entry"));
        }
        reading.scope().lists = agreement.lists;
    }
    if (const auto* definitions = section.find("definitions")) {
        for (const auto& member :
             named_members(reading, *definitions, "definitions by their name")) {
            reading.scope().definitions.add(member.key.text);
            if (is_name(member.key.text) && !is_keyword(member.key.text)) continue;
            reading.error(member.key,
                          fmt::format("\"{}\" cannot name a definition: it takes letters, digits "
                                      "and _, and no word of the language",
                                      member.key.text));
        }
    }
    if (const auto* scores = section.find("scores")) {
        for (const auto& member : named_members(reading, *scores, "scores by their name")) {
            reading.scope().scores.add(member.key.text);
        }
    }
    collect_stage_names(reading, section.find("stages"));
}

// Currency and time zone.
void read_place(Reading& reading, const Section& section, Agreement& agreement) {
    if (const auto* written = section.require("currency")) {
        const auto currency = parse_currency(reading.text(*written, "a currency"));
        if (currency) agreement.currency = *currency;
        if (!currency && !written->text.empty()) reading.error(*written, currency.error().message);
    }
    if (const auto* written = section.require("timezone")) {
        agreement.timezone = reading.text(*written, "a time zone");
        const auto zone = TimeZone::find(agreement.timezone);
        if (!zone && !agreement.timezone.empty()) reading.error(*written, zone.error().message);
    }
}

void read_head(Reading& reading, const Section& section, Agreement& agreement) {
    if (const auto* language = section.find("language"); language && language->text != "1") {
        reading.error(*language,
                      fmt::format("this program reads language 1, found \"{}\"", language->text));
    }
    if (const auto* name = section.require("agreement")) {
        agreement.name = reading.text(*name, "the name of the agreement");
    }
    if (const auto* effective = section.find("effective")) {
        agreement.effective = reading.date(*effective);
    }
    if (const auto* on_effect = section.find("on_effect")) {
        agreement.on_effect = read_on_effect(reading, *on_effect);
    }
    read_place(reading, section, agreement);
    if (const auto* hours = section.find("business_hours")) {
        reading.scope().has_business_hours = true;
        agreement.business_hours = read_business_hours(reading, *hours);
    }
}

}  // namespace

Agreement read_agreement(Reading& reading, const Node& root) {
    Agreement agreement;
    const Section section(reading,
                          root,
                          "the agreement",
                          {"language",
                           "agreement",
                           "effective",
                           "on_effect",
                           "currency",
                           "timezone",
                           "business_hours",
                           "lists",
                           "definitions",
                           "scores",
                           "stages",
                           "disqualify",
                           "handoff",
                           "rules_of_engagement",
                           "promises",
                           "goals"});
    collect_names(reading, section, agreement);
    read_head(reading, section, agreement);
    if (const auto* definitions = section.find("definitions")) {
        for (const auto& [key, value] : definitions->members) {
            agreement.definitions.push_back({.name = key.text, .when = reading.criterion(value)});
        }
    }
    if (const auto* scores = section.find("scores")) {
        for (const auto& score : scores->members) {
            agreement.scores.push_back(read_score(reading, score));
        }
    }
    if (const auto* handoff = section.find("handoff")) {
        agreement.handoff = read_handoff(reading, *handoff);
    }
    if (const auto* stages = section.require("stages")) read_stages(reading, *stages, agreement);
    if (const auto* disqualify = section.find("disqualify")) {
        agreement.disqualify = read_disqualifiers(reading, *disqualify);
    }
    if (const auto* rules = section.find("rules_of_engagement")) {
        agreement.rules_of_engagement = read_rules_of_engagement(reading, *rules);
    }
    if (const auto* promises = section.find("promises")) {
        agreement.promises = read_promises(reading, *promises);
    }
    if (const auto* goals = section.find("goals")) agreement.goals = read_goals(reading, *goals);
    return agreement;
}

}  // namespace baton::agreement
