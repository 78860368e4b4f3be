#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/deal_terms.hpp"
#include "engine/listed_properties.hpp"
#include "engine/pipelines.hpp"
#include "engine/property_view.hpp"
#include "engine/refs.hpp"
#include "engine/settings.hpp"
#include "engine/task_views.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"

// Deals as lists, the board and a deal's own page show them.
namespace baton::engine {

// What is to happen next, as somebody wrote it on the deal.
struct StatedStep {
    std::string text = {};
    std::optional<Date> on = {};
};

BOOST_DESCRIBE_STRUCT(StatedStep, (), (text, on))

// `worth` is the amount in the workspace's currency, at the rate of the day on which it was set;
// `weighted` the part of that which its probability leaves. Both are null without an amount or
// rate.
struct DealView {
    DealId id = {};
    std::string name = {};
    std::optional<NamedRef> company = {};
    std::vector<ContactRef> contacts = {};
    std::optional<Money> amount = {};
    std::optional<Money> worth = {};
    std::optional<Money> weighted = {};
    Decimal probability = {};  // percent
    bool own_probability = false;
    Forecast forecast = Forecast::pipeline;
    bool own_forecast = false;
    std::string pipeline = {};
    std::string stage = {};
    std::string status = {};
    std::optional<UserRef> owner = {};
    std::optional<std::string> product = {};
    Instant created_at = {};
    std::optional<Instant> closed_at = {};
    std::optional<std::string> lost_reason = {};
    std::optional<TaskView> next_step = {};
    std::optional<StatedStep> stated_step = {};
    std::vector<std::string> competitors = {};
    std::int64_t days_quiet = 0;
    std::vector<ListedValue> values = {};  // of the properties that were asked for
};

BOOST_DESCRIBE_STRUCT(DealView,
                      (),
                      (id,
                       name,
                       company,
                       contacts,
                       amount,
                       worth,
                       weighted,
                       probability,
                       own_probability,
                       forecast,
                       own_forecast,
                       pipeline,
                       stage,
                       status,
                       owner,
                       product,
                       created_at,
                       closed_at,
                       lost_reason,
                       next_step,
                       stated_step,
                       competitors,
                       days_quiet,
                       values))

struct StageMove {
    Instant at = {};
    std::string stage = {};
    std::optional<std::string> by = {};
};

BOOST_DESCRIBE_STRUCT(StageMove, (), (at, stage, by))

// Something or somebody that had a part in a deal.
struct Help {
    std::string what = {};
    std::optional<std::string> who = {};
    Instant at = {};
};

BOOST_DESCRIBE_STRUCT(Help, (), (what, who, at))

struct DealPage : DealView {
    std::vector<PropertyView> properties = {};
    std::vector<StageMove> history = {};
    std::vector<Help> helped = {};
    std::optional<PricedLines> lines = {};  // what it sells; the amount is their sum then
    std::optional<Instant> priced_at = {};  // whose day's rate `worth` took; null in its currency
    std::int64_t version = 0;  // what a change names to be refused when somebody was faster
};

BOOST_DESCRIBE_STRUCT(DealPage,
                      (DealView),
                      (properties, history, helped, lines, priced_at, version))

struct BoardColumn {
    std::string stage = {};
    std::string type = {};
    std::int64_t count = 0;
    Money sum = {};
    Money weighted = {};
    std::vector<DealView> deals = {};
    std::optional<std::string> next = {};
};

BOOST_DESCRIBE_STRUCT(BoardColumn, (), (stage, type, count, sum, weighted, deals, next))

struct Board {
    std::string pipeline = {};
    std::vector<BoardColumn> columns = {};
    Money open_sum = {};
    Money weighted = {};
    std::int64_t left_out = 0;  // open deals whose amount has no rate: in no sum
};

BOOST_DESCRIBE_STRUCT(Board, (), (pipeline, columns, open_sum, weighted, left_out))

// How many deals share a value, and what they come to in the workspace's currency.
struct DealGroup {
    std::string key = {};  // what a list is filtered by for these alone; "-" for those without
    std::string label = {};
    std::int64_t count = 0;
    Money sum = {};
    Money weighted = {};
};

BOOST_DESCRIBE_STRUCT(DealGroup, (), (key, label, count, sum, weighted))

enum class DealGrouping : std::uint8_t { stage, status, owner, product, forecast };

struct DealAsk {
    std::string pipeline = {};
    std::string stage = {};
    std::string status = {};
    std::string owner = {};    // "-": nobody's
    std::string product = {};  // "-": without one
    std::optional<Forecast> forecast = {};
    CompanyId company = {};
    std::string query = {};
    std::string sort =
        {};  // created_at, amount, weighted, name, closed_at; a - before it turns it round
    std::size_t after = 0;  // rows to leave out
    std::size_t limit = 50;
};

struct DealRows {
    std::vector<DealView> rows;
    std::size_t total = 0;
};

// Reads deals with what a request needs of the workspace looked up once. Use it inside one read.
class DealReader {
public:
    DealReader(const Workspace::View& view, Instant now);

    [[nodiscard]] DealView row(const ledger::Deal& deal) const;
    [[nodiscard]] DealPage page(const ledger::Deal& deal) const;

    // Linear in deals; only the rows of the page are worded.
    // What `listed` sorts by goes before the order asked for.
    [[nodiscard]] DealRows list(const DealAsk& ask, ListedProperties* listed = nullptr) const;

    // All deals that it asks for, by one of their values: stages in the order of their pipelines,
    // all else by label, those without a value last. Linear in deals.
    [[nodiscard]] std::vector<DealGroup> groups(const DealAsk& ask, DealGrouping by) const;

    // The deals of one pipeline by stage, the first 50 of each, newest first; of one owner when
    // given.
    [[nodiscard]] Board board(const std::string& pipeline, const std::string& owner) const;

    // Existing deals that it is about, newest first.
    [[nodiscard]] std::vector<DealView> of_contact(const ledger::Contact& contact) const;
    [[nodiscard]] std::vector<DealView> of_company(const ledger::Company& company) const;

    // Open deals of an owner ("" for everybody's) without an open task and without a stated next
    // step, largest first.
    [[nodiscard]] std::vector<DealView> without_next_step(const std::string& owner,
                                                          std::size_t limit) const;
    // Won deals, latest first.
    [[nodiscard]] std::vector<DealView> wins(std::size_t limit) const;

    // As it was agreed; a bare number is in the workspace's currency.
    [[nodiscard]] std::optional<Money> amount(const ledger::Deal& deal) const;
    // In the workspace's currency, at the rate of the day on which the amount was set, as measures
    // and criteria read it; nullopt without an amount or a rate.
    [[nodiscard]] std::optional<Money> worth(const ledger::Deal& deal) const;
    [[nodiscard]] std::optional<Money> weighted(const ledger::Deal& deal) const;
    // For sums: what has no worth adds nothing.
    [[nodiscard]] Money worth_or_nothing(const ledger::Deal& deal) const;
    [[nodiscard]] Money weighted_or_nothing(const ledger::Deal& deal) const;
    [[nodiscard]] Terms terms(const ledger::Deal& deal) const;
    [[nodiscard]] CompanyId company_of(const ledger::Deal& deal) const;
    [[nodiscard]] FormulaRecord record_of(const ledger::Deal& deal) const;
    // nullopt for a deal that does not exist.
    [[nodiscard]] std::optional<ledger::DealStatus> status(const ledger::Deal& deal) const;
    [[nodiscard]] Instant closed_at(const ledger::Deal& deal) const;

    [[nodiscard]] const Settings& settings() const { return settings_; }

private:
    [[nodiscard]] std::string text(const ledger::Deal& deal, std::string_view name) const;
    [[nodiscard]] Instant created_at(const ledger::Deal& deal) const;
    [[nodiscard]] std::optional<StatedStep> stated_step(const ledger::Deal& deal) const;
    [[nodiscard]] std::vector<std::string> competitors(const ledger::Deal& deal) const;
    [[nodiscard]] Instant last_moved(const ledger::Deal& deal) const;
    [[nodiscard]] bool matches(const ledger::Deal& deal, const DealAsk& ask) const;
    [[nodiscard]] std::vector<StageMove> history(const ledger::Deal& deal) const;
    [[nodiscard]] std::vector<Help> helped(const ledger::Deal& deal) const;
    void sort(std::vector<const ledger::Deal*>& deals, const std::string& by) const;

    const Workspace::View& view_;
    const ledger::Timeline& timeline_;
    Instant now_;
    Settings settings_;
    std::vector<Pipeline> pipelines_;
    std::map<DealId, TaskFacts> next_steps_;
};

// A contact's deal, company or task property as an id: 0 when it is none.
[[nodiscard]] const ledger::Deal* find_deal(const Workspace::View& view, DealId id);

}  // namespace baton::engine
