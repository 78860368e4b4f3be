#include "engine/suspension.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <variant>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "engine/working_days.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view record_name = "suspension";
constexpr std::string_view record_key = "offers";
constexpr agreement::Duration lasts{.count = 5, .unit = agreement::Unit::business_days};

ledger::Event record(Desk& desk, ledger::Properties properties, const Because& because) {
    desk.batch().topics.insert({"agreement", "handoffs"});
    return desk.record(ledger::RecordChanged{.record = std::string(record_name),
                                             .key = std::string(record_key),
                                             .properties = std::move(properties)},
                       because);
}

Receipt receipt_of(const ledger::Event& event) {
    return {.id = std::string(record_key), .recorded = {event.position}, .count = 1};
}

Done check_lead(Desk& desk, const std::string& by) {
    const std::optional<User> user = find_user(desk.timeline(), by, Instant::latest());
    if (!user || user->role != "lead") {
        return fail(Failure::forbidden, "only the alignment lead suspends offers");
    }
    return {};
}

// Receipts rise strictly, so what was recorded at one instant of the clock lies after it.
Instant moment(Desk& desk) {
    return std::max(desk.now(), desk.timeline().latest_at());
}

Result<Suspension> running(Desk& desk) {
    std::optional<Suspension> found = suspension_at(desk.timeline(), moment(desk));
    if (!found) {
        return fail(Failure::not_found, "offers are not suspended");
    }
    return *std::move(found);
}

}  // namespace

std::optional<Suspension> suspension_at(const ledger::Timeline& timeline, Instant at) {
    const ledger::Record* record = timeline.find_record(record_name, record_key);
    if (record == nullptr) {
        return std::nullopt;
    }
    const auto text = [&](std::string_view name) {
        return text_of(timeline, record->properties, name, at);
    };
    const ledger::Change* begun = ledger::Timeline::property(
        record->properties, timeline.dictionary().find_name("reason"), at);
    if (begun == nullptr || text("reason").empty() || !text("lifted_by").empty()) {
        return std::nullopt;
    }
    Suspension found{.by = text("by"),
                     .reason = text("reason"),
                     .since = begun->at,
                     .ends_at = Instant::latest(),
                     .marketing_confirmed = text("marketing_confirmed"),
                     .sales_confirmed = text("sales_confirmed")};
    const Value ends = timeline.value(record->properties, "ends_at", at);
    if (const auto* end = std::get_if<Instant>(&ends); end != nullptr && !found.confirmed()) {
        found.ends_at = *end;
    }
    return at < found.ends_at ? std::optional(found) : std::nullopt;
}

Result<Receipt> suspend_offers(Desk& desk,
                               const lifecycle::Chain& chain,
                               const std::string& reason,
                               const Because& because) {
    TRY(check_lead(desk, because.by));
    if (text::trimmed(reason).empty()) {
        return fail(Failure::invalid, "a reason is needed", {{"/reason", "say why"}});
    }
    const auto version = chain.in_force(desk.now());
    if (!version) {
        return fail(Failure::refused, "no agreement is in force, so nothing is offered");
    }
    if (suspension_at(desk.timeline(), moment(desk))) {
        return fail(Failure::conflict, "offers are suspended already");
    }
    const Instant ends =
        lifecycle::after(desk.now(), lasts, working_calendar(*chain.version(*version).agreement));
    return receipt_of(record(desk,
                             {{"by", because.by},
                              {"reason", std::string(text::trimmed(reason))},
                              {"ends_at", ends},
                              {"marketing_confirmed", Unknown{}},
                              {"sales_confirmed", Unknown{}},
                              {"lifted_by", Unknown{}}},
                             because));
}

Result<Receipt> confirm_suspension(Desk& desk, const Because& because) {
    const Suspension found = TRY(running(desk));
    const std::optional<User> user = find_user(desk.timeline(), because.by, Instant::latest());
    if (!user || (user->signs_for != "marketing" && user->signs_for != "sales")) {
        return fail(Failure::forbidden,
                    fmt::format("{} signs for neither marketing nor sales", because.by));
    }
    const bool marketing = user->signs_for == "marketing";
    const std::string& before = marketing ? found.marketing_confirmed : found.sales_confirmed;
    if (!before.empty()) {
        return fail(Failure::conflict, fmt::format("{} has confirmed already", before));
    }
    return receipt_of(record(
        desk, {{marketing ? "marketing_confirmed" : "sales_confirmed", because.by}}, because));
}

Result<Receipt> lift_suspension(Desk& desk, const Because& because) {
    TRY(check_lead(desk, because.by));
    TRY(running(desk));
    return receipt_of(record(desk, {{"lifted_by", because.by}}, because));
}

}  // namespace baton::engine
