#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/deal_lines.hpp"
#include "engine/pipelines.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// What is agreed about a deal beside its stage, as properties of the deal:
//   line_items         what it sells (deal_lines.hpp); they decide `amount` then
//   probability        percent, 0 to 100; the stage's when it is not known
//   forecast_category  omitted, pipeline, best_case or commit; follows from the stage without it
//   next_step, next_step_on
//   competitors        a list
namespace baton::engine {

enum class Forecast : std::uint8_t { omitted, pipeline, best_case, commit, closed };

BOOST_DESCRIBE_ENUM(Forecast, omitted, pipeline, best_case, commit, closed)

struct Terms {
    Decimal probability;  // percent
    bool own_probability = false;
    Forecast forecast = Forecast::pipeline;
    bool own_forecast = false;
};

// As of `at`. What is won is certain and what is lost impossible, whatever its own values say.
// REQUIRES: at least one pipeline.
[[nodiscard]] Terms terms_of(const ledger::Timeline& timeline,
                             const ledger::Deal& deal,
                             std::span<const Pipeline> pipelines,
                             Instant at);

// From 80 % commit, from 50 % best case, above 0 pipeline, else omitted.
[[nodiscard]] Forecast forecast_at(Decimal percent);

[[nodiscard]] std::string_view name(Forecast forecast);
[[nodiscard]] std::optional<Forecast> find_forecast(std::string_view name);

// A share of an amount, rounded half away from zero.
[[nodiscard]] Money share(Money amount, Decimal percent);

// nullopt for a deal without line items.
[[nodiscard]] std::optional<PricedLines> lines_of(const ledger::Timeline& timeline,
                                                  const ledger::Deal& deal,
                                                  Instant at);

// What a change of a deal (null: a new one) may set, checked, in its types, and the amount with its
// line items. Refused: another amount than the line items come to.
[[nodiscard]] Result<ledger::Properties> agreed(const ledger::Timeline& timeline,
                                                const ledger::Deal* deal,
                                                const ledger::Properties& properties);

// The same for what a file tells: what is wrong is left out and told, the rest stays.
[[nodiscard]] ledger::Properties agreed_or_left_out(const ledger::Timeline& timeline,
                                                    const ledger::Deal* deal,
                                                    ledger::Properties properties,
                                                    std::vector<Problem>& left_out);

}  // namespace baton::engine
