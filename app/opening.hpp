#pragma once

#include <memory>

#include "app/verbs.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"

namespace baton::app {

// The workspace of `--data`, to read beside whoever else has it. Fails when there is none.
[[nodiscard]] Result<std::unique_ptr<engine::Workspace>> open_to_read(const Common& common,
                                                                      unsigned threads = 2);

// The same, made again of the whole ledger and of nothing else: for verbs that prove something.
[[nodiscard]] Result<std::unique_ptr<engine::Workspace>> open_to_replay(const Common& common,
                                                                        unsigned threads = 2);

// The same to write, made when there is none. Refused when a server holds it; says where that is.
[[nodiscard]] Result<std::unique_ptr<engine::Workspace>> open_to_write(const Common& common);

// The first line of standard input: a password.
[[nodiscard]] std::string read_line(Streams& streams);

}  // namespace baton::app
