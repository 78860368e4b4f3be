#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "engine/associations.hpp"
#include "engine/workspace.hpp"

// What a record's own page shows of the records it is associated with.
namespace baton::engine {

struct RoleView {
    std::string key = {};
    std::string name = {};
};

BOOST_DESCRIBE_STRUCT(RoleView, (), (key, name))

struct AssociationView {
    std::string type = {};  // contacts, companies, deals
    std::string id = {};
    std::string name = {};
    std::optional<std::string> detail = {};  // a job title, a domain, a stage
    bool primary = false;
    std::vector<RoleView> roles = {};
    std::optional<Instant> last_touch_at = {};  // of a contact
};

BOOST_DESCRIBE_STRUCT(AssociationView, (), (type, id, name, detail, primary, roles, last_touch_at))

// With contacts, companies and deals, as of `at`; the contacts who were active last come first.
[[nodiscard]] std::vector<AssociationView> association_views(const Workspace::View& view,
                                                             const ObjectRef& object,
                                                             Instant at);

}  // namespace baton::engine
