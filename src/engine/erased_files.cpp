#include "engine/erased_files.hpp"

#include <algorithm>
#include <fstream>
#include <ios>
#include <string_view>
#include <system_error>
#include <vector>

#include "store/erasure.hpp"

namespace baton::engine {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kept_letters = ",;\t|\"\r";

struct Patch {
    std::streamoff at = 0;
    std::string text;
};

std::string blanked_line(std::string line) {
    std::ranges::replace_if(line, [](char letter) { return !kept_letters.contains(letter); }, ' ');
    return line;
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string blanked_texts(std::string line, std::span<const std::string> texts) {
    for (const std::string& text : texts) {
        auto found = std::ranges::search(line, text, {}, lower, lower);
        while (!text.empty() && !found.empty()) {
            std::ranges::fill(found, 'x');
            found = std::ranges::search(line, text, {}, lower, lower);
        }
    }
    return line;
}

Done blank_file(const fs::path& path, std::span<const std::string> texts) {
    std::vector<Patch> patches;
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    if (!file) {
        return fail(Failure::broken, "cannot open " + path.string());
    }
    std::string line;
    std::streamoff at = 0;
    const bool is_json = path.extension() == ".json";
    while (std::getline(file, line)) {
        if (store::holds_one(line, texts)) {
            patches.push_back(
                {.at = at, .text = is_json ? blanked_texts(line, texts) : blanked_line(line)});
        }
        at += static_cast<std::streamoff>(line.size()) + 1;
    }
    file.clear();
    for (const Patch& patch : patches) {
        file.seekp(patch.at);
        file.write(patch.text.data(), static_cast<std::streamsize>(patch.text.size()));
    }
    file.flush();
    return file ? Done() : fail(Failure::broken, "cannot blank " + path.string());
}

}  // namespace

Done blank_files(const fs::path& imports, std::span<const std::string> texts) {
    std::error_code error;
    for (fs::recursive_directory_iterator at(imports, error), end; !error && at != end;
         at.increment(error)) {
        if (at->is_regular_file()) {
            TRY(blank_file(at->path(), texts));
        }
    }
    return {};
}

}  // namespace baton::engine
