#include "app/local_verbs.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <fmt/core.h>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "base/result.hpp"
#include "http/local_api.hpp"

namespace baton::app {

namespace {

constexpr std::size_t kept_max = 100;

}  // namespace

LocalVerbs::LocalVerbs(Run run) : run_(std::move(run)), thread_([this] { work(); }) {}

LocalVerbs::~LocalVerbs() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

std::int64_t LocalVerbs::begin(http::LocalVerb verb) {
    std::int64_t number = 0;
    {
        const std::scoped_lock lock(mutex_);
        number = ++last_;
        outcomes_[number] = std::nullopt;
        waiting_.emplace_back(number, std::move(verb));
        if (outcomes_.size() > kept_max && outcomes_.begin()->second) {
            outcomes_.erase(outcomes_.begin());
        }
    }
    changed_.notify_one();
    return number;
}

Result<std::optional<http::LocalOutcome>> LocalVerbs::ask(std::int64_t number) const {
    const std::scoped_lock lock(mutex_);
    const auto found = outcomes_.find(number);
    if (found == outcomes_.end()) {
        return fail(Failure::not_found, fmt::format("There is no verb {} here.", number));
    }
    return found->second;
}

http::LocalOutcome LocalVerbs::outcome_of(const http::LocalVerb& verb,
                                          const std::function<bool()>& may_go_on) const {
    try {
        return run_(verb, may_go_on);
    } catch (const std::exception& problem) {  // of the file system: the server goes on
        return {.code = 1, .err = fmt::format("baton: {}\n", problem.what())};
    }
}

void LocalVerbs::work() {
    const auto may_go_on = [this] {
        const std::scoped_lock lock(mutex_);
        return !stopping_;
    };
    while (true) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) {
            return;
        }
        const auto [number, verb] = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        http::LocalOutcome outcome = outcome_of(verb, may_go_on);
        lock.lock();
        outcomes_[number] = std::move(outcome);
    }
}

}  // namespace baton::app
