#include "demo/agreements.hpp"

#include <array>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "demo/catalogue.hpp"
#include "demo/setting.hpp"

namespace baton::demo {

namespace {

struct Terms {
    std::string effective;  // the whole line, or empty
    std::string_view company;
    std::string_view score;  // the section, or empty
    std::string_view mql;
    std::string goals;
};

constexpr std::string_view engagement_score = R"(
scores:
  engagement:
    half_life: 30 days
    points:
      - { touch: 'webinar_attended', points: 30 }
      - { touch: 'content_downloaded', points: 20 }
      - { touch: 'email_link_clicked', points: 5 }
)";

constexpr std::string_view text_form = R"(language: 1
agreement: Lumen revenue agreement
{effective}currency: EUR
timezone: Europe/Berlin
business_hours: {{ days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:30" }}

lists:
  competitors: [routeowl.example, parcelhive.example]

definitions:
  ideal_company: {company}
  high_intent: >
    count(page_view where path starts with "/pricing" within 30 days) >= 2
    or any("Demo Requested" within 90 days)
{score}
stages:
  - {{ name: lead, owner: marketing, when: 'known contact.email' }}
  - name: MQL
    owner: marketing
    description: A person at a company like our best customers who has shown they are looking now.
    when: '{mql}'
  - {{ name: SAL, owner: sales, when: 'handoff accepted' }}
  - {{ name: SQL, owner: sales, when: 'reached(SAL) and any(meeting_held within 30 days)' }}
  - {{ name: opportunity, owner: sales, when: 'deal open where (amount >= 1000)' }}
  - {{ name: customer, owner: sales, when: 'deal won' }}

disqualify:
  - {{ reason: student, when: 'contact.job_title contains "student"' }}
  - {{ reason: competitor, when: 'contact.email_domain in list(competitors)' }}

handoff:
  at: MQL
  to: {{ team: sales, by: round_robin, prefer: company.owner }}
  respond_within: 4 business hours
  accept_within: 2 business days
  follow_up: {{ attempts: 5, within: 10 business days }}
  on_breach:
    - {{ after: 0 business hours, do: notify_owner }}
    - {{ after: 2 business hours, do: notify_manager }}
  reject_reasons: [bad fit, no budget, no authority, no need, bad timing, bad data]
  recycle: {{ to: Nurture customs, eligible_again_after: 60 days }}

promises:
  marketing: [ {{ metric: mql_value, per: month, target: 400000 }} ]
  sales: [ {{ metric: response_within_sla, target: 95% }}, {{ metric: handoff_feedback, target: 100% }} ]
{goals})";

constexpr std::string_view ideal_first =
    R"(company.employees >= 20 and company.industry in ("Food logistics", "Retail", "Freight"))";
constexpr std::string_view ideal_second =
    R"(company.employees >= 50 and company.industry in ("Food logistics", "Retail", "Freight"))";
constexpr std::string_view ideal_draft =
    R"(company.employees between 50 and 999 and company.industry in ("Food logistics", "Retail", "Freight"))";

std::string written(const Terms& terms) {
    return fmt::format(fmt::runtime(text_form),
                       fmt::arg("effective", terms.effective),
                       fmt::arg("company", terms.company),
                       fmt::arg("score", terms.score),
                       fmt::arg("mql", terms.mql),
                       fmt::arg("goals", terms.goals));
}

std::string effective_line(const Setting& setting, Instant at) {
    return fmt::format("effective: {}\n", render(setting.working.zone().day_of(at)));
}

// The revenue both teams want in the quarter of the end.
std::string goals(const Setting& setting) {
    const auto parts = parts_of(setting.working.zone().day_of(setting.world.end));
    return fmt::format(
        "\ngoals:\n  - {{ metric: revenue, period: {}-Q{}, target: 1200000, marketing_sourced: 45% "
        "}}\n",
        parts.year,
        (parts.month - 1) / 3 + 1);
}

struct Signing {
    std::string_view version;
    std::string text;
    Instant marketing_at;
    Instant sales_at;
};

void record_version(Setting& setting, std::string_view key, Instant at, std::string text) {
    setting.record(at,
                   marketing_head,
                   "version",
                   std::string(key),
                   {{"name", std::string("Lumen revenue agreement")},
                    {"text", std::move(text)},
                    {"created_by", std::string(marketing_head)}});
}

void record_signatures(Setting& setting, const Signing& signing) {
    struct Side {
        std::string_view team;
        std::string_view by;
        Instant at;
    };

    const std::array sides{
        Side{.team = "marketing", .by = marketing_head, .at = signing.marketing_at},
        Side{.team = "sales", .by = sales_head, .at = signing.sales_at}};
    for (const Side& side : sides) {
        ledger::Properties properties{{"by", std::string(side.by)}};
        if (setting.world.fingerprint_of) {
            properties.emplace_back("fingerprint", setting.world.fingerprint_of(signing.text));
        }
        setting.record(side.at,
                       side.by,
                       "signature",
                       fmt::format("{}/{}", signing.version, side.team),
                       std::move(properties));
    }
}

}  // namespace

std::string first_version(const Setting& setting) {
    return written({.effective = effective_line(setting, setting.begin),
                    .company = ideal_first,
                    .score = "",
                    .mql = "ideal_company and high_intent",
                    .goals = ""});
}

std::string second_version(const Setting& setting) {
    return written({.effective = effective_line(setting, setting.second_version_at),
                    .company = ideal_second,
                    .score = engagement_score,
                    .mql = "ideal_company and (high_intent or score(engagement) >= 60)",
                    .goals = goals(setting)});
}

std::string unsigned_draft(const Setting& setting) {
    return written({.effective = "",
                    .company = ideal_draft,
                    .score = engagement_score,
                    .mql = "ideal_company and (high_intent or score(engagement) >= 60)",
                    .goals = goals(setting)});
}

void record_agreements(Setting& setting) {
    const Instant first = plus(setting.begin, -4 * day_micros);
    record_version(setting, "1", first, first_version(setting));
    record_signatures(setting,
                      {.version = "1",
                       .text = first_version(setting),
                       .marketing_at = plus(first, 20 * hour_micros),
                       .sales_at = plus(first, 26 * hour_micros)});
    const Instant second = plus(setting.second_version_at, -14 * day_micros);
    record_version(setting, "2", second, second_version(setting));
    record_signatures(setting,
                      {.version = "2",
                       .text = second_version(setting),
                       .marketing_at = plus(second, 38 * hour_micros),
                       .sales_at = plus(second, 57 * hour_micros)});
    record_version(
        setting, "draft-1", plus(setting.world.end, -9 * day_micros), unsigned_draft(setting));
}

}  // namespace baton::demo
