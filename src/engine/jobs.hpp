#pragma once

#include <algorithm>
#include <atomic>
#include <boost/describe/enum.hpp>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "backtest/backtest.hpp"
#include "base/mutex.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

enum class JobState : std::uint8_t { running, done, cancelled };

BOOST_DESCRIBE_ENUM(JobState, running, done, cancelled)

// Questions to history that are answered in the background, one thread each, and followed by their
// number. In memory: they end with the program. A few run at a time, and the last ones are kept.
// Safe from any thread. A Job has: id, by, state, contacts_done, contacts, report (optional).
template <typename Job, typename Question>
class Jobs {
public:
    using Report = decltype(Job::report)::value_type;
    // Answers a question, telling how far it is; an error when it was told to stop.
    using Answer = std::function<Result<Report>(const Question&, const backtest::Progress&)>;

    static constexpr std::size_t running_max = 2;
    static constexpr std::size_t kept_max = 20;

    // `one` is what people call a job: "backtest"; its topics are "backtests:7". The workspace and
    // what `answer` refers to outlive it.
    Jobs(Workspace& workspace, std::string one, Answer answer)
        : workspace_(workspace), one_(std::move(one)), answer_(std::move(answer)) {}

    ~Jobs();  // stops what runs
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    // busy when too many run.
    [[nodiscard]] Result<Job> start(Question question, const std::string& by);
    [[nodiscard]] std::vector<Job> list();  // newest first, without their reports
    [[nodiscard]] Result<Job> get(const std::string& id);
    // Stops it when it runs, else forgets it.
    [[nodiscard]] Done drop(const std::string& id);

    // What `visit(job, question)` makes of it, which must not keep the references.
    template <typename Visit>
    auto look(const std::string& id, Visit visit)
        -> std::invoke_result_t<Visit, const Job&, const std::shared_ptr<const Question>&> {
        const Lock lock(mutex_);
        const Entry* entry = TRY(find(id));
        return visit(entry->job, entry->question);
    }

private:
    static constexpr std::size_t steps_told = 50;

    struct Entry {
        Job job = {};
        std::shared_ptr<const Question> question;
        std::atomic<bool> stop = false;
        std::thread worker;
    };

    static std::int64_t number_of(const std::string& id) {
        std::int64_t number = 0;
        std::from_chars(id.data(), id.data() + id.size(), number);
        return number;
    }

    [[nodiscard]] Result<Entry*> find(const std::string& id) REQUIRES(mutex_);
    void forget_old() REQUIRES(mutex_);
    [[nodiscard]] bool full() const REQUIRES(mutex_);
    void work(Entry& entry);
    bool note(Entry& entry, std::size_t done, std::size_t total);

    void tell(const std::string& id) const { workspace_.tell({one_ + "s:" + id}); }

    Workspace& workspace_;
    std::string one_;
    Answer answer_;
    Mutex mutex_;
    std::map<std::int64_t, std::unique_ptr<Entry>> entries_ GUARDED_BY(mutex_);
    std::int64_t next_id_ GUARDED_BY(mutex_) = 1;
};

template <typename Job, typename Question>
Jobs<Job, Question>::~Jobs() {
    std::vector<std::thread> workers;
    {
        const Lock lock(mutex_);
        for (auto& [id, entry] : entries_) {
            entry->stop = true;
            workers.push_back(std::move(entry->worker));
        }
    }
    for (std::thread& worker : workers) {
        if (worker.joinable()) {
            worker.join();
        }
    }
}

template <typename Job, typename Question>
auto Jobs<Job, Question>::find(const std::string& id) -> Result<Entry*> {
    const auto found = entries_.find(number_of(id));
    if (found == entries_.end()) {
        return fail(Failure::not_found, fmt::format("there is no {} {}", one_, id));
    }
    return found->second.get();
}

// What runs is never forgotten, and its worker has ended when it does not.
template <typename Job, typename Question>
void Jobs<Job, Question>::forget_old() {
    for (auto each = entries_.begin(); each != entries_.end() && entries_.size() > kept_max;) {
        const bool runs = each->second->job.state == JobState::running;
        if (!runs && each->second->worker.joinable()) {
            each->second->worker.join();
        }
        each = runs ? std::next(each) : entries_.erase(each);
    }
}

template <typename Job, typename Question>
bool Jobs<Job, Question>::full() const {
    const auto running = std::ranges::count_if(
        entries_, [](const auto& each) { return each.second->job.state == JobState::running; });
    return running >= static_cast<std::ptrdiff_t>(running_max);
}

template <typename Job, typename Question>
Result<Job> Jobs<Job, Question>::start(Question question, const std::string& by) {
    const Lock lock(mutex_);
    if (full()) {
        return fail(Failure::busy,
                    fmt::format("other {}s are still running; try again when they are done", one_));
    }
    forget_old();
    const std::int64_t id = next_id_++;
    auto entry = std::make_unique<Entry>();
    entry->job.id = std::to_string(id);
    entry->job.by = by;
    entry->question = std::make_shared<const Question>(std::move(question));
    Entry& kept = *entry;
    entries_[id] = std::move(entry);
    kept.worker = std::thread([this, &kept] { work(kept); });
    return kept.job;
}

// Pages hear of every fiftieth of the way.
template <typename Job, typename Question>
bool Jobs<Job, Question>::note(Entry& entry, std::size_t done, std::size_t total) {
    std::string id;
    bool tells = false;
    {
        const Lock lock(mutex_);
        const std::size_t step = total / steps_told + 1;
        tells = done / step != entry.job.contacts_done / step;
        entry.job.contacts_done = done;
        entry.job.contacts = total;
        id = entry.job.id;
    }
    if (tells) {
        tell(id);
    }
    return !entry.stop;
}

template <typename Job, typename Question>
void Jobs<Job, Question>::work(Entry& entry) {
    auto report = answer_(*entry.question, [&](std::size_t done, std::size_t total) {
        return note(entry, done, total);
    });
    std::string id;
    {
        const Lock lock(mutex_);
        entry.job.state = report && !entry.stop ? JobState::done : JobState::cancelled;
        if (entry.job.state == JobState::done) {
            entry.job.report = *std::move(report);
        }
        id = entry.job.id;
    }
    tell(id);
}

template <typename Job, typename Question>
std::vector<Job> Jobs<Job, Question>::list() {
    const Lock lock(mutex_);
    std::vector<Job> jobs;
    for (const auto& [id, entry] : entries_) {
        jobs.push_back({.id = entry->job.id,
                        .by = entry->job.by,
                        .state = entry->job.state,
                        .contacts_done = entry->job.contacts_done,
                        .contacts = entry->job.contacts,
                        .report = {}});
    }
    std::ranges::reverse(jobs);
    return jobs;
}

template <typename Job, typename Question>
Result<Job> Jobs<Job, Question>::get(const std::string& id) {
    const Lock lock(mutex_);
    const Entry* entry = TRY(find(id));
    return entry->job;
}

template <typename Job, typename Question>
Done Jobs<Job, Question>::drop(const std::string& id) {
    const Lock lock(mutex_);
    Entry* entry = TRY(find(id));
    if (entry->job.state == JobState::running) {
        entry->stop = true;
        return {};
    }
    if (entry->worker.joinable()) {
        entry->worker.join();
    }
    entries_.erase(number_of(id));
    return {};
}

}  // namespace baton::engine
