#include "attribution/credit.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "attribution/apportion.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "attribution/path.hpp"
#include "base/result.hpp"

namespace baton::attribution {

namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

// The keys of one path in the order in which they first appear, and which touches have which.
// Keeps its buffers from path to path.
class PathKeys {
public:
    explicit PathKeys(std::size_t keys) : place_(keys, nowhere) {}

    void read(std::span<const Key> path) {
        distinct_.clear();
        of_touch_.clear();
        for (const Key key : path) {
            if (place_[key] == nowhere) {
                place_[key] = static_cast<std::uint32_t>(distinct_.size());
                distinct_.push_back(key);
            }
            of_touch_.push_back(place_[key]);
        }
        for (const Key key : distinct_) {
            place_[key] = nowhere;
        }
    }

    [[nodiscard]] std::span<const Key> distinct() const { return distinct_; }

    // The place among the distinct ones, for each touch.
    [[nodiscard]] std::span<const std::uint32_t> of_touch() const { return of_touch_; }

private:
    std::vector<std::uint32_t> place_;
    std::vector<Key> distinct_;
    std::vector<std::uint32_t> of_touch_;
};

// Shares out path after path. `strengths` is empty for models that weigh touches.
class Sharing {
public:
    Sharing(const Journeys& journeys,
            const Model& model,
            const Terms& terms,
            std::vector<std::uint64_t> strengths)
        : journeys_(&journeys),
          model_(&model),
          terms_(&terms),
          strengths_(std::move(strengths)),
          keys_(journeys.keys.size()),
          credit_(journeys.keys.size()),
          parts_(journeys.keys.size()),
          of_touches_(journeys.converting.key.size()) {}

    void share(std::size_t path, std::int64_t amount) {
        const Path touches = journeys_->converting[path];
        keys_.read(touches.key);
        weigh(touches);
        shares_.resize(key_weights_.size());
        if (strengths_.empty()) {
            apportioning_.divide(parts_of_conversion, key_weights_, shares_);
            add_to(parts_);
        }
        apportioning_.divide(amount, key_weights_, shares_);
        add_to(credit_);
        share_among_touches(journeys_->converting.begin[path]);
    }

    [[nodiscard]] const std::vector<std::int64_t>& credit() const { return credit_; }

    [[nodiscard]] std::vector<std::int64_t>& parts() { return parts_; }

    [[nodiscard]] std::vector<std::int64_t> of_touches() && { return std::move(of_touches_); }

private:
    void weigh(const Path& path) {
        touch_weights_.assign(path.key.size(), 1);
        key_weights_.assign(keys_.distinct().size(), 0);
        if (strengths_.empty()) {
            model_->weigh(path, *terms_, touch_weights_);
            for (std::size_t touch = 0; touch < path.key.size(); ++touch) {
                key_weights_[keys_.of_touch()[touch]] += touch_weights_[touch];
            }
            return;
        }
        for (std::size_t place = 0; place < key_weights_.size(); ++place) {
            key_weights_[place] = strengths_[keys_.distinct()[place]];
        }
    }

    void add_to(std::vector<std::int64_t>& sums) const {
        for (std::size_t place = 0; place < shares_.size(); ++place) {
            sums[keys_.distinct()[place]] += shares_[place];
        }
    }

    // The touches of each key one after another, in event order.
    void share_among_touches(std::uint32_t begin) {
        by_key_.resize(touch_weights_.size());
        std::iota(by_key_.begin(), by_key_.end(), 0U);
        std::ranges::stable_sort(
            by_key_, {}, [&](std::uint32_t touch) { return keys_.of_touch()[touch]; });
        for (std::size_t first = 0; first < by_key_.size();) {
            const std::uint32_t place = keys_.of_touch()[by_key_[first]];
            of_key_.clear();
            while (first + of_key_.size() < by_key_.size() &&
                   keys_.of_touch()[by_key_[first + of_key_.size()]] == place) {
                of_key_.push_back(touch_weights_[by_key_[first + of_key_.size()]]);
            }
            touch_shares_.resize(of_key_.size());
            apportioning_.divide(shares_[place], of_key_, touch_shares_);
            for (const std::int64_t share : touch_shares_) {
                of_touches_[begin + by_key_[first++]] = share;
            }
        }
    }

    const Journeys* journeys_;
    const Model* model_;
    const Terms* terms_;
    std::vector<std::uint64_t> strengths_;
    PathKeys keys_;
    Apportioning apportioning_;
    std::vector<std::int64_t> credit_;
    std::vector<std::int64_t> parts_;
    std::vector<std::int64_t> of_touches_;
    std::vector<std::uint64_t> touch_weights_;
    std::vector<std::uint64_t> key_weights_;
    std::vector<std::int64_t> shares_;
    std::vector<std::uint32_t> by_key_;
    std::vector<std::uint64_t> of_key_;
    std::vector<std::int64_t> touch_shares_;
};

Result<Learned> learn(const Journeys& journeys, const Model& model, const Terms& terms) {
    if (model.learn == nullptr || journeys.converting.key.empty()) {
        return Learned{};
    }
    return model.learn({.converting = journeys.converting,
                        .others = journeys.others,
                        .keys = journeys.keys.size()},
                       terms);
}

std::vector<CreditRow> rows_of(const Journeys& journeys,
                               const Learned& learned,
                               const Sharing& sharing,
                               const std::vector<std::int64_t>& parts) {
    std::vector<bool> touched(journeys.keys.size());
    for (const Key key : journeys.converting.key) {
        touched[key] = true;
    }
    std::vector<CreditRow> rows;
    for (Key key = 0; key < journeys.keys.size(); ++key) {
        // Some matter on the way to success though no converting path has them.
        if (!touched[key] && parts[key] == 0) {
            continue;
        }
        CreditRow row{.key = journeys.keys[key],
                      .credit_minor = sharing.credit()[key],
                      .conversion_parts = parts[key]};
        if (!learned.strength.empty()) {
            row.strength = learned.strength[key];
        }
        if (!learned.standard_error.empty()) {
            row.standard_error = learned.standard_error[key];
        }
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, [](const CreditRow& left, const CreditRow& right) {
        return left.credit_minor != right.credit_minor ? left.credit_minor > right.credit_minor
                                                       : left.key < right.key;
    });
    return rows;
}

}  // namespace

Result<Credit> credit(const Journeys& journeys,
                      std::span<const std::int64_t> amounts_minor,
                      const Model& model,
                      const Terms& terms) {
    const Learned learned = TRY(learn(journeys, model, terms));
    std::vector<std::uint64_t> strengths(learned.strength.size());
    to_weights(learned.strength, strengths);
    Sharing sharing(journeys, model, terms, strengths);
    Credit answer{.endings = static_cast<std::int64_t>(journeys.converting.size()),
                  .exact = learned.exact};
    for (std::size_t path = 0; path < journeys.converting.size(); ++path) {
        answer.total_minor += amounts_minor[path];
        if (journeys.converting.length(path) == 0) {
            answer.unattributed_minor += amounts_minor[path];
            ++answer.unattributed_endings;
        } else {
            sharing.share(path, amounts_minor[path]);
        }
    }
    if (!strengths.empty()) {
        const std::int64_t credited = answer.endings - answer.unattributed_endings;
        Apportioning().divide(credited * parts_of_conversion, strengths, sharing.parts());
    }
    answer.rows = rows_of(journeys, learned, sharing, sharing.parts());
    answer.of_touches = std::move(sharing).of_touches();
    return answer;
}

}  // namespace baton::attribution
