#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace baton {

// How many threads a question may take that people wait for.
[[nodiscard]] inline unsigned question_threads() {
    constexpr unsigned most = 4;
    return std::clamp(std::thread::hardware_concurrency(), 1U, most);
}

// Calls work(thread, number) once for each number below `count`, on so many threads, of which this
// is number 0; whoever is free takes the next number. `work` must not throw.
template <typename Work>
void in_parallel(std::size_t count, unsigned threads, const Work& work) {
    std::atomic<std::size_t> next = 0;
    const auto take = [&](unsigned thread) {
        for (auto number = next.fetch_add(1); number < count; number = next.fetch_add(1))
            work(thread, number);
    };
    std::vector<std::jthread> others;
    for (unsigned thread = 1; thread < std::min<std::size_t>(threads, count); ++thread)
        others.emplace_back(take, thread);
    take(0);
}

}  // namespace baton
