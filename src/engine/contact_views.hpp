#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/deal_views.hpp"
#include "engine/handoff_views.hpp"
#include "engine/listed_properties.hpp"
#include "engine/property_view.hpp"
#include "engine/refs.hpp"
#include "engine/task_views.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Contacts as lists and a contact's own page show them.
namespace baton::engine {

struct StageAt {
    std::string name = {};
    std::string team = {};
    std::optional<Instant> at = {};
};

BOOST_DESCRIBE_STRUCT(StageAt, (), (name, team, at))

struct ContactListRow {
    ContactId id = {};
    std::string name = {};
    std::optional<std::string> email = {};
    std::optional<NamedRef> company = {};
    std::optional<std::string> job_title = {};
    std::optional<StageAt> stage = {};
    std::optional<UserRef> owner = {};
    std::optional<Instant> last_touch_at = {};
    std::int64_t touches = 0;
    Instant created_at = {};
    std::vector<ListedValue> values = {};  // of the properties that were asked for
};

BOOST_DESCRIBE_STRUCT(
    ContactListRow,
    (),
    (id, name, email, company, job_title, stage, owner, last_touch_at, touches, created_at, values))

struct JourneyStage {
    std::string name = {};
    std::string team = {};
    std::optional<std::string> how = {};
    std::optional<Instant> at = {};
};

BOOST_DESCRIBE_STRUCT(JourneyStage, (), (name, team, how, at))

struct JourneyEnd {
    Instant at = {};
    std::string end = {};
    std::optional<std::string> reason = {};
};

BOOST_DESCRIBE_STRUCT(JourneyEnd, (), (at, end, reason))

struct JourneyView {
    Instant began = {};
    std::vector<JourneyStage> stages = {};
    std::optional<JourneyEnd> ended = {};
};

BOOST_DESCRIBE_STRUCT(JourneyView, (), (began, stages, ended))

struct CompanyFacts {
    std::string id = {};
    std::string name = {};
    std::vector<PropertyView> properties = {};
};

BOOST_DESCRIBE_STRUCT(CompanyFacts, (), (id, name, properties))

struct Colleague {
    std::string id = {};
    std::string name = {};
    std::optional<std::string> job_title = {};
    std::optional<Instant> last_touch_at = {};
};

BOOST_DESCRIBE_STRUCT(Colleague, (), (id, name, job_title, last_touch_at))

// A contact that was merged into another, and can be made its own again.
struct MergedContact {
    ContactRef contact = {};
    Instant at = {};
};

BOOST_DESCRIBE_STRUCT(MergedContact, (), (contact, at))

struct ContactPage {
    ContactId id = {};
    std::string name = {};
    std::optional<std::string> email = {};
    std::optional<std::string> job_title = {};
    std::optional<CompanyFacts> company = {};
    std::optional<UserRef> owner = {};
    Instant created_at = {};
    std::vector<PropertyView> properties = {};
    std::optional<JourneyView> journey = {};
    std::optional<HandoffView> handoff = {};
    std::vector<DealView> deals = {};
    std::vector<TaskView> tasks = {};
    std::vector<Colleague> colleagues = {};
    std::vector<MergedContact> merged = {};
    std::optional<Instant> as_of = {};
    std::optional<Instant> erased_at = {};
    std::int64_t version = 0;  // what a change names to be refused when somebody was faster
};

BOOST_DESCRIBE_STRUCT(ContactPage,
                      (),
                      (id,
                       name,
                       email,
                       job_title,
                       company,
                       owner,
                       created_at,
                       properties,
                       journey,
                       handoff,
                       deals,
                       tasks,
                       colleagues,
                       merged,
                       as_of,
                       erased_at,
                       version))

// Created, and not deleted or merged away.
[[nodiscard]] bool exists(const ledger::Contact& contact);

// Null unless it exists.
[[nodiscard]] const ledger::Contact* find_contact(const Workspace::View& view, ContactId id);

[[nodiscard]] ContactListRow contact_list_row(const Workspace::View& view,
                                              const ledger::Contact& contact,
                                              Instant now);

// As it stands now, or as it stood at `as_of`.
[[nodiscard]] ContactPage contact_page(const Workspace::View& view,
                                       const ledger::Contact& contact,
                                       Instant now,
                                       std::optional<Instant> as_of);

struct ContactAsk {
    std::string query = {};
    std::string stage = {};
    std::string owner = {};
    CompanyId company = {};
    std::string sort = {};   // created_at, -created_at, name, -last_touch_at
    std::string after = {};  // `next` of the page before
    std::size_t limit = 50;
    PropertiesWish properties = {};  // its sort goes before `sort`
};

struct ContactRows {
    std::vector<ContactListRow> rows = {};
    std::optional<std::string> next = {};
    std::optional<std::int64_t> total = {};
};

// By index of the store; with a query by reading names and addresses in memory, with an order or a
// condition of properties by reading those (linear).
[[nodiscard]] Result<ContactRows> list_contacts(Workspace& workspace,
                                                const ContactAsk& ask,
                                                Instant now);

// Whether every word of the query begins a word of one of the texts; ASCII letters without case.
[[nodiscard]] bool matches_query(std::string_view query, std::string_view text);

}  // namespace baton::engine
