#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/associations.hpp"
#include "engine/command.hpp"
#include "engine/crm_filter.hpp"
#include "engine/crm_names.hpp"
#include "engine/desk.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Reading and writing CRM objects by HubSpot's names.
namespace baton::engine {

// What a property was at some time.
struct CrmVersion {
    std::string value = {};
    Instant at = {};
    std::string by = {};
};

struct CrmObject {
    std::string id = {};
    std::map<std::string, std::optional<std::string>> properties = {};
    Instant created_at = {};
    Instant updated_at = {};
    std::optional<Instant> archived_at = {};
    std::map<std::string, std::vector<CrmVersion>> history = {};  // newest first
    std::map<CrmType, std::vector<Association>> associations = {};
};

// What is to be told of an object.
struct CrmShown {
    std::vector<std::string> properties = {};  // besides those always there; empty: defaults
    std::vector<std::string> history = {};
    std::vector<CrmType> associations = {};
};

struct CrmAsk {
    CrmType type = CrmType::contacts;
    CrmShown shown = {};
    bool archived = false;  // those alone
    std::size_t after = 0;  // `next` of the page before
    std::size_t limit = 10;
};

struct CrmPage {
    std::vector<CrmObject> objects;
    std::optional<std::string> next = {};
    std::size_t total = 0;
};

struct CrmSort {
    std::string property = {};
    bool descending = false;
};

struct CrmSearch {
    CrmAsk ask = {};
    std::vector<std::vector<CrmFilter>> groups = {};  // any group, all of its filters
    std::string query = {};
    std::vector<CrmSort> sorts = {};  // the first decides, then the next
};

// Objects of one type in order of creation. Use it inside one read. Making it costs nothing;
// telling associations reads all tasks, notes and `association` records once.
class CrmReader {
public:
    CrmReader(const Workspace::View& view, CrmType type, Instant now);

    // Its total is not counted.
    [[nodiscard]] CrmPage list(const CrmAsk& ask);

    // Linear in the objects. invalid for a filter that cannot be read.
    [[nodiscard]] Result<CrmPage> search(const CrmSearch& search);

    // By id, or by a property that tells objects apart (find_unique).
    [[nodiscard]] std::optional<CrmObject> find(const std::string& id,
                                                const CrmShown& shown,
                                                const std::string& id_property = {},
                                                bool archived = false);

private:
    struct Entry {
        std::string id;
        const ledger::Tracks* tracks = nullptr;
        const ledger::Contact* contact = nullptr;
        std::optional<Instant> created = {};
        std::optional<Instant> archived_at = {};
    };

    [[nodiscard]] std::optional<Entry> entry(const ledger::Contact& contact) const;
    [[nodiscard]] std::optional<Entry> entry(const ledger::Company& company) const;
    [[nodiscard]] std::optional<Entry> entry(const ledger::Deal& deal) const;
    [[nodiscard]] std::optional<Entry> entry(const ledger::Record& record) const;
    [[nodiscard]] std::optional<Entry> entry_of(const std::string& id) const;
    [[nodiscard]] std::optional<Entry> entry_at(std::size_t place) const;
    [[nodiscard]] std::size_t places() const;
    [[nodiscard]] std::optional<Instant> archived_at(const ledger::Tracks& tracks) const;
    [[nodiscard]] std::optional<std::string> text(const Entry& entry,
                                                  const std::string& crm_name) const;
    [[nodiscard]] std::vector<CrmVersion> history(const Entry& entry,
                                                  const std::string& crm_name) const;
    [[nodiscard]] CrmObject object(const Entry& entry, const CrmShown& shown);
    [[nodiscard]] bool queried(const Entry& entry, const std::string& query) const;
    void sort(std::vector<Entry>& found, const std::vector<CrmSort>& sorts) const;

    const Workspace::View& view_;
    CrmType type_;
    Instant now_;
    std::vector<const ledger::Record*> records_;  // of tasks, notes and products
    std::optional<Associations> associations_;
};

// The id of the object that a property's value stands for: hs_object_id, the e-mail address of a
// contact, the domain of a company. nullopt for nobody; invalid for a property that several
// objects may share.
[[nodiscard]] Result<std::optional<std::string>> find_unique(const ledger::Timeline& timeline,
                                                             const Directory& directory,
                                                             CrmType type,
                                                             const std::string& property,
                                                             const std::string& value);

// An association that is made with an object.
struct CrmLink {
    ObjectRef to = {};
    std::vector<std::string> roles = {};
    bool primary = false;
};

struct CrmWrite {
    CrmType type = CrmType::contacts;
    std::string id = {};                                 // empty: a new one
    std::map<std::string, std::string> properties = {};  // by HubSpot's names; empty text clears
    std::vector<CrmLink> links = {};
    Currency currency = {};  // of amounts without one
};

// Creates or changes; the receipt's id is the object's.
[[nodiscard]] Result<Receipt> write_object(Desk& desk,
                                           const CrmWrite& write,
                                           const Because& because);

// From now on it is among the archived ones. not_found when it is not there.
[[nodiscard]] Result<Receipt> archive_object(Desk& desk,
                                             CrmType type,
                                             const std::string& id,
                                             const Because& because);

// Takes that back. refused for one that is not archived, and for a contact that was erased.
[[nodiscard]] Result<Receipt> restore_object(Desk& desk,
                                             CrmType type,
                                             const std::string& id,
                                             const Because& because);

}  // namespace baton::engine
