#pragma once

#include <functional>

#include "base/result.hpp"

namespace baton::store {
struct Writing;
}  // namespace baton::store

namespace baton::engine {

// While it lives, what its thread runs as commands (`Workspace::run`) is committed together with
// `write`, in the same transaction, as often as a command succeeds: so `write` may be repeated, and
// must not fail where it can help it. Lives on one thread; the inner one counts.
class Alongside {
public:
    explicit Alongside(std::function<Done(store::Writing&)> write);
    ~Alongside();
    Alongside(const Alongside&) = delete;
    Alongside& operator=(const Alongside&) = delete;

    // Whether a command succeeded meanwhile.
    [[nodiscard]] bool written() const { return written_; }

    // That of this thread; null without one.
    [[nodiscard]] static Alongside* current();

    [[nodiscard]] const std::function<Done(store::Writing&)>& write() const { return write_; }

    void note_written() { written_ = true; }

private:
    std::function<Done(store::Writing&)> write_;
    Alongside* outer_;
    bool written_ = false;
};

}  // namespace baton::engine
