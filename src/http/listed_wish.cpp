#include "http/listed_wish.hpp"

#include <algorithm>
#include <string_view>

#include "http/application.hpp"

namespace baton::http {

namespace {

constexpr std::string_view prefix = "property:";

// "tier" for "property:tier", "-tier" with a - before it; empty for another order.
std::string property_sort(std::string_view sort) {
    const bool turned = sort.starts_with('-');
    sort.remove_prefix(turned ? 1 : 0);
    if (!sort.starts_with(prefix)) {
        return {};
    }
    return (turned ? "-" : "") + std::string(sort.substr(prefix.size()));
}

}  // namespace

engine::PropertiesWish properties_wish(const Request& request) {
    engine::PropertiesWish wish{.columns = {},
                                .sort = property_sort(text_of(request, "sort")),
                                .where = text_of(request, "where")};
    const std::string columns = text_of(request, "columns");
    std::size_t from = 0;
    while (from < columns.size()) {
        const std::size_t end = std::min(columns.find(',', from), columns.size());
        wish.columns.push_back(columns.substr(from, end - from));
        from = end + 1;
    }
    return wish;
}

std::string own_sort(const Request& request) {
    std::string sort = text_of(request, "sort");
    return property_sort(sort).empty() ? sort : std::string();
}

}  // namespace baton::http
