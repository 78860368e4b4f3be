#include "engine/attribution_views.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "base/in_parallel.hpp"
#include "engine/people.hpp"
#include "engine/timeline_entries.hpp"
#include "engine/timeline_items.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t largest_max = 50;

// What keys are called: people by their names.
std::vector<std::string> labels_of(const Workspace& workspace,
                                   const AttributionQuestion& question,
                                   const std::vector<std::string>& keys) {
    if (question.by != attribution::By::user) {
        return keys;
    }
    return workspace.read([&](const Workspace::View& view) {
        std::vector<std::string> labels;
        for (const std::string& key : keys) {
            labels.push_back(display_name(view.timeline, key, question.as_of));
        }
        return labels;
    });
}

std::vector<std::string> keys_of(const std::vector<attribution::CreditRow>& rows) {
    std::vector<std::string> keys;
    for (const attribution::CreditRow& row : rows) {
        keys.push_back(row.key);
    }
    return keys;
}

CreditRowView view_of(const attribution::CreditRow& row, std::string label) {
    return {.key = row.key,
            .label = std::move(label),
            .credit_minor = row.credit_minor,
            .conversions = static_cast<double>(row.conversion_parts) /
                           static_cast<double>(attribution::parts_of_conversion),
            .strength = row.strength,
            .standard_error = row.standard_error};
}

// Which touches of the converting paths were marketing's.
std::vector<bool> marketings(const Workspace& workspace, const attribution::Journeys& journeys) {
    return workspace.read([&](const Workspace::View& view) {
        const ledger::Dictionary& dictionary = view.timeline.dictionary();
        const auto before = [](const ledger::ShapeCode& left, const ledger::ShapeCode& right) {
            return std::tie(left.way, left.columns, left.rest) <
                   std::tie(right.way, right.columns, right.rest);
        };
        std::map<ledger::ShapeCode, bool, decltype(before)> known(before);
        std::vector<bool> marketing;
        for (const attribution::TouchPlace& place : journeys.touches) {
            const auto [found, is_new] = known.try_emplace(place.shape, false);
            if (is_new) {
                found->second = timeline_entries::side_of_shape(
                                    dictionary, dictionary.shape(place.shape)) == "marketing";
            }
            marketing.push_back(found->second);
        }
        return marketing;
    });
}

void add_sides(ComparisonView& view,
               const EarnedPaths& earned,
               const std::vector<bool>& marketing) {
    const attribution::Paths& paths = earned.journeys.converting;
    for (std::size_t path = 0; path < paths.size(); ++path) {
        const auto begin = marketing.begin() + paths.begin[path];
        const auto end = marketing.begin() + paths.begin[path + 1];
        const std::int64_t amount = earned.amounts_minor[path];
        view.sourced_minor += begin != end && *begin ? amount : 0;
        view.influenced_minor += std::find(begin, end, true) != end ? amount : 0;
    }
}

std::vector<EarnedDealView> largest_of(const EarnedPaths& earned) {
    std::vector<EarnedDealView> deals;
    for (std::size_t path = 0; path < earned.deals.size(); ++path) {
        const CreditedDeal& deal = earned.deals[path];
        deals.push_back(
            {.id = deal.id,
             .name = deal.name,
             .at = deal.at,
             .amount_minor = deal.amount_minor,
             .touches = static_cast<std::int64_t>(earned.journeys.converting.length(path))});
    }
    std::ranges::sort(deals, [](const EarnedDealView& left, const EarnedDealView& right) {
        return left.amount_minor != right.amount_minor ? left.amount_minor > right.amount_minor
                                                       : left.id < right.id;
    });
    deals.resize(std::min(deals.size(), largest_max));
    return deals;
}

// Credits of all models, put together by key.
class Comparing {
public:
    explicit Comparing(const AttributionQuestion& question) : question_(question) {}

    void add(const attribution::Model& model, const Result<attribution::Credit>& credit) {
        ModelView named{.name = std::string(model.name),
                        .title = std::string(model.title),
                        .definition = std::string(model.definition)};
        if (credit) {
            named.exact = credit->exact;
            for (const attribution::CreditRow& row : credit->rows) {
                credits_[row.key].resize(models_.size());
                credits_[row.key].emplace_back(row.credit_minor);
            }
            answer_ = *credit;
        } else {
            named.refused = credit.error().message;
        }
        if (credit && model.name == question_.model->name) {
            for (const attribution::CreditRow& row : credit->rows) {
                rank_[row.key] = row.credit_minor;
            }
        }
        models_.push_back(std::move(named));
    }

    // A model that names a key says 0 where it gives nothing.
    [[nodiscard]] std::vector<ComparedRow> rows() const {
        std::vector<ComparedRow> rows;
        for (const auto& [key, credits] : credits_) {
            ComparedRow row{.key = key, .label = key, .credit_minor = credits};
            row.credit_minor.resize(models_.size());
            for (std::size_t each = 0; each < models_.size(); ++each) {
                if (!models_[each].refused) {
                    row.credit_minor[each] = row.credit_minor[each].value_or(0);
                }
            }
            rows.push_back(std::move(row));
        }
        std::ranges::stable_sort(rows, std::greater(), [&](const ComparedRow& row) {
            const auto found = rank_.find(row.key);
            return found == rank_.end() ? std::int64_t{0} : found->second;
        });
        return rows;
    }

    [[nodiscard]] const std::vector<ModelView>& models() const { return models_; }

    // Totals, which all models have alike.
    [[nodiscard]] const attribution::Credit& answer() const { return answer_; }

private:
    const AttributionQuestion& question_;
    std::vector<ModelView> models_;
    std::map<std::string, std::vector<std::optional<std::int64_t>>> credits_;
    std::map<std::string, std::int64_t> rank_;
    attribution::Credit answer_;
};

std::string text_field(const ledger::Dictionary& dictionary,
                       const ledger::Shape& shape,
                       std::string_view name) {
    const auto* text = std::get_if<std::string>(&dictionary.field(shape, name));
    return text == nullptr ? std::string() : *text;
}

std::optional<std::string> detail_of(const ledger::Timeline& timeline,
                                     const ledger::Shape& shape,
                                     Instant as_of) {
    const ledger::Dictionary& dictionary = timeline.dictionary();
    std::vector<std::string> parts{text_field(dictionary, shape, "asset"),
                                   text_field(dictionary, shape, "campaign"),
                                   text_field(dictionary, shape, "channel")};
    if (const auto by = text_field(dictionary, shape, "properties.by"); !by.empty()) {
        parts.push_back(display_name(timeline, by, as_of));
    }
    std::erase(parts, std::string());
    return parts.empty() ? std::nullopt : std::optional(fmt::format("{}", fmt::join(parts, " · ")));
}

std::vector<CreditedTouchView> touches_of(const Workspace::View& view,
                                          const Attribution& answer,
                                          std::size_t path,
                                          Instant as_of) {
    const attribution::Journeys& journeys = answer.earned.journeys;
    const ledger::Timeline& timeline = view.timeline;
    std::vector<CreditedTouchView> touches;
    for (std::size_t at = journeys.converting.begin[path]; at < journeys.converting.begin[path + 1];
         ++at) {
        const attribution::TouchPlace& place = journeys.touches[at];
        const ledger::Shape& shape = timeline.dictionary().shape(place.shape);
        const std::string& key = journeys.keys[journeys.converting.key[at]];
        touches.push_back(
            {.at = {journeys.converting.at[at]},
             .title = shape_title(timeline.dictionary(), shape),
             .detail = detail_of(timeline, shape, as_of),
             .team = timeline_entries::side_of_shape(timeline.dictionary(), shape),
             .key = key,
             .label = display_name(timeline, key, as_of),
             .contact = contact_ref(timeline, timeline.contacts()[place.contact], as_of),
             .credit_minor = answer.credit.of_touches[at]});
    }
    return touches;
}

}  // namespace

Result<AttributionView> attribution_view(const Workspace& workspace,
                                         const AttributionQuestion& question) {
    const Attribution answer = TRY(attribute(workspace, question, false));
    const attribution::Credit& credit = answer.credit;
    AttributionView view{.model = std::string(question.model->name),
                         .title = std::string(question.model->title),
                         .definition = std::string(question.model->definition),
                         .by = std::string(attribution::name(question.by)),
                         .credit = std::string(name(question.credited)),
                         .currency = std::string(answer.earned.currency.text()),
                         .as_of = question.as_of,
                         .total_minor = credit.total_minor,
                         .unattributed_minor = credit.unattributed_minor,
                         .deals = credit.endings,
                         .unattributed_deals = credit.unattributed_endings,
                         .deals_without_amount = answer.earned.deals_without_amount,
                         .exact = credit.exact};
    const std::vector<std::string> labels = labels_of(workspace, question, keys_of(credit.rows));
    for (std::size_t row = 0; row < credit.rows.size(); ++row) {
        view.rows.push_back(view_of(credit.rows[row], labels[row]));
    }
    return view;
}

ComparisonView comparison_view(const Workspace& workspace,
                               const AttributionQuestion& question,
                               bool with_custom) {
    const EarnedPaths earned =
        read_paths(workspace, question, {.others = OtherPaths::read, .places = true});
    Comparing comparing(question);
    std::vector<attribution::Model> models(attribution::models().begin(),
                                           attribution::models().end());
    std::erase_if(models, [&](const attribution::Model& model) {
        return model.name == "custom" && !with_custom;
    });
    const auto credits = attribution::credits(earned.journeys,
                                              earned.amounts_minor,
                                              models,
                                              question.terms,
                                              {.of_touches = false, .threads = question_threads()});
    for (std::size_t each = 0; each < models.size(); ++each) {
        comparing.add(models[each], credits[each]);
    }
    const attribution::Credit& answer = comparing.answer();
    ComparisonView view{.by = std::string(attribution::name(question.by)),
                        .credit = std::string(name(question.credited)),
                        .currency = std::string(earned.currency.text()),
                        .as_of = question.as_of,
                        .models = comparing.models(),
                        .rows = comparing.rows(),
                        .total_minor = answer.total_minor,
                        .unattributed_minor = answer.unattributed_minor,
                        .deals = answer.endings,
                        .unattributed_deals = answer.unattributed_endings,
                        .deals_without_amount = earned.deals_without_amount,
                        .largest = largest_of(earned)};
    add_sides(view, earned, marketings(workspace, earned.journeys));
    std::vector<std::string> keys;
    for (const ComparedRow& row : view.rows) {
        keys.push_back(row.key);
    }
    const std::vector<std::string> labels = labels_of(workspace, question, keys);
    for (std::size_t row = 0; row < view.rows.size(); ++row) {
        view.rows[row].label = labels[row];
    }
    return view;
}

Result<DealCreditView> deal_credit_view(const Workspace& workspace,
                                        const AttributionQuestion& question,
                                        DealId deal) {
    const Attribution answer = TRY(attribute(workspace, question, true));
    const auto found = std::ranges::find(answer.earned.deals, deal, &CreditedDeal::id);
    if (found == answer.earned.deals.end()) {
        return fail(Failure::not_found,
                    fmt::format("deal {} is not among those that are credited here", deal.value));
    }
    const auto path = static_cast<std::size_t>(found - answer.earned.deals.begin());
    DealCreditView view{.id = found->id,
                        .name = found->name,
                        .model = std::string(question.model->name),
                        .currency = std::string(answer.earned.currency.text()),
                        .at = found->at,
                        .created_at = found->created_at,
                        .amount_minor = found->amount_minor};
    view.touches = workspace.read([&](const Workspace::View& held) {
        return touches_of(held, answer, path, question.as_of);
    });
    std::set<std::string> people;
    for (const CreditedTouchView& touch : view.touches) {
        (touch.team == "marketing" ? view.marketing_minor : view.sales_minor) += touch.credit_minor;
        people.insert(touch.contact.id);
    }
    view.people = static_cast<std::int64_t>(people.size());
    return view;
}

}  // namespace baton::engine
