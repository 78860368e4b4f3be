#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "base/result.hpp"
#include "ledger/event.hpp"

namespace baton::http {

// {name: value or null, …} as properties; problems are named by pointers below `pointer`.
[[nodiscard]] Result<ledger::Properties> properties_from(const boost::json::object& object,
                                                         std::string_view pointer = "/properties");

}  // namespace baton::http
