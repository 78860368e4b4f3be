#include "engine/alongside.hpp"

#include <utility>

namespace baton::engine {

namespace {

thread_local Alongside* innermost = nullptr;

}  // namespace

Alongside::Alongside(std::function<Done(store::Writing&)> write)
    : write_(std::move(write)), outer_(std::exchange(innermost, this)) {}

Alongside::~Alongside() {
    innermost = outer_;
}

Alongside* Alongside::current() {
    return innermost;
}

}  // namespace baton::engine
