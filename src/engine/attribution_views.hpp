#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/attributing.hpp"
#include "engine/attribution_question.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"

// Credit as the page shows it: one model, all of them side by side, or one deal touch by touch.
namespace baton::engine {

struct CreditRowView {
    std::string key = {};
    std::string label = {};  // a person's name; else the key
    std::int64_t credit_minor = 0;
    double conversions = 0;
    std::optional<double> strength = {};
    std::optional<double> standard_error = {};
};

BOOST_DESCRIBE_STRUCT(CreditRowView,
                      (),
                      (key, label, credit_minor, conversions, strength, standard_error))

struct AttributionView {
    std::string model = {};
    std::string title = {};
    std::string definition = {};
    std::string by = {};
    std::string credit = {};
    std::string currency = {};
    Instant as_of = {};
    std::vector<CreditRowView> rows = {};
    std::int64_t total_minor = 0;
    std::int64_t unattributed_minor = 0;
    std::int64_t deals = 0;
    std::int64_t unattributed_deals = 0;
    std::int64_t deals_without_amount = 0;
    bool exact = true;
};

BOOST_DESCRIBE_STRUCT(AttributionView,
                      (),
                      (model,
                       title,
                       definition,
                       by,
                       credit,
                       currency,
                       as_of,
                       rows,
                       total_minor,
                       unattributed_minor,
                       deals,
                       unattributed_deals,
                       deals_without_amount,
                       exact))

// A model in the comparison. One that cannot be computed says why instead.
struct ModelView {
    std::string name = {};
    std::string title = {};
    std::string definition = {};
    bool exact = true;
    std::optional<std::string> refused = {};
};

BOOST_DESCRIBE_STRUCT(ModelView, (), (name, title, definition, exact, refused))

// One credit for each model, in their order; null where the model was refused.
struct ComparedRow {
    std::string key = {};
    std::string label = {};
    std::vector<std::optional<std::int64_t>> credit_minor = {};
};

BOOST_DESCRIBE_STRUCT(ComparedRow, (), (key, label, credit_minor))

struct EarnedDealView {
    DealId id = {};
    std::string name = {};
    Instant at = {};
    std::int64_t amount_minor = 0;
    std::int64_t touches = 0;
};

BOOST_DESCRIBE_STRUCT(EarnedDealView, (), (id, name, at, amount_minor, touches))

// sourced: the first touch that counts was marketing's; influenced: any was.
struct ComparisonView {
    std::string by = {};
    std::string credit = {};
    std::string currency = {};
    Instant as_of = {};
    std::vector<ModelView> models = {};
    std::vector<ComparedRow> rows = {};
    std::int64_t total_minor = 0;
    std::int64_t unattributed_minor = 0;
    std::int64_t sourced_minor = 0;
    std::int64_t influenced_minor = 0;
    std::int64_t deals = 0;
    std::int64_t unattributed_deals = 0;
    std::int64_t deals_without_amount = 0;
    std::vector<EarnedDealView> largest = {};
};

BOOST_DESCRIBE_STRUCT(ComparisonView,
                      (),
                      (by,
                       credit,
                       currency,
                       as_of,
                       models,
                       rows,
                       total_minor,
                       unattributed_minor,
                       sourced_minor,
                       influenced_minor,
                       deals,
                       unattributed_deals,
                       deals_without_amount,
                       largest))

struct CreditedTouchView {
    Instant at = {};
    std::string title = {};
    std::optional<std::string> detail = {};
    std::string team = {};  // marketing or sales
    std::string key = {};
    std::string label = {};
    ContactRef contact = {};
    std::int64_t credit_minor = 0;
};

BOOST_DESCRIBE_STRUCT(CreditedTouchView,
                      (),
                      (at, title, detail, team, key, label, contact, credit_minor))

struct DealCreditView {
    DealId id = {};
    std::string name = {};
    std::string model = {};
    std::string currency = {};
    Instant at = {};
    Instant created_at = {};
    std::int64_t amount_minor = 0;
    std::int64_t people = 0;
    std::int64_t marketing_minor = 0;
    std::int64_t sales_minor = 0;
    std::vector<CreditedTouchView> touches = {};
};

BOOST_DESCRIBE_STRUCT(DealCreditView,
                      (),
                      (id,
                       name,
                       model,
                       currency,
                       at,
                       created_at,
                       amount_minor,
                       people,
                       marketing_minor,
                       sales_minor,
                       touches))

[[nodiscard]] Result<AttributionView> attribution_view(const Workspace& workspace,
                                                       const AttributionQuestion& question);

// Every model; custom only with weights of one's own. Rows by what the question's model gives.
[[nodiscard]] ComparisonView comparison_view(const Workspace& workspace,
                                             const AttributionQuestion& question,
                                             bool with_custom);

// not_found when the deal is not among those that the question credits.
[[nodiscard]] Result<DealCreditView> deal_credit_view(const Workspace& workspace,
                                                      const AttributionQuestion& question,
                                                      DealId deal);

}  // namespace baton::engine
