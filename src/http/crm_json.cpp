#include "http/crm_json.hpp"

#include <boost/json/serialize.hpp>
#include <charconv>
#include <system_error>

#include "engine/crm_names.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace json = boost::json;

Result<json::object> read_crm_object_body(std::string_view body) {
    const auto value = TRY(parse_json(body));
    if (!value.is_object()) {
        return fail(Failure::invalid, "Invalid input JSON: an object is expected.");
    }
    return value.get_object();
}

std::optional<std::string> crm_scalar(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null: return "";
        case json::kind::string: return std::string(std::string_view(value.get_string()));
        case json::kind::bool_: return value.get_bool() ? "true" : "false";
        case json::kind::int64:
        case json::kind::uint64:
        case json::kind::double_: return json::serialize(value);
        case json::kind::array:
        case json::kind::object: break;
    }
    return std::nullopt;
}

std::string crm_member(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found == nullptr ? std::string() : crm_scalar(*found).value_or("");
}

const json::array& crm_list(const json::object& object, std::string_view name) {
    static const json::array none;
    const json::value* found = object.if_contains(name);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

const json::object& crm_object(const json::object& object, std::string_view name) {
    static const json::object none;
    const json::value* found = object.if_contains(name);
    return found != nullptr && found->is_object() ? found->get_object() : none;
}

std::vector<std::string> crm_texts(const json::array& array) {
    std::vector<std::string> read;
    for (const json::value& each : array) {
        read.push_back(crm_scalar(each).value_or(""));
    }
    return read;
}

std::string crm_time(Instant at) {
    return engine::crm_text(at).value_or("");
}

json::object crm_paging(const std::string& after) {
    return {{"next", {{"after", after}, {"link", "?after=" + after}}}};
}

Result<std::size_t> offset_from(std::string_view text) {
    std::size_t offset = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
    if (!text.empty() && (error != std::errc() || end != text.data() + text.size())) {
        return fail(Failure::invalid, "This page does not exist.", {{"after", "is not valid"}});
    }
    return offset;
}

}  // namespace baton::http
