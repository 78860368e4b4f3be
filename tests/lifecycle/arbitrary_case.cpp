#include "lifecycle/arbitrary_case.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

namespace baton::lifecycle::testing {

namespace {

// Takes small choices out of one number.
class Choices {
public:
    explicit Choices(std::uint32_t number) : rest_(number) {}

    std::uint32_t below(std::uint32_t count) {
        const auto choice = rest_ % count;
        rest_ /= count;
        return choice;
    }

private:
    std::uint32_t rest_;
};

// Half-days of January to March 2026, which hold a change of clocks in Berlin; late at night in
// UTC.
std::string instant_from(std::uint32_t choice) {
    constexpr std::array<std::uint32_t, 3> lengths{31, 28, 31};
    auto day = choice / 2 % 90;
    std::uint32_t month = 0;
    while (day >= lengths[month])
        day -= lengths[month++];
    return fmt::format(
        "2026-{:02}-{:02}T{}:00:00Z", month + 1, day + 1, choice % 2 == 0 ? "09" : "22");
}

constexpr std::string_view received = "\"received\":\"2026-06-01T00:00:00Z\"";

std::string touch(Choices& choices, const std::string& at) {
    constexpr std::array<std::string_view, 6> sources{"\"contact\":\"c1\"",
                                                      "\"contact\":\"c1\"",
                                                      "\"contact\":\"c2\"",
                                                      "\"visitor\":\"v1\"",
                                                      "\"visitor\":\"v2\"",
                                                      "\"contact\":\"c3\""};
    constexpr std::array<std::string_view, 4> kinds{
        "visit", "Demo Requested", "demo_requested", "email_sent"};
    constexpr std::array<std::string_view, 5> fields{"{\"path\":\"/pricing\",\"value\":10}",
                                                     "{\"path\":\"/About\",\"value\":-3.25}",
                                                     "{}",
                                                     "{\"value\":\"many\"}",
                                                     "{\"path\":\"/PRICING/x\",\"value\":0.5}"};
    constexpr std::array<std::string_view, 4> extras{
        "", ",\"actor\":\"scanner\"", ",\"direction\":\"out\"", ",\"trust\":\"anonymous\""};
    const auto source = sources[choices.below(sources.size())];
    const auto kind = kinds[choices.below(kinds.size())];
    const auto field = fields[choices.below(fields.size())];
    return fmt::format(R"({{"type":"touch",{},"kind":"{}","fields":{}{},"at":"{}",{}}})",
                       source,
                       kind,
                       field,
                       extras[choices.below(extras.size())],
                       at,
                       received);
}

std::string change(Choices& choices, const std::string& at) {
    constexpr std::array<std::string_view, 12> changes{
        R"("contact","id":"c1","property":"email","value":"ada@Acme.test")",
        R"("contact","id":"c1","property":"email","value":null)",
        R"("contact","id":"c1","property":"job_title","value":"Student")",
        R"("contact","id":"c1","property":"job_title","value":"CFO")",
        R"("contact","id":"c2","property":"job_title","value":"Intern")",
        R"("contact","id":"c2","property":"email","value":"bob@rival.example")",
        R"("company","id":"k1","property":"employees","value":80)",
        R"("company","id":"k1","property":"employees","value":20)",
        R"("company","id":"k2","property":"employees","value":60)",
        R"("company","id":"k1","property":"annual_revenue","value":{"amount":"1000.00","currency":"USD"})",
        R"("company","id":"k2","property":"annual_revenue","value":900)",
        R"("contact","id":"c1","property":"created_at","value":"2026-02-01T23:30:00Z")"};
    return fmt::format(R"({{"type":"change","record":{},"at":"{}",{}}})",
                       changes[choices.below(changes.size())],
                       at,
                       received);
}

std::string other(Choices& choices, const std::string& at) {
    constexpr std::array<std::string_view, 24> others{
        R"("company","contact":"c1","company":"k1")",
        R"("company","contact":"c1","company":"k2")",
        R"("company","contact":"c2","company":"k1")",
        R"("company","contact":"c1","company":null)",
        R"("link","visitor":"v1","contact":"c1")",
        R"("link","visitor":"v1","contact":"c2")",
        R"("link","visitor":"v2","contact":"c2")",
        R"("merge","from":"c2","into":"c1")",
        R"("merge","from":"c3","into":"c2")",
        R"("handoff","contact":"c1","event":"offered")",
        R"("handoff","contact":"c1","event":"accepted")",
        R"("handoff","contact":"c1","event":"rejected","reason":"bad fit")",
        R"("handoff","contact":"c2","event":"recycled","reason":"no budget")",
        R"("handoff","contact":"c1","event":"reassigned")",
        R"("deal","deal":"d1","contacts":["c1"],"status":"open","set":{"amount":1500})",
        R"("deal","deal":"d1","status":"won")",
        R"("deal","deal":"d1","contacts":["c2"],"set":{"amount":{"amount":"900.00","currency":"USD"}})",
        R"("deal","deal":"d2","contacts":["c1","c2"],"status":"lost")",
        R"("deal","deal":"d1","deleted":true)",
        R"("place","contact":"c1","stage":"s2","by":"kim","why":"met")",
        R"("place","contact":"c1","stage":"s1","by":"kim","why":"met")",
        R"("rate","from":"USD","to":"EUR","rate":"0.5")",
        R"("rate","from":"USD","to":"EUR","rate":"1.25")",
        R"("delete","contact":"c3")"};
    return fmt::format(
        R"({{"type":{},"at":"{}",{}}})", others[choices.below(others.size())], at, received);
}

constexpr std::array<std::string_view, 36> criteria{
    "any(visit)",
    "count(visit within 10 days) >= 2",
    "none(touch within 14 days)",
    "known contact.email",
    "not known contact.email",
    "contact.job_title != \"student\"",
    "contact.email_domain in list(competitors)",
    "company.employees >= 50 and any(touch)",
    "company.employees between 20 and 60",
    "company.annual_revenue > 600",
    "score(warm) >= 12",
    "score(warm) < 6 and any(visit)",
    "score(mixed) > 0",
    "not (score(mixed) > 3) and any(demo_requested)",
    "days since last(visit) > 7",
    "days since first(touch within 20 days) >= 5",
    "days since last(visit) = 3",
    "sum(value of visit within 1 month) > 5",
    "sum(value of visit) < 0",
    "any(\"Demo Requested\" within 2 business days)",
    "none(visit within 9 business hours) and any(visit)",
    "any(visit where path starts with \"/pricing\" and not path ends with \"x\" within 3 weeks)",
    "any(touch where actor = \"scanner\")",
    "any(visit or email_sent where trust in (\"anonymous\"))",
    "handoff open or handoff accepted",
    "not handoff rejected for \"bad fit\" and any(visit)",
    "deal won",
    "deal open where (amount >= 1000)",
    "deal open where (not (amount < 500))",
    "last(visit) >= 2026-02-10",
    "first(demo_requested) < last(visit)",
    "contact.created_at = 2026-02-02",
    "contact.job_title matches \"^(cfo|ceo)$\"",
    "count(visit) > count(demo_requested)",
    "warm_one or deal lost",
    "contact.job_title not in (\"CFO\", \"Student\")"};

std::string criterion(Choices& choices, std::size_t stage) {
    const std::string first(criteria[choices.below(criteria.size())]);
    const auto shape = choices.below(7);
    const std::string second(criteria[choices.below(criteria.size())]);
    switch (shape) {
        case 0: return first + " and (" + second + ")";
        case 1: return first + " or " + second;
        case 2: return "not (" + first + ") and " + "any(touch)";
        case 3: return stage == 0 ? first : "reached(s0) and (" + first + ")";
        case 4: return stage < 2 ? first : "not reached(s1) or (" + first + ")";
        default: return first;
    }
}

}  // namespace

std::vector<std::string> first_lines() {
    std::vector<std::string> lines;
    for (const auto* contact : {"c1", "c2", "c3"}) {
        lines.push_back(fmt::format(
            R"({{"type":"contact","id":"{}","at":"2026-01-03T09:00:00Z",{}}})", contact, received));
    }
    return lines;
}

std::vector<std::string> lines_from(const Numbers& numbers) {
    std::vector<std::string> lines;
    for (const auto number : numbers) {
        Choices choices(number);
        const auto sort = choices.below(9);
        const auto at = instant_from(choices.below(180));
        if (sort < 4) {
            lines.push_back(touch(choices, at));
        } else if (sort < 6) {
            lines.push_back(change(choices, at));
        } else if (sort < 8 || lines.empty()) {
            lines.push_back(other(choices, at));
        } else {
            const auto place =
                first_lines().size() + 1 + choices.below(static_cast<std::uint32_t>(lines.size()));
            lines.push_back(fmt::format(
                R"({{"type":"void","positions":[{}],"at":"{}",{}}})", place, at, received));
        }
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines)
        text += line + "\n";
    return text;
}

std::string agreement_from(const Numbers& numbers, const std::string& effective) {
    Choices choices(numbers.empty() ? 0 : numbers.front());
    const auto number = [&](std::size_t index) {
        return index < numbers.size() ? numbers[index] : 0;
    };
    constexpr std::array<std::string_view, 3> zones{"Europe/Berlin", "UTC", "America/New_York"};
    constexpr std::array<std::string_view, 3> waits{"5 days", "1 month", "3 business days"};
    std::string text = "agreement: a\ncurrency: EUR\n";
    text += fmt::format("timezone: {}\n", zones[choices.below(zones.size())]);
    if (!effective.empty()) text += "effective: " + effective + "\n";
    text +=
        "business_hours: { days: [mon, tue, wed, thu, fri], from: \"09:00\", to: \"17:30\", "
        "holidays: [2026-01-06] }\n"
        "lists:\n  competitors: [rival.example, other.example]\n"
        "definitions:\n  warm_one: 'score(warm) > 4 or count(visit) >= 3'\n"
        "scores:\n"
        "  warm: { half_life: 7 days, points: [ { touch: visit, points: 5 }, { touch: 'touch where "
        "path contains \"PRICING\"', points: 10 } ] }\n"
        "  mixed: { half_life: 3 days, points: [ { touch: visit, points: 4 }, { touch: "
        "demo_requested, points: -6 } ] }\n"
        "stages:\n";
    const auto stages = 1 + choices.below(4);
    for (std::uint32_t stage = 0; stage < stages; ++stage) {
        Choices parts(number(stage + 1));
        text += fmt::format(
            "  - {{ name: s{}, owner: marketing, when: '{}' }}\n", stage, criterion(parts, stage));
    }
    const auto disqualifiers = choices.below(3);
    if (disqualifiers > 0) text += "disqualify:\n";
    for (std::uint32_t index = 0; index < disqualifiers; ++index) {
        Choices parts(number(5 + index));
        text += fmt::format(
            "  - {{ reason: r{}, when: '{}' }}\n", index, criteria[parts.below(criteria.size())]);
    }
    if (choices.below(3) == 0) return text;
    text += fmt::format(
        "handoff:\n  at: s0\n  to: {{ team: sales, by: round_robin }}\n  respond_within: 4 hours\n"
        "  reject_reasons: [bad fit, no budget]\n  recycle: {{ to: R, eligible_again_after: {}{} "
        "}}\n",
        waits[choices.below(waits.size())],
        choices.below(4) == 0 ? ", touches: all" : "");
    return text;
}

}  // namespace baton::lifecycle::testing
