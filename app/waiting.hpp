#pragma once

#include <cstddef>
#include <fmt/core.h>
#include <ostream>

#include "base/clock.hpp"
#include "base/instant.hpp"
#include "engine/workspace.hpp"

namespace baton::app {

// Says how far it is, once a second has passed.
class Waiting {
public:
    Waiting(engine::Workspace& workspace, std::ostream& err)
        : clock_(workspace.clock()), began_(clock_.now()), err_(err) {}

    ~Waiting() {
        if (told_ != began_) {
            err_ << '\n';
        }
    }

    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

    void tell(std::size_t done, std::size_t total) {
        const Instant now = clock_.now();
        if (now.micros - told_.micros < second_micros) {
            return;
        }
        told_ = now;
        err_ << fmt::format("\rbaton: {} of {} contacts", done, total) << std::flush;
    }

private:
    Clock& clock_;
    Instant began_;
    std::ostream& err_;
    Instant told_ = began_;
};

}  // namespace baton::app
