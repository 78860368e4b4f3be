#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace baton::ledger {

// Which fields say who somebody is, in one place: they are sealed with the contact's own key, so
// that dropping the key erases them for ever. Names, addresses, e-mail, phone, IP, user agent and
// free text are always personal; a workspace can mark further properties. Of a URL the query string
// is personal.
class Personal {
public:
    void mark(std::string property) { marked_.insert(std::move(property)); }

    // `name` is a property, or a touch field with its prefix: email, properties.email, context.ip.
    [[nodiscard]] bool is_personal(std::string_view name) const;
    [[nodiscard]] bool is_url(std::string_view name) const;

private:
    std::set<std::string, std::less<>> marked_;
};

}  // namespace baton::ledger
