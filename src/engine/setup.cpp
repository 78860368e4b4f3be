#include "engine/setup.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "agreement/starting.hpp"
#include "base/calendar.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "engine/agreement_commands.hpp"
#include "engine/people.hpp"
#include "engine/pipelines.hpp"

namespace baton::engine {

namespace {

constexpr std::array<std::string_view, 5> roles{"marketer", "rep", "lead", "manager", "admin"};

const std::vector<std::string>& standard_lost_reasons() {
    static const std::vector<std::string> reasons{
        "price", "no decision", "competitor", "bad timing", "missing feature", "no budget"};
    return reasons;
}

bool is_address(std::string_view email) {
    const auto at = email.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < email.size() &&
           email.find_first_of(" \t\r\n") == std::string_view::npos;
}

void need(std::vector<Problem>& problems, bool holds, std::string where, std::string message) {
    if (!holds) {
        problems.push_back({.where = std::move(where), .message = std::move(message)});
    }
}

const agreement::StartingAgreement* find_starting(std::string_view key) {
    const auto all = agreement::starting_agreements();
    const auto found = std::ranges::find(all, key, &agreement::StartingAgreement::key);
    return found == all.end() ? nullptr : &*found;
}

std::vector<Problem> problems_of(const NewUser& user) {
    std::vector<Problem> problems;
    need(problems, !text::trimmed(user.name).empty(), "/name", "is required");
    need(problems, is_address(user.email), "/email", "must be an e-mail address");
    need(problems,
         std::ranges::find(roles, user.role) != roles.end(),
         "/role",
         "must be marketer, rep, lead, manager or admin");
    need(problems,
         user.signs_for.empty() || user.signs_for == "marketing" || user.signs_for == "sales",
         "/signs_for",
         "must be marketing or sales");
    return problems;
}

std::vector<Problem> problems_of(const FirstRun& wish, const NewUser& user) {
    std::vector<Problem> problems = problems_of(user);
    need(problems, !text::trimmed(wish.company).empty(), "/company", "is required");
    need(problems,
         parse_currency(wish.currency).has_value(),
         "/currency",
         "must be an ISO 4217 code, such as EUR");
    need(problems,
         TimeZone::find(wish.time_zone).has_value(),
         "/time_zone",
         "must be a time zone, such as Europe/Berlin");
    need(problems,
         find_starting(wish.agreement) != nullptr,
         "/agreement",
         "must be the key of a starting agreement");
    return problems;
}

ledger::Event record(Desk& desk,
                     std::string record,
                     std::string key,
                     ledger::Properties properties,
                     const Because& because) {
    desk.batch().topics.insert(record == "user" ? "users" : record);
    return desk.record(ledger::RecordChanged{.record = std::move(record),
                                             .key = std::move(key),
                                             .properties = std::move(properties)},
                       because);
}

ledger::Properties properties_of(const NewUser& user) {
    ledger::Properties properties{{"name", std::string(text::trimmed(user.name))},
                                  {"email", user.email},
                                  {"role", user.role}};
    for (const auto& [name, value] : {std::pair("team", &user.team),
                                      std::pair("signs_for", &user.signs_for),
                                      std::pair("time_zone", &user.time_zone)}) {
        if (!value->empty()) {
            properties.emplace_back(name, *value);
        }
    }
    return properties;
}

}  // namespace

bool needs_first_run(const ledger::Timeline& timeline) {
    return timeline.records_of("user").empty();
}

Result<Receipt> add_user(Desk& desk, const NewUser& user, const Because& because) {
    if (auto problems = problems_of(user); !problems.empty()) {
        return fail(Failure::invalid, "This person cannot be added yet.", std::move(problems));
    }
    const std::string wanted = text::folded(user.email);
    for (const User& other : list_users(desk.timeline(), Instant::latest())) {
        if (text::folded(other.email) == wanted) {
            return fail(Failure::conflict,
                        fmt::format("{} is a user already", user.email),
                        {{.where = "/email", .message = "it is taken"}});
        }
    }
    const ledger::Event event = record(desk, "user", user.email, properties_of(user), because);
    return Receipt{.id = user.email, .recorded = {event.position}, .count = 1};
}

Result<Receipt> set_up(Desk& desk, const FirstRun& wish) {
    if (!needs_first_run(desk.timeline())) {
        return fail(Failure::refused, "This workspace is set up already.");
    }
    const NewUser admin{
        .email = wish.email, .name = wish.name, .role = "admin", .time_zone = wish.time_zone};
    if (auto problems = problems_of(wish, admin); !problems.empty()) {
        return fail(Failure::invalid, "Some answers are missing or wrong.", std::move(problems));
    }
    const Because because{.by = wish.email, .cause = "set-up"};
    Receipt receipt = TRY(add_user(desk, admin, because));
    record(desk,
           "workspace",
           "settings",
           {{"name", std::string(text::trimmed(wish.company))},
            {"currency", wish.currency},
            {"time_zone", wish.time_zone}},
           because);
    record(desk, "workspace", "lost_reasons", {{"reasons", standard_lost_reasons()}}, because);
    record(desk, "pipeline", standard_pipeline().key, properties_of(standard_pipeline()), because);
    TRY(save_draft(desk, "", std::string(find_starting(wish.agreement)->text), because));
    return receipt;
}

std::vector<std::string> lost_reasons(const ledger::Timeline& timeline, Instant at) {
    const ledger::Record* record = timeline.find_record("workspace", "lost_reasons");
    if (record != nullptr) {
        const Value reasons = timeline.value(record->properties, "reasons", at);
        if (const auto* texts = std::get_if<std::vector<std::string>>(&reasons)) {
            return *texts;
        }
    }
    return standard_lost_reasons();
}

}  // namespace baton::engine
