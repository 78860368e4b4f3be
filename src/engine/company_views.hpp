#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/company_tree.hpp"
#include "engine/contact_views.hpp"
#include "engine/deal_views.hpp"
#include "engine/listed_properties.hpp"
#include "engine/property_view.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Companies as lists and a company's own page show them.
namespace baton::engine {

struct CompanyListRow {
    CompanyId id = {};
    std::string name = {};
    std::optional<std::string> domain = {};
    std::optional<std::string> industry = {};
    std::optional<std::int64_t> employees = {};
    std::optional<UserRef> owner = {};
    std::int64_t contacts = 0;
    std::int64_t open_deals = 0;
    Money won = {};
    std::vector<ListedValue> values = {};  // of the properties that were asked for
};

BOOST_DESCRIBE_STRUCT(
    CompanyListRow,
    (),
    (id, name, domain, industry, employees, owner, contacts, open_deals, won, values))

struct CompanyPage {
    CompanyId id = {};
    std::string name = {};
    std::optional<std::string> domain = {};
    std::optional<UserRef> owner = {};
    std::vector<PropertyView> properties = {};
    std::vector<ContactListRow> contacts = {};
    std::vector<DealView> deals = {};
    std::vector<NamedRef> above = {};      // from the top down to its parent
    std::vector<ChildView> children = {};  // by name
    DealTotals totals = {};                // of its own deals and of all below it
    std::int64_t version = 0;  // what a change names to be refused when somebody was faster
};

BOOST_DESCRIBE_STRUCT(
    CompanyPage,
    (),
    (id, name, domain, owner, properties, contacts, deals, above, children, totals, version))

struct CompanyAsk {
    std::string query = {};
    std::string sort = {};  // name, -won, -contacts, -open_deals
    std::size_t after = 0;  // rows to leave out
    std::size_t limit = 50;
};

struct CompanyRows {
    std::vector<CompanyListRow> rows;
    std::size_t total = 0;
};

// Null unless it has at least one property.
[[nodiscard]] const ledger::Company* find_company(const Workspace::View& view, CompanyId id);

// Linear in companies and deals. What `listed` sorts by goes before the order asked for.
[[nodiscard]] CompanyRows list_companies(const Workspace::View& view,
                                         const CompanyAsk& ask,
                                         Instant now,
                                         ListedProperties* listed = nullptr);

[[nodiscard]] CompanyPage company_page(const Workspace::View& view,
                                       const ledger::Company& company,
                                       Instant now);

// What a search finds.
struct Hit {
    std::string type = {};  // contact, company, deal
    std::string id = {};
    std::string title = {};
    std::optional<std::string> detail = {};
};

BOOST_DESCRIBE_STRUCT(Hit, (), (type, id, title, detail))

// At most `limit` of each type; linear in names.
[[nodiscard]] std::vector<Hit> search(const Workspace::View& view,
                                      const std::string& query,
                                      std::size_t limit,
                                      Instant now);

}  // namespace baton::engine
