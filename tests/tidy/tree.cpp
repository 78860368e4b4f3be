#include "tidy/tree.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "places.hpp"

namespace baton::tidy {

namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& path) {
    constexpr std::array<std::string_view, 4> endings{".cpp", ".hpp", ".ts", ".tsx"};
    return std::ranges::find(endings, path.extension().string()) != endings.end();
}

void read_folder(const fs::path& root, std::string_view folder, std::vector<SourceFile>& files) {
    if (!fs::exists(root / folder)) {
        return;
    }
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (entry.is_regular_file() && is_source(entry.path())) {
            files.push_back({.path = fs::relative(entry.path(), root).generic_string(),
                             .lines = read_lines(entry.path().string())});
        }
    }
}

}  // namespace

std::vector<std::string> read_lines(const std::string& path) {
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<SourceFile> read_tree() {
    std::vector<SourceFile> files;
    for (const std::string_view folder : {"src", "app", "tests", "bench", "ui/src"}) {
        read_folder(source_dir(), folder, files);
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::string room_of(std::string_view path) {
    constexpr std::string_view root = "src/";
    if (!path.starts_with(root)) {
        return {};
    }
    path.remove_prefix(root.size());
    return std::string(path.substr(0, path.find('/')));
}

bool is_cpp(std::string_view path) {
    return path.ends_with(".cpp") || path.ends_with(".hpp");
}

}  // namespace baton::tidy
