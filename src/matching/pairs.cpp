#include "matching/pairs.hpp"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <tuple>

#include "matching/blocking.hpp"

namespace baton::matching {

namespace {

void search(const Blocks& blocks,
            const Scale& scale,
            double score_least,
            const Share& share,
            std::vector<Pair>& found) {
    blocks.each_pair(share, [&](Row left, Row right) {
        const double score = scale.judge(left, right).score;
        if (score >= score_least) found.push_back({.left = left, .right = right, .score = score});
    });
}

}  // namespace

std::vector<Pair> find_pairs(const Roll& roll,
                             const Scale& scale,
                             unsigned threads,
                             double score_least) {
    const Blocks blocks(roll);
    threads = std::max(threads, 1U);
    std::vector<std::vector<Pair>> found(threads);
    {
        std::vector<std::jthread> others;
        for (unsigned at = 1; at < threads; ++at) {
            others.emplace_back([&, at] {
                search(blocks, scale, score_least, {.part = at, .of = threads}, found[at]);
            });
        }
        search(blocks, scale, score_least, {.part = 0, .of = threads}, found[0]);
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
