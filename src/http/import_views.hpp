#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "connect/import_mapping.hpp"
#include "engine/import_jobs.hpp"

// Imports as the API tells them, and what it is told about their columns.
namespace baton::http {

struct DetectedView {
    std::string encoding = {};
    std::string delimiter = {};
    std::string quote = {};
    bool header = true;
};

BOOST_DESCRIBE_STRUCT(DetectedView, (), (encoding, delimiter, quote, header))

struct ColumnView {
    std::size_t index = 0;
    std::string header = {};
    std::optional<std::string> target = {};
    std::optional<std::string> type = {};
    std::optional<std::string> date_format = {};
    std::optional<std::string> date_reason = {};
    std::vector<std::string> samples = {};
};

BOOST_DESCRIBE_STRUCT(ColumnView,
                      (),
                      (index, header, target, type, date_format, date_reason, samples))

struct TargetView {
    std::string name = {};
    std::string label = {};
    std::string type = {};
    bool required = false;
};

BOOST_DESCRIBE_STRUCT(TargetView, (), (name, label, type, required))

struct FindingView {
    std::string code = {};
    std::string message = {};
    std::uint64_t count = 0;
    std::optional<std::string> example = {};
    bool contradiction = false;
    std::optional<std::string> advice = {};
    std::vector<std::uint64_t> rows = {};  // the first hundred
};

BOOST_DESCRIBE_STRUCT(FindingView, (), (code, message, count, example, contradiction, advice, rows))

struct WaysView {
    std::string writes = "all";
    std::string contact_key = "id_then_email";
    bool automations = true;
};

BOOST_DESCRIBE_STRUCT(WaysView, (), (writes, contact_key, automations))

struct ImportView {
    std::string id = {};
    std::string file = {};
    std::string kind = {};
    std::string state = {};
    DetectedView detected = {};
    std::vector<std::string> sheets = {};
    std::optional<std::string> sheet = {};
    WaysView ways = {};
    std::vector<ColumnView> columns = {};
    std::vector<TargetView> targets = {};
    std::uint64_t rows = 0;
    std::uint64_t done = 0;
    std::uint64_t created = 0;
    std::uint64_t updated = 0;
    std::uint64_t skipped = 0;
    std::uint64_t rejected = 0;
    std::vector<FindingView> findings = {};
    std::optional<std::string> error = {};
};

BOOST_DESCRIBE_STRUCT(ImportView,
                      (),
                      (id,
                       file,
                       kind,
                       state,
                       detected,
                       sheets,
                       sheet,
                       ways,
                       columns,
                       targets,
                       rows,
                       done,
                       created,
                       updated,
                       skipped,
                       rejected,
                       findings,
                       error))

struct ColumnWish {
    std::size_t index = 0;
    std::optional<std::string> target = {};
    std::optional<std::string> date_format = {};
};

BOOST_DESCRIBE_STRUCT(ColumnWish, (), (index, target, date_format))

[[nodiscard]] ImportView view_of(const engine::ImportJob& job);

// What becomes of a column: a field, a property of its own, "stage: MQL", "touch: Form Submitted",
// or nothing.
void take_wish(connect::ColumnPlan& plan, const ColumnWish& wish);

// Invalid when a word is none of those that are known.
[[nodiscard]] Result<engine::ImportWays> ways_of(const WaysView& wish);

}  // namespace baton::http
