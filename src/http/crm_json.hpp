#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

// Bodies in HubSpot's manner: every scalar is text, what is not known is ignored.
namespace baton::http {

// Invalid unless it is an object.
[[nodiscard]] Result<boost::json::object> read_crm_object_body(std::string_view body);

// nullopt for a list or an object; null is empty.
[[nodiscard]] std::optional<std::string> crm_scalar(const boost::json::value& value);
[[nodiscard]] std::string crm_member(const boost::json::object& object, std::string_view name);
// Empty when there is none.
[[nodiscard]] const boost::json::array& crm_list(const boost::json::object& object,
                                                 std::string_view name);
[[nodiscard]] const boost::json::object& crm_object(const boost::json::object& object,
                                                    std::string_view name);
[[nodiscard]] std::vector<std::string> crm_texts(const boost::json::array& array);

// "2026-02-03T10:00:00.000Z"
[[nodiscard]] std::string crm_time(Instant at);

// {"next": {"after", "link"}}
[[nodiscard]] boost::json::object crm_paging(const std::string& after);

// The `after` of a page; 0 for an empty text.
[[nodiscard]] Result<std::size_t> offset_from(std::string_view text);

}  // namespace baton::http
