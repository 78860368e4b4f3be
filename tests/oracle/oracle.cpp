#include "oracle/oracle.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/contract.hpp"
#include "oracle/history.hpp"
#include "oracle/ledger.hpp"
#include "oracle/render.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

namespace json = boost::json;

std::optional<Instant> instant_option(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const bool is_integer =
        text->find_first_not_of("0123456789-") == std::string::npos && !parse_day(*text);
    const auto instant =
        is_integer ? std::optional<Instant>(std::stoll(*text)) : parse_instant(*text);
    if (!instant) throw std::runtime_error("no instant: " + *text);
    return instant;
}

json::object contacts_of(const std::vector<Contract>& contracts,
                         const Ledger& ledger,
                         const Options& options) {
    constexpr Instant after_the_last = 120 * day_us;
    Range range;
    range.from = instant_option(options.from).value_or(range.from);
    range.to = instant_option(options.to).value_or(ledger.last + after_the_last);
    const Reading reading{.chain = options.chain,
                          .identity_now = options.identity_now,
                          .placements = options.placements,
                          .end = range.to};
    json::object contacts;
    for (const std::string& contact : created_contacts(ledger)) {
        json::object rendered =
            render_history(history_of(contact, contracts, ledger, reading), range, options.explain);
        if (!rendered.empty()) contacts[contact] = std::move(rendered);
    }
    return contacts;
}

std::string line_of(json::object object, json::object contacts) {
    object["contacts"] = std::move(contacts);
    return json::serialize(object) + "\n";
}

}  // namespace

std::string journeys(const std::vector<std::pair<std::string, std::string>>& agreements,
                     const std::string& ledger_lines,
                     const Options& options) {
    const Ledger ledger = parse_ledger(ledger_lines, instant_option(options.known_at));
    std::vector<Contract> contracts;
    contracts.reserve(agreements.size());
    for (const auto& [name, yaml] : agreements)
        contracts.push_back(parse_contract(yaml));
    if (options.chain) return line_of({}, contacts_of(contracts, ledger, options));
    std::string lines;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        json::object object;
        if (contracts.size() > 1) object["agreement"] = agreements[i].first;
        lines += line_of(std::move(object), contacts_of({contracts[i]}, ledger, options));
    }
    return lines;
}

}  // namespace oracle
