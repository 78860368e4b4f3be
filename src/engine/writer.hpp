#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/id_reserve.hpp"
#include "engine/keeper.hpp"
#include "engine/task_reminders.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// The one thread that changes a workspace. It takes what is waiting as one group, runs each
// command, lets the lifecycle settle after each, commits the group once, and then gives all
// answers. A group of bulk work is committed beside the next one. Between groups it lets time pass:
// timers that are due fire in groups of their own.
class Workspace::Writer {
public:
    explicit Writer(Workspace& workspace);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // A write that the ledger does not know.
    struct Outside {
        std::function<Done(store::Writing&)> write;
        std::move_only_function<void(Done)> answered;
    };

    struct Work {
        Command command;
        Answered answered;
        Preparation prepare;   // may be empty
        bool is_bulk = false;  // its answer may come while the next group is worked on
    };

    void submit(Work work, Urgency urgency);
    void submit_outside(Outside outside);
    void drain();

    [[nodiscard]] bool broken() const { return broken_; }

    // Changes of companies are still on their way to contacts.
    [[nodiscard]] bool fanning_out() const { return fanning_out_ && !broken_; }

private:
    struct Answer {
        Answered answered;
        Result<Receipt> receipt;
    };

    void run();
    [[nodiscard]] std::vector<Work> wait_for_work();
    void take_waiting(std::deque<Work>& from, std::size_t most, std::vector<Work>& into);
    void prepare(std::vector<Work>& group);
    void work_on(std::vector<Work> group);
    [[nodiscard]] Group apply(std::vector<Work>& group, std::vector<Answer>& answers);
    void keep_now(const Group& group, std::vector<Answer> answers);
    void keep_beside(Group group, std::vector<Answer> answers);
    void answer(std::vector<Answer>& answers, const Batch& batch, const Done& done);
    void write_outside();
    void go_on_fanning_out();
    [[nodiscard]] Instant next_due() const;
    void remind(Desk& desk);
    [[nodiscard]] Done finish_erasure(std::vector<std::string> texts);
    void break_down(const Error& error);

    Workspace& workspace_;
    Keeper keeper_;
    IdReserve ids_;
    Sequences sequences_;
    Reminders reminders_;                        // the writer's thread
    Instant people_came_ = Instant::earliest();  // the last interactive command

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> interactive_;  // guarded by mutex_
    std::deque<Work> bulk_;         // guarded by mutex_
    std::vector<Outside> outside_;  // guarded by mutex_
    bool stopping_ = false;         // guarded by mutex_

    bool fan_out_queued_ = false;  // guarded by mutex_

    // Of erasures that a reader kept from being finished. The writer's thread.
    std::vector<std::string> texts_left_;

    std::atomic<bool> broken_ = false;
    std::atomic<bool> fanning_out_ = false;
    std::thread thread_;
};

}  // namespace baton::engine
