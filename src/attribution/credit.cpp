#include "attribution/credit.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "attribution/apportion.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "attribution/path.hpp"
#include "base/in_parallel.hpp"
#include "base/result.hpp"

namespace baton::attribution {

namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t paths_at_once = 256;

// The keys of one path in the order in which they first appear, and which touches have which.
// Keeps its buffers from path to path.
class PathKeys {
public:
    explicit PathKeys(std::size_t keys) : place_(keys, nowhere) {}

    // Without a branch: whether a key is new cannot be predicted.
    void read(std::span<const Key> path) {
        distinct_.resize(path.size() + 1);
        of_touch_.resize(path.size());
        std::uint32_t found = 0;
        for (std::size_t touch = 0; touch < path.size(); ++touch) {
            const Key key = path[touch];
            const std::uint32_t known = place_.data()[key];
            const std::uint32_t place = std::min(known, found);
            place_.data()[key] = place;
            of_touch_.data()[touch] = place;
            distinct_.data()[found] = key;
            found += known == nowhere ? 1 : 0;
        }
        distinct_.resize(found);
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

// A model on its way through the paths. `strengths` is empty for models that weigh touches.
struct Course {
    const Model* model = nullptr;
    Learned learned = {};
    std::vector<std::uint64_t> strengths = {};
    std::vector<std::int64_t> of_touches = {};
};

// What the keys get by one model.
struct Sums {
    std::vector<std::int64_t> credit;
    std::vector<std::int64_t> parts;

    explicit Sums(std::size_t keys) : credit(keys), parts(keys) {}

    void add(const Sums& more) {
        for (std::size_t key = 0; key < credit.size(); ++key) {
            credit[key] += more.credit[key];
            parts[key] += more.parts[key];
        }
    }
};

// Shares out path after path by all models. One for each thread.
class Sharing {
public:
    Sharing(const Journeys& journeys,
            const Terms& terms,
            std::vector<Course>& courses,
            bool of_touches)
        : journeys_(&journeys),
          terms_(&terms),
          courses_(&courses),
          of_touches_(of_touches),
          keys_(journeys.keys.size()),
          sums_(courses.size(), Sums(journeys.keys.size())) {}

    void share(std::size_t path, std::int64_t amount) {
        const Path touches = journeys_->converting[path];
        keys_.read(touches.key);
        shares_.resize(keys_.distinct().size());
        for (std::size_t each = 0; each < courses_->size(); ++each) {
            Course& course = (*courses_)[each];
            if (course.model->pick != nullptr) {
                give_to_one(each, path, amount);
                continue;
            }
            weigh(course, touches);
            if (course.strengths.empty()) {
                apportioning_.divide(parts_of_conversion, key_weights_, shares_);
                add_to(sums_[each].parts);
            }
            apportioning_.divide(amount, key_weights_, shares_);
            add_to(sums_[each].credit);
            if (of_touches_) {
                share_among_touches(journeys_->converting.begin[path], course.of_touches);
            }
        }
    }

    [[nodiscard]] const std::vector<Sums>& sums() const { return sums_; }

    void add(const Sharing& more) {
        for (std::size_t each = 0; each < sums_.size(); ++each) {
            sums_[each].add(more.sums_[each]);
        }
    }

private:
    void give_to_one(std::size_t each, std::size_t path, std::int64_t amount) {
        Course& course = (*courses_)[each];
        const Path touches = journeys_->converting[path];
        const std::size_t touch = course.model->pick(touches);
        sums_[each].credit[touches.key[touch]] += amount;
        sums_[each].parts[touches.key[touch]] += parts_of_conversion;
        if (of_touches_) {
            course.of_touches[journeys_->converting.begin[path] + touch] = amount;
        }
    }

    void weigh(const Course& course, const Path& path) {
        key_weights_.assign(keys_.distinct().size(), 0);
        if (course.strengths.empty()) {
            touch_weights_.resize(path.key.size());
            course.model->weigh(path, *terms_, touch_weights_);
            std::uint64_t* const weights = key_weights_.data();
            const std::uint32_t* const place = keys_.of_touch().data();
            for (std::size_t touch = 0; touch < path.key.size(); ++touch) {
                weights[place[touch]] += touch_weights_[touch];
            }
            return;
        }
        touch_weights_.assign(path.key.size(), 1);
        for (std::size_t place = 0; place < key_weights_.size(); ++place) {
            key_weights_[place] = course.strengths[keys_.distinct()[place]];
        }
    }

    void add_to(std::vector<std::int64_t>& sums) const {
        for (std::size_t place = 0; place < shares_.size(); ++place) {
            sums[keys_.distinct()[place]] += shares_[place];
        }
    }

    // The touches of each key one after another, in event order.
    void share_among_touches(std::uint32_t begin, std::vector<std::int64_t>& of_touches) {
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
                of_touches[begin + by_key_[first++]] = share;
            }
        }
    }

    const Journeys* journeys_;
    const Terms* terms_;
    std::vector<Course>* courses_;  // of a path that is shared, nobody else writes the touches
    bool of_touches_;
    PathKeys keys_;
    Apportioning apportioning_;
    std::vector<Sums> sums_;  // by course
    std::vector<std::uint64_t> touch_weights_;
    std::vector<std::uint64_t> key_weights_;
    std::vector<std::int64_t> shares_;
    std::vector<std::uint32_t> by_key_;
    std::vector<std::uint64_t> of_key_;
    std::vector<std::int64_t> touch_shares_;
};

Result<Learned> learn(const Journeys& journeys,
                      const Model& model,
                      const Terms& terms,
                      unsigned threads) {
    if (model.learn == nullptr || journeys.converting.key.empty()) {
        return Learned{};
    }
    return model.learn({.converting = journeys.converting,
                        .others = journeys.others,
                        .keys = journeys.keys.size(),
                        .threads = threads},
                       terms);
}

std::vector<CreditRow> rows_of(const Journeys& journeys,
                               const std::vector<std::uint8_t>& touched,
                               const Learned& learned,
                               const Sums& sums) {
    std::vector<CreditRow> rows;
    for (Key key = 0; key < journeys.keys.size(); ++key) {
        // Some matter on the way to success though no converting path has them.
        if (touched[key] == 0 && sums.parts[key] == 0) {
            continue;
        }
        CreditRow row{.key = journeys.keys[key],
                      .credit_minor = sums.credit[key],
                      .conversion_parts = sums.parts[key]};
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

// What does not depend on the model.
Credit totals(const Journeys& journeys, std::span<const std::int64_t> amounts_minor) {
    Credit credit{.endings = static_cast<std::int64_t>(journeys.converting.size())};
    for (std::size_t path = 0; path < journeys.converting.size(); ++path) {
        credit.total_minor += amounts_minor[path];
        if (journeys.converting.length(path) == 0) {
            credit.unattributed_minor += amounts_minor[path];
            ++credit.unattributed_endings;
        }
    }
    return credit;
}

std::vector<Sums> share(const Journeys& journeys,
                        std::span<const std::int64_t> amounts_minor,
                        const Terms& terms,
                        std::vector<Course>& courses,
                        const Crediting& crediting) {
    const std::size_t paths = journeys.converting.size();
    const auto runs = (paths + paths_at_once - 1) / paths_at_once;
    const auto threads = std::clamp<std::size_t>(runs, 1, std::max(crediting.threads, 1U));
    std::vector<Sharing> sharing(threads, Sharing(journeys, terms, courses, crediting.of_touches));
    in_parallel(runs, static_cast<unsigned>(threads), [&](unsigned thread, std::size_t run) {
        const auto begin = run * paths_at_once;
        for (auto path = begin; path < std::min(begin + paths_at_once, paths); ++path) {
            if (journeys.converting.length(path) > 0) {
                sharing[thread].share(path, amounts_minor[path]);
            }
        }
    });
    for (std::size_t thread = 1; thread < threads; ++thread) {
        sharing.front().add(sharing[thread]);
    }
    return sharing.front().sums();
}

std::vector<std::uint8_t> touched_keys(const Journeys& journeys) {
    std::vector<std::uint8_t> touched(journeys.keys.size());
    for (const Key key : journeys.converting.key) {
        touched[key] = 1;
    }
    return touched;
}

}  // namespace

std::vector<Result<Credit>> credits(const Journeys& journeys,
                                    std::span<const std::int64_t> amounts_minor,
                                    std::span<const Model> models,
                                    const Terms& terms,
                                    const Crediting& crediting) {
    std::vector<Course> courses;
    std::vector<std::optional<Error>> refused(models.size());
    for (std::size_t each = 0; each < models.size(); ++each) {
        auto learned = learn(journeys, models[each], terms, std::max(crediting.threads, 1U));
        if (!learned) {
            refused[each] = learned.error();
            continue;
        }
        Course& course = courses.emplace_back();
        course.model = &models[each];
        course.learned = *std::move(learned);
        course.strengths.resize(course.learned.strength.size());
        to_weights(course.learned.strength, course.strengths);
        course.of_touches.resize(crediting.of_touches ? journeys.converting.key.size() : 0);
    }
    auto sums = share(journeys, amounts_minor, terms, courses, crediting);
    const auto touched = touched_keys(journeys);
    const Credit total = totals(journeys, amounts_minor);
    std::vector<Result<Credit>> answers;
    std::size_t next = 0;
    for (std::size_t each = 0; each < models.size(); ++each) {
        if (refused[each]) {
            answers.emplace_back(std::unexpected(*refused[each]));
            continue;
        }
        Course& course = courses[next];
        Sums& own = sums[next++];
        if (!course.strengths.empty()) {
            const std::int64_t credited = total.endings - total.unattributed_endings;
            Apportioning().divide(credited * parts_of_conversion, course.strengths, own.parts);
        }
        Credit answer = total;
        answer.exact = course.learned.exact;
        answer.rows = rows_of(journeys, touched, course.learned, own);
        answer.of_touches = std::move(course.of_touches);
        answers.emplace_back(std::move(answer));
    }
    return answers;
}

Result<Credit> credit(const Journeys& journeys,
                      std::span<const std::int64_t> amounts_minor,
                      const Model& model,
                      const Terms& terms,
                      const Crediting& crediting) {
    return std::move(credits(journeys, amounts_minor, {&model, 1}, terms, crediting).front());
}

}  // namespace baton::attribution
