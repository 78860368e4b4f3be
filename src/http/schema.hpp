#pragma once

#include <boost/describe/bases.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::http {

// Component schemas by name, collected while the table is read.
using Components = std::map<std::string, boost::json::object>;

// Makes the JSON schema of one type, adding the records it uses to the components.
using SchemaOf = boost::json::object (*)(Components&);

// The members of a record, after those of the records it extends.
inline constexpr unsigned public_members =
    boost::describe::mod_public | boost::describe::mod_inherited;

// A struct that names its members with BOOST_DESCRIBE_STRUCT, in its own namespace.
template <typename T>
concept DescribedRecord = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

// An enum that names its values with BOOST_DESCRIBE_ENUM.
template <typename T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

// The JSON name of a member: one trailing underscore is dropped, so that `for_` can be "for".
[[nodiscard]] constexpr std::string_view json_name(std::string_view member) {
    return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

// "baton::http::ContactRow" → "ContactRow", from the compiler's name of the type.
[[nodiscard]] std::string component_name(std::string_view pretty_function);

template <typename T>
[[nodiscard]] std::string component_name_of() {
    return component_name(__PRETTY_FUNCTION__);
}

template <typename T>
boost::json::object schema_of(Components& components);

namespace detail {

template <typename T>
struct SchemaFor;

template <typename T>
boost::json::object reference_to(Components& components) {
    const std::string name = component_name_of<T>();
    if (!components.contains(name)) {
        components.emplace(name, boost::json::object{});
        boost::json::object properties;
        boost::json::array required;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, public_members>>(
            [&](auto member) {
                using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
                const std::string_view key = json_name(member.name);
                properties[key] = schema_of<Member>(components);
                if constexpr (!SchemaFor<Member>::optional) {
                    required.emplace_back(key);
                }
            });
        components[name] = {{"type", "object"}, {"properties", properties}, {"required", required}};
    }
    return {{"$ref", "#/components/schemas/" + name}};
}

template <typename T>
boost::json::object enumeration() {
    boost::json::array names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto value) { names.emplace_back(json_name(value.name)); });
    return {{"type", "string"}, {"enum", names}};
}

template <typename T>
struct SchemaFor {
    static constexpr bool optional = false;

    static boost::json::object make(Components& components) {
        if constexpr (std::same_as<T, bool>) {
            return {{"type", "boolean"}};
        } else if constexpr (std::integral<T>) {
            return {{"type", "integer"}};
        } else if constexpr (std::floating_point<T> || std::same_as<T, Decimal>) {
            return {{"type", "number"}};
        } else if constexpr (std::same_as<T, Instant>) {
            return {{"type", "string"}, {"format", "date-time"}};
        } else if constexpr (std::same_as<T, Date>) {
            return {{"type", "string"}, {"format", "date"}};
        } else if constexpr (std::same_as<T, Money>) {
            return {{"$ref", "#/components/schemas/Money"}};
        } else if constexpr (std::convertible_to<T, std::string_view>) {
            return {{"type", "string"}};
        } else if constexpr (DescribedEnum<T>) {
            return enumeration<T>();
        } else if constexpr (DescribedRecord<T>) {
            return reference_to<T>(components);
        } else if constexpr (std::same_as<T, boost::json::object>) {
            return {{"type", "object"}};
        } else {
            static_assert(std::same_as<T, boost::json::value>, "describe this type");
            return {};
        }
    }
};

template <typename Tag>
struct SchemaFor<Id<Tag>> {
    static constexpr bool optional = false;

    static boost::json::object make(Components& /*components*/) {
        return {{"type", "string"}, {"pattern", "^[0-9]+$"}};
    }
};

template <typename T>
struct SchemaFor<std::optional<T>> {
    static constexpr bool optional = true;

    static boost::json::object make(Components& components) {
        return {{"anyOf", {schema_of<T>(components), {{"type", "null"}}}}};
    }
};

template <typename T>
struct SchemaFor<std::vector<T>> {
    static constexpr bool optional = false;

    static boost::json::object make(Components& components) {
        return {{"type", "array"}, {"items", schema_of<T>(components)}};
    }
};

template <typename T>
struct SchemaFor<std::map<std::string, T>> {
    static constexpr bool optional = false;

    static boost::json::object make(Components& components) {
        return {{"type", "object"}, {"additionalProperties", schema_of<T>(components)}};
    }
};

}  // namespace detail

template <typename T>
boost::json::object schema_of(Components& components) {
    return detail::SchemaFor<T>::make(components);
}

}  // namespace baton::http
