#pragma once

#include <string>
#include <string_view>
#include <vector>

// The source tree as the tidy checks see it.
namespace baton::tidy {

struct SourceFile {
    std::string path;  // from the project's root, with forward slashes
    std::vector<std::string> lines;
};

// Every .cpp and .hpp of src, app, tests and bench, and every .ts and .tsx of ui/src.
[[nodiscard]] std::vector<SourceFile> read_tree();

[[nodiscard]] std::vector<std::string> read_lines(const std::string& path);

// "src/http/router.cpp" → "http"; empty outside src.
[[nodiscard]] std::string room_of(std::string_view path);

[[nodiscard]] bool is_cpp(std::string_view path);

}  // namespace baton::tidy
