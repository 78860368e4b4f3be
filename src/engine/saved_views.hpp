#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"

// Saved views: `view` records {room, name, address, shared, owner, archived}. A view is the address
// of a list under a name: what is searched and filtered, how it is sorted, grouped and which
// columns show. It belongs to whoever made it, and is seen by all when it is shared.
namespace baton::engine {

struct SavedView {
    std::string id = {};
    std::string room = {};  // contacts companies deals
    std::string name = {};
    std::string address = {};  // "stage=MQL&sort=name", as behind the question mark
    bool shared = false;
    bool mine = false;
    std::optional<UserRef> by = {};
    bool operator==(const SavedView&) const = default;
};

BOOST_DESCRIBE_STRUCT(SavedView, (), (id, room, name, address, shared, mine, by))

// Those of a room, or of all rooms when it is empty, that `user` sees, by name. Linear in views.
[[nodiscard]] std::vector<SavedView> list_views(const ledger::Timeline& timeline,
                                                std::string_view room,
                                                std::string_view user);

struct ViewWish {
    std::optional<std::string> room = {};  // of a new view only
    std::optional<std::string> name = {};
    std::optional<std::string> address = {};
    std::optional<bool> shared = {};
};

// Who asks, and whether they may change what others have shared.
struct ViewAsker {
    std::string user;
    bool leads = false;
};

// Invalid, each at its pointer, without a room that has views, a name, or with too long a text.
Result<Receipt> add_view(Desk& desk,
                         const ViewWish& wish,
                         const ViewAsker& asker,
                         const Because& because);

// not_found for a view that the asker does not see, forbidden for a shared one of somebody else
// unless the asker leads.
Result<Receipt> change_view(Desk& desk,
                            const std::string& id,
                            const ViewWish& wish,
                            const ViewAsker& asker,
                            const Because& because);

// Takes it off everybody's list, under the same conditions.
Result<Receipt> drop_view(Desk& desk,
                          const std::string& id,
                          const ViewAsker& asker,
                          const Because& because);

}  // namespace baton::engine
