#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "lifecycle/journeys.hpp"

// What a backtest is asked.
namespace baton::backtest {

// beginning: as if in force since the ledger began, without placements. recorded: the versions that
// were in force decide until the range begins, and the agreement from then on, with placements.
enum class Opening : std::uint8_t { beginning, recorded };

struct Draft {
    std::string name;  // as it was asked for
    std::shared_ptr<const agreement::Agreement> agreement;
};

struct Question {
    std::vector<Draft> drafts = {};
    // The index of the version in force among the drafts; what each draft is compared with.
    std::optional<std::size_t> in_force = {};
    // Drafts from here on are read only to compare with; the report leaves them out.
    std::size_t reported = 0;
    Instant from = Instant::earliest();  // of the range in which entries count
    Instant to = Instant::latest();      // exclusive
    Instant as_of;  // what happened later is not read, neither by criteria nor as an outcome
    Opening opening = Opening::beginning;
    std::shared_ptr<const lifecycle::Chain> recorded = {};  // REQUIRED by Opening::recorded
    std::optional<std::int64_t> maturity_days = {};         // instead of the sales cycle's
    std::vector<ContactId> left_out =
        {};  // erased: what a draft would have made of them is unknown

    // The end of the range that is read: what lies after `as_of` has not happened.
    [[nodiscard]] Instant end() const;

    [[nodiscard]] bool in_range(Instant at) const { return at >= from && at < end(); }
};

// The versions by which one draft is read.
[[nodiscard]] std::shared_ptr<const lifecycle::Chain> chain_of(const Question& question,
                                                               const Draft& draft);

}  // namespace baton::backtest
