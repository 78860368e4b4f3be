#pragma once

#include <cstdint>
#include <rapidcheck.h>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"

// Events of every kind with values of every type, for property tests.
namespace baton::testing {

inline std::string arbitrary_text() {
    static const std::vector<std::string> texts{"Ada",
                                                "quote \" backslash \\",
                                                "tab\tnew\nline",
                                                "Zoë 日本 🎉",
                                                "https://acme.test/a?b=c&d=é",
                                                "/pricing?who=ada",
                                                "?q",
                                                std::string("nul\0byte", 8),
                                                "0",
                                                "null"};
    return *rc::gen::elementOf(texts);
}

inline Value arbitrary_value() {
    switch (*rc::gen::inRange(0, 8)) {
        case 0: return Unknown{};
        case 1: return *rc::gen::arbitrary<bool>();
        case 2: return Decimal{.millionths = *rc::gen::arbitrary<std::int64_t>()};
        case 3: return arbitrary_text();
        case 4: return Date{.days = *rc::gen::inRange(-700000, 2900000)};
        case 5: return Instant{.micros = *rc::gen::arbitrary<std::int64_t>()};
        case 6: return Money{.minor = *rc::gen::arbitrary<std::int64_t>(), .currency = {"EUR"}};
        default: return std::vector<std::string>{arbitrary_text(), arbitrary_text()};
    }
}

inline ledger::Properties arbitrary_properties(bool values_of_touches = false) {
    static const std::vector<std::string> names{
        "email", "first_name", "plan", "url", "employees", "notes", "properties.path", "ip"};
    ledger::Properties out;
    for (const auto& name : names) {
        if (!*rc::gen::arbitrary<bool>()) continue;
        auto value = arbitrary_value();
        const bool plain = value.index() <= 3;
        if (plain || !values_of_touches) out.emplace_back(name, std::move(value));
    }
    return out;
}

inline std::int64_t arbitrary_id() {
    return *rc::gen::inRange<std::int64_t>(1, std::int64_t{1} << 53);
}

inline ledger::Touched arbitrary_touch() {
    const bool known = *rc::gen::arbitrary<bool>();
    return {.contact = {known ? arbitrary_id() : 0},
            .visitor = {known ? 0 : arbitrary_id()},
            .kind = arbitrary_text(),
            .fields = arbitrary_properties(true),
            .message_id = *rc::gen::arbitrary<bool>() ? arbitrary_text() : "",
            .actor = static_cast<ledger::Actor>(*rc::gen::inRange(0, 4)),
            .trust = static_cast<ledger::Trust>(*rc::gen::inRange(0, 3)),
            .direction = static_cast<ledger::Direction>(*rc::gen::inRange(0, 2))};
}

inline ledger::DealChanged arbitrary_deal() {
    ledger::DealChanged deal{.deal = {arbitrary_id()},
                             .external_id = arbitrary_text(),
                             .contacts_given = *rc::gen::arbitrary<bool>(),
                             .contacts = {},
                             .status_given = *rc::gen::arbitrary<bool>(),
                             .properties = arbitrary_properties(),
                             .deleted = *rc::gen::arbitrary<bool>()};
    if (deal.contacts_given) deal.contacts = {{arbitrary_id()}, {arbitrary_id()}};
    if (deal.status_given) deal.status = static_cast<ledger::DealStatus>(*rc::gen::inRange(0, 3));
    return deal;
}

inline ledger::What arbitrary_what() {
    const ContactId contact{arbitrary_id()};
    switch (*rc::gen::inRange(0, 14)) {
        case 0:
            return ledger::ContactCreated{.contact = contact,
                                          .external_id = arbitrary_text(),
                                          .properties = arbitrary_properties()};
        case 1:
            return ledger::ContactChanged{.contact = contact, .properties = arbitrary_properties()};
        case 2:
            return ledger::CompanyChanged{.company = {arbitrary_id()},
                                          .external_id = arbitrary_text(),
                                          .properties = arbitrary_properties()};
        case 3:
            return ledger::RecordChanged{.record = arbitrary_text(),
                                         .key = arbitrary_text(),
                                         .properties = arbitrary_properties()};
        case 4: return ledger::CompanySet{.contact = contact, .company = {arbitrary_id()}};
        case 5: return arbitrary_touch();
        case 6: return ledger::Linked{.visitor = {arbitrary_id()}, .contact = contact};
        case 7: return ledger::Merged{.from = {arbitrary_id()}, .into = contact};
        case 8:
            return ledger::HandoffMoved{
                .contact = contact,
                .step = static_cast<ledger::HandoffStep>(*rc::gen::inRange(0, 9)),
                .reason = arbitrary_text(),
                .owner = arbitrary_text(),
                .note = arbitrary_text()};
        case 9: return arbitrary_deal();
        case 10:
            return ledger::Placed{
                .contact = contact, .stage = arbitrary_text(), .why = arbitrary_text()};
        case 11: return ledger::RateSet{.from = {"USD"}, .to = {"EUR"}, .rate = "0.92"};
        case 12: return ledger::Deleted{.contact = contact};
        default:
            return ledger::Voided{.positions = {{.bucket = 5, .sub = 0, .seq = arbitrary_id()},
                                                {.bucket = 1023, .sub = 2, .seq = 1}}};
    }
}

}  // namespace baton::testing
