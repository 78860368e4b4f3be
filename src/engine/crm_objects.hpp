#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/crm_names.hpp"
#include "engine/desk.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Reading and writing CRM objects by HubSpot's names.
namespace baton::engine {

struct CrmObject {
    std::string id = {};
    std::map<std::string, std::optional<std::string>> properties = {};
    Instant created_at = {};
    Instant updated_at = {};
};

struct CrmAsk {
    CrmType type = CrmType::contacts;
    std::vector<std::string> properties =
        {};  // besides those that are always there; empty: defaults
    std::size_t after = 0;
    std::size_t limit = 10;
};

struct CrmPage {
    std::vector<CrmObject> objects;
    std::optional<std::string> next = {};
    std::size_t total = 0;
};

struct CrmFilter {
    std::string property = {};
    std::string operator_ = {};  // EQ NEQ LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY …
    std::string value = {};
    std::string high_value = {};
    std::vector<std::string> values = {};
};

struct CrmSearch {
    CrmAsk ask = {};
    std::vector<std::vector<CrmFilter>> groups = {};  // any group, all of its filters
    std::string query = {};
    std::string sort = {};  // a property
    bool descending = false;
};

// Objects of one type in order of creation. Linear in them; use it inside one read.
class CrmReader {
public:
    CrmReader(const Workspace::View& view, CrmType type, Instant now);

    [[nodiscard]] CrmPage list(const CrmAsk& ask) const;
    // invalid for an operator that is not known.
    [[nodiscard]] Result<CrmPage> search(const CrmSearch& search) const;
    // By id, or for contacts by e-mail address when `by_email`.
    [[nodiscard]] std::optional<CrmObject> find(const std::string& id,
                                                const std::vector<std::string>& properties,
                                                bool by_email = false) const;

private:
    struct Entry {
        std::string id;
        const ledger::Tracks* tracks = nullptr;
        const ledger::Contact* contact = nullptr;
        std::optional<Instant> created = {};
    };

    void read_records(std::string_view record);
    [[nodiscard]] std::optional<std::string> text(const Entry& entry,
                                                  const std::string& crm_name) const;
    [[nodiscard]] CrmObject object(const Entry& entry,
                                   const std::vector<std::string>& properties) const;
    [[nodiscard]] bool matches(const Entry& entry, const CrmSearch& search) const;
    [[nodiscard]] bool queried(const Entry& entry, const std::string& query) const;
    [[nodiscard]] CrmPage page(const std::vector<const Entry*>& found, const CrmAsk& ask) const;

    const Workspace::View& view_;
    CrmType type_;
    Instant now_;
    std::vector<Entry> entries_;
};

struct CrmLink {
    CrmType to = CrmType::contacts;
    std::string id = {};
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

// refused for companies, which keep their place in their contacts' history.
[[nodiscard]] Result<Receipt> archive_object(Desk& desk,
                                             CrmType type,
                                             const std::string& id,
                                             const Because& because);

// Whether a value passes; nullopt for an operator that is not known.
[[nodiscard]] std::optional<bool> passes(const CrmFilter& filter,
                                         const std::optional<std::string>& value);

}  // namespace baton::engine
