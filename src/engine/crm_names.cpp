#include "engine/crm_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <variant>

namespace baton::engine {

namespace {

struct Name {
    CrmType type;
    std::string_view crm;
    std::string_view own;
};

using enum CrmType;

constexpr std::array names{Name{contacts, "firstname", "first_name"},
                           Name{contacts, "lastname", "last_name"},
                           Name{contacts, "jobtitle", "job_title"},
                           Name{contacts, "hubspot_owner_id", "owner"},
                           Name{contacts, "createdate", "created_at"},
                           Name{companies, "numberofemployees", "employees"},
                           Name{companies, "annualrevenue", "annual_revenue"},
                           Name{companies, "hubspot_owner_id", "owner"},
                           Name{companies, "createdate", "created_at"},
                           Name{deals, "dealname", "name"},
                           Name{deals, "dealstage", "stage"},
                           Name{deals, "hubspot_owner_id", "owner"},
                           Name{deals, "createdate", "created_at"},
                           Name{deals, "closedate", "closed_at"},
                           Name{deals, "closed_lost_reason", "lost_reason"},
                           Name{tasks, "hs_task_subject", "title"},
                           Name{tasks, "hs_timestamp", "due_at"},
                           Name{tasks, "hubspot_owner_id", "owner"},
                           Name{notes, "hs_note_body", "text"},
                           Name{notes, "hubspot_owner_id", "owner"}};

constexpr std::array<std::string_view, 7> read_only{"hs_object_id",
                                                    "createdate",
                                                    "lastmodifieddate",
                                                    "hs_lastmodifieddate",
                                                    "hs_createdate",
                                                    "lifecyclestage",
                                                    "closedate"};

constexpr std::size_t render_micros_digits = 3;

std::string instant_text(Instant at) {
    std::string text = render(at);
    text.erase(text.size() - render_micros_digits - 1, render_micros_digits);
    return text;
}

struct Text {
    std::optional<std::string> operator()(const Unknown& /*unknown*/) const { return {}; }

    std::optional<std::string> operator()(bool truth) const { return truth ? "true" : "false"; }

    std::optional<std::string> operator()(const Decimal& number) const { return render(number); }

    std::optional<std::string> operator()(const std::string& text) const { return text; }

    std::optional<std::string> operator()(const Date& date) const { return render(date); }

    std::optional<std::string> operator()(const Instant& at) const { return instant_text(at); }

    std::optional<std::string> operator()(const Money& money) const { return render_amount(money); }

    std::optional<std::string> operator()(const std::vector<std::string>& texts) const {
        return fmt::format("{}", fmt::join(texts, ";"));
    }
};

}  // namespace

std::string_view name(CrmType type) {
    constexpr std::array<std::string_view, 6> type_names{
        "contacts", "companies", "deals", "tasks", "notes", "products"};
    return type_names.at(static_cast<std::size_t>(type));
}

std::string own_name(CrmType type, std::string_view crm_name) {
    const auto* const found = std::ranges::find_if(
        names, [&](const Name& each) { return each.type == type && each.crm == crm_name; });
    return std::string(found == names.end() ? crm_name : found->own);
}

std::string crm_name(CrmType type, std::string_view own_name) {
    const auto* const found = std::ranges::find_if(
        names, [&](const Name& each) { return each.type == type && each.own == own_name; });
    return std::string(found == names.end() ? own_name : found->crm);
}

std::vector<std::string> default_properties(CrmType type) {
    switch (type) {
        case contacts: return {"email", "firstname", "lastname"};
        case companies: return {"name", "domain"};
        case deals: return {"amount", "closedate", "dealname", "dealstage", "pipeline"};
        case tasks: return {"hs_task_subject", "hs_task_status", "hs_timestamp"};
        case notes: return {"hs_note_body"};
        case products: return {"name", "price"};
    }
    return {};
}

std::vector<std::string> searched_properties(CrmType type) {
    switch (type) {
        case contacts: return {"email", "firstname", "lastname", "phone", "company"};
        case companies: return {"name", "domain", "phone"};
        case deals: return {"dealname", "dealstage", "pipeline"};
        case tasks: return {"hs_task_subject"};
        case notes: return {"hs_note_body"};
        case products: return {"name"};
    }
    return {};
}

bool is_read_only(CrmType type, std::string_view crm_name) {
    const bool closes = type == deals && crm_name == "closedate";
    return !closes && std::ranges::find(read_only, crm_name) != read_only.end();
}

std::optional<std::string> crm_text(const Value& value) {
    return std::visit(Text{}, value);
}

std::optional<Instant> crm_instant(std::string_view text) {
    std::int64_t milliseconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
    if (error == std::errc() && end == text.data() + text.size()) {
        constexpr std::int64_t most = std::int64_t{253'402'300'800} * 1000;
        return milliseconds > -most && milliseconds < most
                   ? std::optional(Instant{milliseconds * (second_micros / 1000)})
                   : std::nullopt;
    }
    if (const auto at = parse_instant(text)) {
        return *at;
    }
    const auto day = parse_date(text);
    return day ? std::optional(Instant{day->days * day_micros}) : std::nullopt;
}

}  // namespace baton::engine
