#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "http/application.hpp"

namespace baton::app {

// True when a demo world must be written into the directory. A fresh one ends five minutes ago, so
// an older one is removed, unless it shall be kept; one whose writing was cut short is not kept.
// Refused when the directory holds a workspace that is not a demo.
[[nodiscard]] Result<bool> make_room_for_demo(const std::filesystem::path& directory, bool keep);

// Fills an empty workspace with the demo world, and marks the directory as a whole one.
[[nodiscard]] Done fill_with_demo(engine::Workspace& workspace,
                                  const std::filesystem::path& directory);

// Tells the application who plays a buyer in the demo world, and with which key: a new one each
// time.
[[nodiscard]] Done introduce_buyer(engine::Workspace& workspace,
                                   http::Application::Options& options);

}  // namespace baton::app
