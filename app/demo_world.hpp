#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "engine/workspace.hpp"
#include "http/application.hpp"

namespace baton::app {

// The demo world always ends five minutes ago, so an older one is removed. Refused when the
// directory holds a workspace that is not a demo.
[[nodiscard]] Done make_room_for_demo(const std::filesystem::path& directory);

// Fills an empty workspace with the demo world and tells the application what it needs of it: the
// key with which the page plays a buyer.
[[nodiscard]] Done fill_with_demo(engine::Workspace& workspace,
                                  http::Application::Options& options);

}  // namespace baton::app
