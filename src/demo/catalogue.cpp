#include "demo/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "demo/setting.hpp"

namespace baton::demo {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array channel_names{"organic search"sv,
                                   "paid search"sv,
                                   "paid social"sv,
                                   "referral"sv,
                                   "email"sv,
                                   "webinar"sv,
                                   "trade fair"sv,
                                   "bought list"sv};
static_assert(channel_names.size() == channel_count);

constexpr std::array staff{
    Colleague{.email = marketing_head,
              .name = "Maya Lindqvist",
              .role = "manager",
              .team = "marketing",
              .signs_for = "marketing"},
    Colleague{.email = sales_head,
              .name = "Elena Rossi",
              .role = "manager",
              .team = "sales",
              .signs_for = "sales"},
    Colleague{.email = alignment_lead,
              .name = "Priya Raman",
              .role = "lead",
              .team = "marketing",
              .signs_for = ""},
    Colleague{.email = "jonas.weber@lumenfreight.example",
              .name = "Jonas Weber",
              .role = "marketer",
              .team = "marketing",
              .signs_for = ""},
    Colleague{.email = "hanna.virtanen@lumenfreight.example",
              .name = "Hanna Virtanen",
              .role = "marketer",
              .team = "marketing",
              .signs_for = ""},
    Colleague{.email = "tom.okafor@lumenfreight.example",
              .name = "Tom Okafor",
              .role = "rep",
              .team = "sales",
              .signs_for = ""},
    Colleague{.email = "sara.brandt@lumenfreight.example",
              .name = "Sara Brandt",
              .role = "rep",
              .team = "sales",
              .signs_for = ""},
    Colleague{.email = "kim.nguyen@lumenfreight.example",
              .name = "Kim Nguyen",
              .role = "rep",
              .team = "sales",
              .signs_for = ""},
    Colleague{.email = "luis.herrera@lumenfreight.example",
              .name = "Luis Herrera",
              .role = "rep",
              .team = "sales",
              .signs_for = ""},
    Colleague{.email = "nadia.petrova@lumenfreight.example",
              .name = "Nadia Petrova",
              .role = "rep",
              .team = "sales",
              .signs_for = ""},
    Colleague{.email = "ben.carter@lumenfreight.example",
              .name = "Ben Carter",
              .role = "rep",
              .team = "sales",
              .signs_for = ""},
    Colleague{.email = "yusuf.kaya@lumenfreight.example",
              .name = "Yusuf Kaya",
              .role = "rep",
              .team = "sales",
              .signs_for = ""},
    Colleague{.email = "sofia.marin@lumenfreight.example",
              .name = "Sofia Marin",
              .role = "admin",
              .team = "operations",
              .signs_for = ""},
};

constexpr std::array handoff_reps{staff[5].email,
                                  staff[6].email,
                                  staff[7].email,
                                  staff[8].email,
                                  staff[9].email,
                                  staff[10].email};

constexpr std::array all_campaigns{
    Campaign{.name = "Always-on search",
             .channel = Channel::paid_search,
             .first_month = 0,
             .last_month = 17,
             .monthly_cost_minor = 210'000},
    Campaign{.name = "Border delay report",
             .channel = Channel::paid_search,
             .first_month = 5,
             .last_month = 9,
             .monthly_cost_minor = 140'000},
    Campaign{.name = "Spring customs campaign",
             .channel = Channel::paid_social,
             .first_month = 6,
             .last_month = 18,
             .monthly_cost_minor = 320'000},
    Campaign{.name = "Autumn control tower",
             .channel = Channel::paid_social,
             .first_month = 0,
             .last_month = 5,
             .monthly_cost_minor = 280'000},
    Campaign{.name = "SAP without the wait",
             .channel = Channel::webinar,
             .first_month = 0,
             .last_month = 18,
             .monthly_cost_minor = 90'000},
    Campaign{.name = "Cold chain week",
             .channel = Channel::trade_fair,
             .first_month = 2,
             .last_month = 4,
             .monthly_cost_minor = 900'000},
    Campaign{.name = "Rotterdam ports fair",
             .channel = Channel::trade_fair,
             .first_month = 12,
             .last_month = 14,
             .monthly_cost_minor = 1'100'000},
    Campaign{.name = "Freight directory",
             .channel = Channel::bought_list,
             .first_month = 0,
             .last_month = 18,
             .monthly_cost_minor = 150'000},
    Campaign{.name = "Nurture customs",
             .channel = Channel::email,
             .first_month = 0,
             .last_month = 18,
             .monthly_cost_minor = 60'000},
};

constexpr std::array all_assets{
    Asset{.name = "Customs checklist",
          .form = "PDF, 12 pages",
          .journey_stage = "decision",
          .persona = "Operations"},
    Asset{.name = "Border delay ROI calculator",
          .form = "calculator",
          .journey_stage = "consideration",
          .persona = "Operations"},
    Asset{.name = "SAP in 10 days, one-pager",
          .form = "PDF, 2 pages",
          .journey_stage = "consideration",
          .persona = "IT"},
    Asset{.name = "SAP without the wait",
          .form = "webinar recording, 45 min",
          .journey_stage = "consideration",
          .persona = "IT"},
    Asset{.name = "Case study: Nordic Fresh",
          .form = "PDF, 4 pages",
          .journey_stage = "decision",
          .persona = "Operations"},
    Asset{.name = "Green freight white paper",
          .form = "PDF, 18 pages",
          .journey_stage = "awareness",
          .persona = "Procurement"},
    Asset{.name = "Control tower brochure",
          .form = "PDF, 8 pages",
          .journey_stage = "awareness",
          .persona = "Operations"},
};

constexpr std::array all_products{
    Product{.name = "Control Tower", .price_minor = 4'800'000},
    Product{.name = "Customs Live", .price_minor = 2'400'000},
    Product{.name = "Cold Chain Watch", .price_minor = 1'800'000},
    Product{.name = "Dock Planner", .price_minor = 900'000},
};

constexpr std::array quiet{"/"sv,
                           "/product/control-tower"sv,
                           "/product/customs-live"sv,
                           "/product/cold-chain-watch"sv,
                           "/blog/three-borders-one-status"sv,
                           "/blog/cold-chain-alarms"sv,
                           "/customers"sv,
                           "/about"sv,
                           "/careers"sv,
                           "/blog/sap-integration"sv,
                           "/webinars"sv,
                           "/resources"sv};

void record_colleagues(Setting& setting, Instant at) {
    for (const std::string_view team : {"marketing"sv, "sales"sv, "operations"sv}) {
        setting.record(at, "baton", "team", std::string(team), {{"name", std::string(team)}});
    }
    for (const Colleague& colleague : staff) {
        const bool newest = colleague.email == staff[11].email;
        ledger::Properties properties{{"name", std::string(colleague.name)},
                                      {"email", std::string(colleague.email)},
                                      {"role", std::string(colleague.role)},
                                      {"team", std::string(colleague.team)}};
        if (!colleague.signs_for.empty()) {
            properties.emplace_back("signs_for", std::string(colleague.signs_for));
        }
        if (colleague.role == "rep"sv) {
            properties.emplace_back("manager", std::string(sales_head));
        }
        setting.record(newest ? plus(setting.world.end, -6 * day_micros) : at,
                       "baton",
                       "user",
                       std::string(colleague.email),
                       std::move(properties));
    }
}

void record_offer(Setting& setting, Instant at) {
    for (const Product& product : all_products) {
        setting.record(
            at,
            sales_head,
            "product",
            std::string(product.name),
            {{"name", std::string(product.name)}, {"price", setting.money(product.price_minor)}});
    }
    setting.record(at,
                   sales_head,
                   "pipeline",
                   "sales",
                   {{"name", std::string("Sales")},
                    {"stages",
                     std::vector<std::string>{"Discovery: open 15%",
                                              "Demo: open 30%",
                                              "Proposal: open 55%",
                                              "Negotiation: open 80%",
                                              "Won: won 100%",
                                              "Lost: lost 0%"}}});
    for (const Asset& asset : all_assets) {
        setting.record(at,
                       marketing_head,
                       "asset",
                       std::string(asset.name),
                       {{"name", std::string(asset.name)},
                        {"form", std::string(asset.form)},
                        {"journey_stage", std::string(asset.journey_stage)},
                        {"persona", std::string(asset.persona)}});
    }
}

void record_campaigns(Setting& setting) {
    const TimeZone& zone = setting.working.zone();
    for (const Campaign& campaign : all_campaigns) {
        const Instant starts = setting.month_start(campaign.first_month);
        const Instant ends = plus(setting.month_start(campaign.last_month + 1), -1);
        setting.record(plus(starts, -day_micros),
                       marketing_head,
                       "campaign",
                       std::string(campaign.name),
                       {{"name", std::string(campaign.name)},
                        {"channel", std::string(name(campaign.channel))},
                        {"starts_on", zone.day_of(starts)},
                        {"ends_on", zone.day_of(ends)}});
        for (int month = campaign.first_month; month <= campaign.last_month; ++month) {
            const Instant at = plus(setting.month_start(month), 8 * hour_micros);
            const Date day = zone.day_of(at);
            setting.record(at,
                           marketing_head,
                           "cost",
                           fmt::format("{}/{}", campaign.name, render(day)),
                           {{"campaign", std::string(campaign.name)},
                            {"on", day},
                            {"amount", setting.money(campaign.monthly_cost_minor)}});
        }
    }
}

}  // namespace

std::string_view name(Channel channel) {
    return channel_names.at(static_cast<std::size_t>(channel));
}

std::span<const Colleague> colleagues() {
    return staff;
}

std::span<const std::string_view> reps() {
    return handoff_reps;
}

std::span<const Campaign> campaigns() {
    return all_campaigns;
}

std::span<const Asset> assets() {
    return all_assets;
}

std::span<const Product> products() {
    return all_products;
}

std::span<const std::string_view> quiet_paths() {
    return quiet;
}

std::string_view path(int index) {
    return index == pricing_path ? "/pricing"sv : quiet.at(static_cast<std::size_t>(index));
}

int find_campaign(Channel channel, int month) {
    const auto runs = [&](const Campaign& campaign) {
        return campaign.channel == channel && campaign.first_month <= month &&
               month <= campaign.last_month;
    };
    const auto* const found = std::ranges::find_if(all_campaigns, runs);
    return found == all_campaigns.end() ? -1 : static_cast<int>(found - all_campaigns.begin());
}

void record_catalogue(Setting& setting) {
    const Instant at = plus(setting.begin, -5 * day_micros);
    record_colleagues(setting, at);
    record_offer(setting, at);
    record_campaigns(setting);
}

}  // namespace baton::demo
