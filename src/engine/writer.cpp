#include "engine/writer.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <iterator>
#include <utility>

#include "engine/contact_names.hpp"
#include "engine/keeping.hpp"
#include "engine/messages.hpp"
#include "engine/noticing.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t group_max = 512;
// While nobody else writes, several bulk commands share a commit.
constexpr std::size_t bulk_group_max = 4;
constexpr std::int64_t quiet_micros = 5 * second_micros;
constexpr std::int64_t rest_micros_max = second_micros;

}  // namespace

Workspace::Writer::Writer(Workspace& workspace)
    : workspace_(workspace),
      keeper_(workspace.database()),
      ids_(workspace.database(), keeper_),
      sequences_(
          [this](Sequences::Kind kind, std::int64_t count) { return ids_.take(kind, count); }),
      thread_([this] { run(); }) {}

Workspace::Writer::~Writer() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
    keeper_.wait();
}

void Workspace::Writer::submit(Work work, Urgency urgency) {
    {
        const std::scoped_lock lock(mutex_);
        auto& queue = urgency == Urgency::interactive ? interactive_ : bulk_;
        work.is_bulk = urgency == Urgency::bulk && !work.prepare;
        queue.push_back(std::move(work));
    }
    changed_.notify_one();
}

void Workspace::Writer::submit_outside(Outside outside) {
    {
        const std::scoped_lock lock(mutex_);
        outside_.push_back(std::move(outside));
    }
    changed_.notify_one();
}

void Workspace::Writer::write_outside() {
    std::vector<Outside> waiting;
    {
        const std::scoped_lock lock(mutex_);
        waiting = std::exchange(outside_, {});
    }
    if (!waiting.empty()) {
        keeper_.wait();
    }
    for (Outside& each : waiting) {
        Done done = broken_ ? Done(fail(Failure::broken, "the database failed before"))
                            : workspace_.database_->write(each.write);
        if (!done && done.error().failure == Failure::broken && !broken_) {
            break_down(done.error());
        }
        each.answered(std::move(done));
    }
}

void Workspace::Writer::drain() {
    for (const Urgency urgency : {Urgency::bulk, Urgency::interactive}) {
        std::promise<void> done;
        submit({.command = [](Desk& /*desk*/) -> Result<Receipt> { return Receipt{}; },
                .answered = [&](const Result<Receipt>& /*receipt*/) { done.set_value(); },
                .prepare = {}},
               urgency);
        done.get_future().wait();
    }
}

void Workspace::Writer::take_waiting(std::deque<Work>& from,
                                     std::size_t most,
                                     std::vector<Work>& into) {
    for (std::size_t taken = 0; taken < most && !from.empty(); ++taken) {
        into.push_back(std::move(from.front()));
        from.pop_front();
    }
}

std::vector<Workspace::Writer::Work> Workspace::Writer::wait_for_work() {
    std::unique_lock lock(mutex_);
    const std::int64_t now = workspace_.clock_->now().micros;
    const std::int64_t due = next_due().micros;
    // Either may be at the end of time.
    const std::int64_t rest = due <= now                    ? 0
                              : due > now + rest_micros_max ? rest_micros_max
                                                            : due - now;
    changed_.wait_for(lock, std::chrono::microseconds(rest), [this] {
        return stopping_ || !interactive_.empty() || !bulk_.empty() || !outside_.empty();
    });
    std::vector<Work> group;
    take_waiting(interactive_, group_max, group);
    const Instant come = workspace_.clock_->now();
    if (!group.empty()) {
        people_came_ = come;
    } else {
        const bool quiet = plus(people_came_, quiet_micros) <= come;
        take_waiting(bulk_, quiet ? bulk_group_max : 1, group);
    }
    return group;
}

// The next batch of contacts waits in the bulk queue, behind what people do. When the program ends
// it goes on at the next start.
void Workspace::Writer::go_on_fanning_out() {
    fanning_out_ = workspace_.live_->fanning_out();
    const std::scoped_lock lock(mutex_);
    if (!fanning_out_ || fan_out_queued_ || stopping_) {
        return;
    }
    fan_out_queued_ = true;
    bulk_.push_back({.command = [this](Desk& desk) -> Result<Receipt> {
                         const Instant now =
                             std::max(desk.now(), workspace_.memory_->last_received);
                         workspace_.live_->fan_out(desk, now);
                         return Receipt{};
                     },
                     .answered =
                         [this](const Result<Receipt>& /*receipt*/) {
                             const std::scoped_lock answered(mutex_);
                             fan_out_queued_ = false;
                         },
                     .prepare = {}});
}

// A reader that holds the log does not keep the answer back: its turn comes again.
Done Workspace::Writer::finish_erasure(std::vector<std::string> texts) {
    keeper_.wait();
    texts.insert(texts.end(), texts_left_.begin(), texts_left_.end());
    texts_left_ = std::move(texts);
    if (TRY(workspace_.database_->finish_erasure(texts_left_))) {
        texts_left_.clear();
    }
    return {};
}

Instant Workspace::Writer::next_due() const {
    return workspace_.live_->paused()
               ? workspace_.live_->next_due()
               : std::min(workspace_.live_->next_due(), reminders_.next_due());
}

void Workspace::Writer::remind(Desk& desk) {
    reminders_.note(desk.timeline(), desk.batch());
    if (!workspace_.live_->paused()) {
        reminders_.fire(desk, std::max(desk.now(), workspace_.memory_->last_received));
    }
}

void Workspace::Writer::run() {
    reminders_.load(workspace_.memory_->timeline);
    go_on_fanning_out();
    while (true) {
        std::vector<Work> group = wait_for_work();
        write_outside();
        const bool due = next_due() <= workspace_.clock_->now();
        if (!group.empty() || (due && !broken_)) {
            work_on(std::move(group));
            continue;
        }
        if (const Done done = broken_ ? Done() : finish_erasure({}); !done) {
            break_down(done.error());
        }
        const std::scoped_lock lock(mutex_);
        if (stopping_ && interactive_.empty() && bulk_.empty() && outside_.empty()) {
            return;
        }
    }
}

// Outside the lock, so that others read on; what was committed is all there.
void Workspace::Writer::prepare(std::vector<Work>& group) {
    for (Work& work : group) {
        if (!work.prepare) {
            continue;
        }
        keeper_.wait();
        const Done ready = work.prepare();
        if (!ready) {
            work.command = [error = ready.error()](Desk& /*desk*/) -> Result<Receipt> {
                return std::unexpected(error);
            };
        }
    }
}

void Workspace::Writer::work_on(std::vector<Work> group) {
    if (broken_) {
        for (Work& work : group) {
            work.answered(
                fail(Failure::broken, "the database failed; Baton has to be started again"));
        }
        return;
    }
    prepare(group);
    const bool is_bulk = !group.empty() && std::ranges::all_of(group, &Work::is_bulk);
    std::vector<Answer> answers;
    Group done = apply(group, answers);
    if (is_bulk) {
        keep_beside(std::move(done), std::move(answers));
    } else {
        keep_now(done, std::move(answers));
    }
    go_on_fanning_out();
}

Group Workspace::Writer::apply(std::vector<Work>& group, std::vector<Answer>& answers) {
    Group done;
    Instant now;
    {
        const std::unique_lock lock(workspace_.gate_);
        Desk desk(*workspace_.memory_, sequences_, *workspace_.clock_, done.batch);
        const std::uint64_t readings = workspace_.readings_;
        workspace_.live_->fire(desk, desk.now());
        for (Work& work : group) {
            Result<Receipt> receipt = work.command(desk);
            workspace_.live_->settle(desk, std::max(desk.now(), workspace_.memory_->last_received));
            answers.push_back(
                {.answered = std::move(work.answered), .receipt = std::move(receipt)});
        }
        remind(desk);
        now = workspace_.live_->fire(desk, std::max(desk.now(), workspace_.memory_->last_received));
        const ledger::Timeline& timeline = workspace_.memory_->timeline;
        if (readings != workspace_.readings_) {
            workspace_.name_everybody();
        } else {
            for (const ContactId id : done.batch.contacts) {
                workspace_.names_->update(timeline, timeline.slot_of(*timeline.find(id)));
            }
            workspace_.notes_.note(timeline, done.batch.records);
        }
    }
    announce(workspace_.memory_->timeline, workspace_.outbound_, done.batch);
    give_notice({workspace_.memory_->timeline,
                 workspace_.memory_->directory,
                 *workspace_.live_,
                 *workspace_.names_,
                 workspace_.notes_,
                 workspace_.readings_},
                done.batch,
                workspace_.clock_->now());
    ids_.go_with(done.batch);
    done.rows = changed_rows(*workspace_.memory_, *workspace_.live_, done.batch);
    done.evaluated = {.until = now, .paused = workspace_.live_->paused()};
    return done;
}

void Workspace::Writer::keep_now(const Group& group, std::vector<Answer> answers) {
    keeper_.wait();
    Done done = broken_ ? Done(fail(Failure::broken, "the database failed before"))
                        : keep(*workspace_.database_, group.batch, group.rows, group.evaluated);
    if (done && group.batch.erased) {
        done = finish_erasure(*group.batch.erased);
        workspace_.taker_->forget();
    }
    answer(answers, group.batch, done);
}

void Workspace::Writer::keep_beside(Group group, std::vector<Answer> answers) {
    keeper_.keep(
        std::move(group),
        [this, answers = std::move(answers)](const Batch& batch, const Done& done) mutable {
            answer(answers, batch, done);
        });
}

void Workspace::Writer::answer(std::vector<Answer>& answers, const Batch& batch, const Done& done) {
    if (!done && !broken_) {
        break_down(done.error());
    }
    if (done) {
        workspace_.taker_->add(std::ssize(batch.events));
    }
    for (Answer& answer : answers) {
        answer.answered(done ? std::move(answer.receipt) : std::unexpected(done.error()));
    }
    if (done && workspace_.options_.on_change && !batch.topics.empty()) {
        workspace_.options_.on_change(batch.topics);
    }
    if (done && !batch.outgoing.empty()) {
        workspace_.outbound_.wake();
    }
}

void Workspace::Writer::break_down(const Error& error) {
    broken_ = true;
    if (workspace_.options_.on_broken) {
        workspace_.options_.on_broken(error);
    }
}

}  // namespace baton::engine
