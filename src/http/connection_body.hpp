#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "base/result.hpp"
#include "http/request.hpp"

namespace baton::http {

// Where the bytes of a body go: into the request, or into a file of its own in `folder` when it is
// an upload. REQUIRES: the request outlives it.
class BodySink {
public:
    BodySink(Request& request, const std::filesystem::path& folder, bool upload);

    Done write(std::string_view bytes);
    Done close();

    [[nodiscard]] std::uint64_t written() const { return written_; }

private:
    Request& request_;
    std::ofstream file_;
    std::uint64_t written_ = 0;
};

}  // namespace baton::http
