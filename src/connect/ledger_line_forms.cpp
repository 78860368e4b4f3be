#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/ledger_line.hpp"
#include "connect/ledger_references.hpp"
#include "connect/ledger_values.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"
#include "ledger/words.hpp"

namespace baton::connect {

namespace {

namespace json = boost::json;
using ledger::What;

Result<What> contact(const LedgerLine& line) {
    auto id = TRY(line.required("id"));
    const auto contact = line.names().contact(id);
    return ledger::ContactCreated{
        .contact = contact, .external_id = std::move(id), .properties = {}};
}

Result<What> change(const LedgerLine& line) {
    auto record = TRY(line.required("record"));
    auto id = TRY(line.required("id"));
    auto property = TRY(line.required("property"));
    const auto* given = line.find("value");
    auto value = TRY(line.property(record, property, given == nullptr ? json::value() : *given));
    ledger::Properties properties{{std::move(property), std::move(value)}};
    if (record == "contact") {
        return ledger::ContactChanged{.contact = line.names().contact(id),
                                      .properties = std::move(properties)};
    }
    if (record == "company") {
        const auto company = line.names().company(id);
        return ledger::CompanyChanged{
            .company = company, .external_id = std::move(id), .properties = std::move(properties)};
    }
    if (record == "deal") {
        ledger::DealChanged changed;
        changed.deal = line.names().deal(id);
        changed.external_id = std::move(id);
        changed.properties = std::move(properties);
        return changed;
    }
    return with_internal_ids(
        {.record = std::move(record), .key = std::move(id), .properties = std::move(properties)},
        line.names());
}

Result<What> company(const LedgerLine& line) {
    const auto contact = TRY(line.contact("contact"));
    const auto company = TRY(line.text("company"));
    return ledger::CompanySet{
        .contact = contact,
        .company = company.empty() ? CompanyId{} : line.names().company(company)};
}

Result<What> touch(const LedgerLine& line) {
    ledger::Touched touched;
    const auto contact = TRY(line.text("contact"));
    const auto visitor = TRY(line.text("visitor"));
    if (contact.empty() == visitor.empty()) {
        return LedgerLine::wrong("contact", "a touch names either a contact or a visitor");
    }
    touched.kind = std::string(text::trimmed(TRY(line.required("kind"))));
    if (touched.kind.empty()) return LedgerLine::wrong("kind", "is missing");
    if (const auto* fields = line.find("fields")) {
        if (!fields->is_object()) return LedgerLine::wrong("fields", "expected an object");
        touched.fields = flattened(fields->get_object());
    }
    touched.message_id = TRY(line.text("message_id"));
    touched.actor = TRY(line.word<ledger::Actor>("actor", ledger::find_actor, touched.actor));
    touched.trust = TRY(line.word<ledger::Trust>("trust", ledger::find_trust, touched.trust));
    touched.direction =
        TRY(line.word<ledger::Direction>("direction", ledger::find_direction, touched.direction));
    if (visitor.empty()) {
        touched.contact = line.names().contact(contact);
    } else {
        touched.visitor = line.names().visitor(visitor);
    }
    return touched;
}

Result<What> link(const LedgerLine& line) {
    const auto visitor = TRY(line.required("visitor"));
    const auto contact = TRY(line.contact("contact"));
    return ledger::Linked{.visitor = line.names().visitor(visitor), .contact = contact};
}

Result<What> merge(const LedgerLine& line) {
    const auto from = TRY(line.contact("from"));
    const auto into = TRY(line.contact("into"));
    if (from == into) return LedgerLine::wrong("into", "a contact cannot be merged into itself");
    return ledger::Merged{.from = from, .into = into};
}

Result<What> handoff(const LedgerLine& line) {
    return ledger::HandoffMoved{
        .contact = TRY(line.contact("contact")),
        .step = TRY(line.word<ledger::HandoffStep>("event", ledger::find_handoff_step, {})),
        .reason = TRY(line.text("reason")),
        .owner = TRY(line.text("owner")),
        .note = TRY(line.text("note"))};
}

Result<std::vector<ContactId>> contacts(const LedgerLine& line, const json::value& value) {
    const auto* array = value.if_array();
    if (array == nullptr) return LedgerLine::wrong("contacts", "expected a list of contacts");
    std::vector<ContactId> out;
    for (const auto& member : *array) {
        if (!member.is_string() || member.get_string().empty()) {
            return LedgerLine::wrong("contacts", "expected a list of contacts");
        }
        out.push_back(
            line.names().contact({member.get_string().data(), member.get_string().size()}));
    }
    return out;
}

Result<What> deal(const LedgerLine& line) {
    ledger::DealChanged changed;
    changed.external_id = TRY(line.required("deal"));
    if (const auto* given = line.find("contacts")) {
        changed.contacts_given = true;
        changed.contacts = TRY(contacts(line, *given));
    }
    changed.status_given = line.find("status") != nullptr;
    changed.status =
        TRY(line.word<ledger::DealStatus>("status", ledger::find_deal_status, changed.status));
    if (const auto* set = line.find("set")) {
        if (!set->is_object()) return LedgerLine::wrong("set", "expected an object");
        for (const auto& member : set->get_object()) {
            const std::string_view key = member.key();
            changed.properties.emplace_back(key, TRY(line.property("deal", key, member.value())));
        }
    }
    if (const auto* deleted = line.find("deleted")) {
        if (!deleted->is_bool()) return LedgerLine::wrong("deleted", "expected true or false");
        changed.deleted = deleted->get_bool();
    }
    changed.deal = line.names().deal(changed.external_id);
    return changed;
}

Result<What> place(const LedgerLine& line) {
    return ledger::Placed{.contact = TRY(line.contact("contact")),
                          .stage = TRY(line.required("stage")),
                          .why = TRY(line.text("why"))};
}

Result<Currency> currency(const LedgerLine& line, std::string_view field) {
    auto currency = parse_currency(TRY(line.required(field)));
    if (!currency) return LedgerLine::wrong(field, currency.error().message);
    return *currency;
}

Result<What> rate(const LedgerLine& line) {
    const auto from = TRY(currency(line, "from"));
    const auto to = TRY(currency(line, "to"));
    const auto* given = line.find("rate");
    std::string rate;
    if (given != nullptr && given->is_double()) {
        constexpr std::size_t double_text_max = 400;
        std::array<char, double_text_max> digits{};
        const auto written = std::to_chars(digits.data(),
                                           digits.data() + digits.size(),
                                           given->get_double(),
                                           std::chars_format::fixed);
        rate.assign(digits.data(), written.ptr);
    } else {
        rate = TRY(line.required("rate"));
    }
    const bool digits_only = rate.find_first_not_of("0123456789.") == std::string::npos &&
                             std::ranges::count(rate, '.') <= 1 &&
                             rate.find_first_of("123456789") != std::string::npos &&
                             rate.front() != '.' && rate.back() != '.';
    if (!digits_only) return LedgerLine::wrong("rate", "expected a number above 0");
    return ledger::RateSet{.from = from, .to = to, .rate = std::move(rate)};
}

Result<What> erase(const LedgerLine& line) {
    return ledger::Deleted{.contact = TRY(line.contact("contact"))};
}

// Numbers of the file, kept in seq until the reader turns them into positions.
Result<What> voids(const LedgerLine& line) {
    const auto* given = line.find("positions");
    const auto* array = given == nullptr ? nullptr : given->if_array();
    if (array == nullptr || array->empty()) {
        return LedgerLine::wrong("positions", "expected a list of positions");
    }
    ledger::Voided voided;
    for (const auto& member : *array) {
        if (!member.is_int64())
            return LedgerLine::wrong("positions", "expected a list of positions");
        voided.positions.push_back({.seq = member.get_int64()});
    }
    return voided;
}

struct Form {
    std::string_view type;
    Result<What> (*read)(const LedgerLine&);
};

constexpr std::array forms{
    Form{.type = "touch", .read = touch},
    Form{.type = "change", .read = change},
    Form{.type = "contact", .read = contact},
    Form{.type = "company", .read = company},
    Form{.type = "handoff", .read = handoff},
    Form{.type = "deal", .read = deal},
    Form{.type = "link", .read = link},
    Form{.type = "merge", .read = merge},
    Form{.type = "place", .read = place},
    Form{.type = "rate", .read = rate},
    Form{.type = "delete", .read = erase},
    Form{.type = "void", .read = voids},
};

}  // namespace

Result<What> read_what(const LedgerLine& line) {
    const auto type = TRY(line.required("type"));
    const auto* const form = std::ranges::find(forms, type, &Form::type);
    if (form == forms.end()) return LedgerLine::wrong("type", "unknown type " + type);
    return form->read(line);
}

}  // namespace baton::connect
