#include "engine/keeper.hpp"

#include <utility>

namespace baton::engine {

Keeper::Keeper(store::Database& database) : database_(database), thread_([this] { run(); }) {}

Keeper::~Keeper() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Keeper::keep(Group group, Kept kept) {
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !job_; });
        job_.emplace(Job{.group = std::move(group), .kept = std::move(kept)});
    }
    changed_.notify_all();
}

void Keeper::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !job_; });
}

void Keeper::run() {
    while (true) {
        Job* job = nullptr;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return job_ || stopping_; });
            if (!job_) {
                return;
            }
            job = &*job_;
        }
        const auto& [batch, rows, evaluated] = job->group;
        const Done done =
            failure_ ? std::unexpected(*failure_) : engine::keep(database_, batch, rows, evaluated);
        if (!done) {
            failure_ = done.error();
        }
        job->kept(batch, done);
        std::optional<Job> ended;
        {
            const std::scoped_lock lock(mutex_);
            ended.swap(job_);
        }
        changed_.notify_all();
    }
}

}  // namespace baton::engine
