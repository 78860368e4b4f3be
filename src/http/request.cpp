#include "http/request.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "http/ascii.hpp"

namespace baton::http {

namespace {

constexpr std::array<std::string_view, 7> method_names{
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::array<std::string_view, 5> role_names{"marketer", "rep", "lead", "manager", "admin"};

template <typename Enum, std::size_t size>
std::optional<Enum> find_in(const std::array<std::string_view, size>& names,
                            std::string_view wanted) {
    const auto found = std::ranges::find(names, wanted);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name(Method method) {
    return method_names[static_cast<std::size_t>(method)];
}

std::optional<Method> find_method(std::string_view name) {
    return find_in<Method>(method_names, name);
}

bool writes(Method method) {
    return method != Method::get && method != Method::head && method != Method::options;
}

std::string_view name(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}

std::optional<Role> find_role(std::string_view name) {
    return find_in<Role>(role_names, name);
}

std::optional<std::string_view> find(const std::vector<Field>& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    if (found == fields.end()) {
        return std::nullopt;
    }
    return found->value;
}

std::optional<std::string_view> find_header(const std::vector<Field>& fields,
                                            std::string_view name) {
    const auto found = std::ranges::find_if(
        fields, [&](const Field& field) { return same_letters(field.name, name); });
    if (found == fields.end()) {
        return std::nullopt;
    }
    return found->value;
}

Upload::~Upload() {
    if (!path_.empty()) {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
}

const std::string& Request::parameter(std::string_view wanted) const {
    const auto found = std::ranges::find(parameters, wanted, &Field::name);
    if (found == parameters.end()) {
        throw std::logic_error("the route has no parameter {" + std::string(wanted) + "}");
    }
    return found->value;
}

std::optional<std::string_view> Request::query_value(std::string_view wanted) const {
    return find(query, wanted);
}

std::optional<std::string_view> Request::header(std::string_view wanted) const {
    return find_header(headers, wanted);
}

}  // namespace baton::http
