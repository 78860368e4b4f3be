#include "matching/pairs.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "matching/blocking.hpp"
#include "matching/compare.hpp"
#include "matching/field.hpp"
#include "matching/roll.hpp"
#include "matching/scale.hpp"

namespace baton::matching {

namespace {

struct Search {
    const Blocks& blocks;
    const Scale& scale;
    double score_least;
    const std::stop_token& stop;

    void in(const Share& share, std::vector<Pair>& found) const {
        blocks.each_pair(share, [&](Row left, Row right) {
            const double score = scale.judge(left, right).score;
            if (score >= score_least)
                found.push_back({.left = left, .right = right, .score = score});
            return !stop.stop_requested();
        });
    }
};

// Which texts of a column are close to one text, by code.
std::vector<bool> close_texts(const Column& column, Field field, const std::string& text) {
    std::vector<bool> close(column.texts());
    for (Code code = 1; code < close.size() && !text.empty(); ++code) {
        const Level level = compare(field, text, column.text(code));
        close[code] = level == Level::same || level == Level::near || level == Level::alike;
    }
    return close;
}

}  // namespace

std::vector<Likeness> find_like(const Roll& roll,
                                const Scale& scale,
                                const Card& card,
                                double score_least) {
    const Card plain = plain_form(card);
    std::array<std::vector<bool>, fields> close;
    for (const Field field : {Field::email, Field::phone, Field::surname, Field::given_name}) {
        close[index(field)] = close_texts(roll.column(field), field, plain[field]);
    }
    std::vector<Likeness> found;
    for (Row row = 0; row < roll.size(); ++row) {
        const auto is_close = [&](Field field) {
            return close[index(field)][roll.code(field, row)];
        };
        const bool meets = is_close(Field::email) || is_close(Field::phone) ||
                           (is_close(Field::surname) && is_close(Field::given_name));
        if (!meets) continue;
        const double score = scale.judge(plain, row).score;
        if (score >= score_least) found.push_back({.row = row, .score = score});
    }
    std::ranges::stable_sort(found, std::greater<>(), &Likeness::score);
    return found;
}

std::vector<Pair> find_pairs(const Roll& roll,
                             const Scale& scale,
                             unsigned threads,
                             double score_least,
                             const std::stop_token& stop) {
    const Blocks blocks(roll);
    const Search search{.blocks = blocks, .scale = scale, .score_least = score_least, .stop = stop};
    threads = std::max(threads, 1U);
    std::vector<std::vector<Pair>> found(threads);
    {
        std::vector<std::jthread> others;
        for (unsigned at = 1; at < threads; ++at) {
            others.emplace_back([&, at] { search.in({.part = at, .of = threads}, found[at]); });
        }
        search.in({.part = 0, .of = threads}, found[0]);
    }
    std::vector<Pair> pairs = std::move(found[0]);
    for (unsigned at = 1; at < threads; ++at)
        pairs.insert(pairs.end(), found[at].begin(), found[at].end());
    std::ranges::sort(pairs, [](const Pair& one, const Pair& other) {
        return std::tuple(-one.score, one.left, one.right) <
               std::tuple(-other.score, other.left, other.right);
    });
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    return pairs;
}

}  // namespace baton::matching
