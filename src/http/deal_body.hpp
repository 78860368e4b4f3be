#pragma once

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/desk.hpp"
#include "ledger/event.hpp"

// What a request wants of a deal.
namespace baton::http {

struct LineWish {
    std::string product = {};
    std::optional<Decimal> quantity = {};  // 1 when not given
    Money unit_price = {};
    std::optional<std::int32_t> months = {};
    std::optional<Decimal> discount_percent = {};
    std::optional<Money> discount_amount = {};
};

BOOST_DESCRIBE_STRUCT(LineWish,
                      (),
                      (product, quantity, unit_price, months, discount_percent, discount_amount))

// All lines at once, and what is taken off the whole.
struct LinesWish {
    std::vector<LineWish> items = {};
    std::optional<Decimal> discount_percent = {};
    std::optional<Money> discount_amount = {};
};

BOOST_DESCRIBE_STRUCT(LinesWish, (), (items, discount_percent, discount_amount))

// `properties` holds what has no member of its own (probability, competitors, next_step …); null
// there takes a value back.
struct DealWish {
    std::optional<std::string> name = {};
    std::optional<std::vector<ContactId>> contacts = {};
    std::optional<CompanyId> company = {};
    std::optional<Money> amount = {};
    std::optional<LinesWish> lines = {};
    std::optional<std::string> pipeline = {};
    std::optional<std::string> stage = {};
    std::optional<std::string> product = {};
    std::optional<std::string> owner = {};
    std::optional<std::string> lost_reason = {};
    std::optional<boost::json::object> properties = {};
    std::optional<std::int64_t> version = {};
};

BOOST_DESCRIBE_STRUCT(DealWish,
                      (),
                      (name,
                       contacts,
                       company,
                       amount,
                       lines,
                       pipeline,
                       stage,
                       product,
                       owner,
                       lost_reason,
                       properties,
                       version))

// A deal names its company by external id; the page by id.
[[nodiscard]] Result<ledger::Properties> deal_properties(engine::Desk& desk, const DealWish& wish);

}  // namespace baton::http
