#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/associations.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"

// What people and programs do to associations. Each call is checked whole, then recorded; what is
// so already is not recorded again.
namespace baton::engine {

struct AssociationWish {
    ObjectRef from = {};
    ObjectRef to = {};
    std::vector<std::string> roles = {};  // keys of labels
    bool primary = false;                 // this company is the contact's or the deal's own
};

// All that one command changes: it looks up what is known of associations once.
class Associating {
public:
    Associating(Desk& desk, Because because);

    // Associates the two, if they are not, and adds the roles. The first company of a contact or
    // deal is its own. not_found, at /from or /to, for who does not exist; invalid for a role that
    // is none between the two.
    [[nodiscard]] Result<Receipt> associate(const AssociationWish& wish);

    // Associates the two, if they are not, and leaves exactly these roles.
    [[nodiscard]] Result<Receipt> set_roles(const AssociationWish& wish);

    // The two stay associated.
    [[nodiscard]] Result<Receipt> remove_roles(const AssociationWish& wish);

    [[nodiscard]] Result<Receipt> dissociate(const ObjectRef& one, const ObjectRef& other);

    // Whether `associate` would be refused; not looking at `from`, which is to be created.
    [[nodiscard]] Done check_other(const AssociationWish& wish) const;

private:
    struct Pair {
        ObjectRef one;  // of the type that comes first
        ObjectRef other;
    };

    [[nodiscard]] Pair pair_of(const ObjectRef& from, const ObjectRef& to) const;
    [[nodiscard]] Done check(const AssociationWish& wish) const;
    [[nodiscard]] Done check_roles(const AssociationWish& wish) const;
    [[nodiscard]] Result<Receipt> link(const Pair& pair, bool primary);
    [[nodiscard]] Result<Receipt> link_company(const Pair& pair, bool primary);
    [[nodiscard]] Result<Receipt> link_record(const Pair& pair);
    [[nodiscard]] Result<Receipt> set_company_of(const ObjectRef& object, const ObjectRef& company);
    [[nodiscard]] Result<Receipt> set_deal_contacts(const Pair& pair, bool there);
    [[nodiscard]] Result<Receipt> set_about(const Pair& pair, bool there);
    [[nodiscard]] Result<Receipt> unlink(const Pair& pair);
    [[nodiscard]] Result<Receipt> write_roles(const Pair& pair,
                                              const std::vector<std::string>& roles);
    [[nodiscard]] Result<Receipt> write_told(const Pair& pair, const std::string& key, Value roles);
    [[nodiscard]] Result<Receipt> tell(const Pair& pair, Receipt receipt);

    Desk& desk_;
    Because because_;
    Associations known_;
};

}  // namespace baton::engine
