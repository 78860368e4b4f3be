#pragma once

#include <filesystem>
#include <functional>

#include "engine/accounts.hpp"
#include "engine/workspace.hpp"

namespace baton::app {

// Where a writing verb writes: a workspace that the program opened for it, or that of the server
// which runs the verb for somebody else.
struct Place {
    engine::Workspace& workspace;
    engine::Accounts& accounts;
    // Where whoever asks stands: relative names of files begin there.
    std::filesystem::path directory = {};
    // False when the server is to end: long work stops after the part it is at.
    std::function<bool()> may_go_on = {};

    // A path that is absolute stays what it is.
    [[nodiscard]] std::filesystem::path find(const std::filesystem::path& named) const {
        return directory / named;
    }
};

}  // namespace baton::app
