#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "engine/crm_names.hpp"
#include "engine/directory.hpp"
#include "ledger/timeline.hpp"

// Who and what belongs together: contacts, companies and deals with each other, tasks and notes
// with any of them. The first of each sort is a reference of the record itself (a contact's primary
// company, the contacts of a deal, the company of a deal, what a task is about). What goes beyond
// (a further company, the roles that a contact has in a deal) is a record `association` that names
// the two and has the properties `roles` and `archived`. An association of a contact that was
// merged into another is the other's.
namespace baton::engine {

struct ObjectRef {
    CrmType type = CrmType::contacts;
    std::string id = {};
    auto operator<=>(const ObjectRef&) const = default;
};

struct Association {
    ObjectRef to = {};
    bool primary = false;                 // of a contact or a deal and its own company
    std::vector<std::string> roles = {};  // keys of labels, each once
};

inline constexpr std::string_view association_record = "association";

// "contact" for contacts: how a record of the ledger calls one of them.
[[nodiscard]] std::string record_of(CrmType type);

// Whether objects of the two types can be associated at all.
[[nodiscard]] bool can_associate(CrmType one, CrmType other);

// The associations as of an instant. Making it is linear in the records that are no contact,
// company or deal; asking is not. It keeps references to what it was made of.
class Associations {
public:
    Associations(const ledger::Timeline& timeline, const Directory& directory, Instant at);

    [[nodiscard]] bool exists(const ObjectRef& object) const;

    // Those with objects of one type, that exist, in the order in which they are told.
    [[nodiscard]] std::vector<Association> of(const ObjectRef& object, CrmType to) const;

    // nullopt when the two are not associated.
    [[nodiscard]] std::optional<Association> find(const ObjectRef& from, const ObjectRef& to) const;

    // Whether a record's own reference says so.
    [[nodiscard]] bool is_reference(const ObjectRef& from, const ObjectRef& to) const;

    // The keys of the `association` records about the two, archived ones too.
    [[nodiscard]] std::vector<std::string> records_about(const ObjectRef& one,
                                                         const ObjectRef& other) const;

    // Makes an `association` record known that was recorded since.
    void read_record(const std::string& key);

    // What the object is now: a contact, or what it was merged into.
    [[nodiscard]] ObjectRef survivor(const ObjectRef& object) const;

    // The object that the record's reference of that type names: a deal's company, a task's deal.
    [[nodiscard]] std::optional<ObjectRef> referred(const ObjectRef& object, CrmType to) const;

private:
    struct Told {
        ObjectRef one;
        ObjectRef other;
        std::string key;
    };

    void read_told(const ledger::Record& record);
    void read_about(CrmType type, const ledger::Record& record);
    [[nodiscard]] std::vector<ObjectRef> candidates(const ObjectRef& object, CrmType to) const;
    [[nodiscard]] std::vector<ObjectRef> contacts_of(const ObjectRef& object) const;
    [[nodiscard]] std::vector<ObjectRef> deals_of(const ObjectRef& object) const;
    [[nodiscard]] const ledger::Tracks* tracks_of(const ObjectRef& object) const;
    [[nodiscard]] std::vector<const Told*> told_of(const ObjectRef& one,
                                                   const ObjectRef& other) const;

    const ledger::Timeline& timeline_;
    const Directory& directory_;
    Instant at_;
    std::vector<Told> told_;
    std::map<ObjectRef, std::vector<std::size_t>> told_by_object_;
    std::map<ObjectRef, std::vector<ObjectRef>> about_;  // tasks and notes by what they are about
};

}  // namespace baton::engine
