#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "connect/bytes.hpp"

namespace baton::connect {

// The texts that the sheets of a workbook share, kept in a temporary file: memory is one number for
// every sixteen of them.
class SharedStrings {
public:
    // Reads all of them.
    [[nodiscard]] static Result<std::unique_ptr<SharedStrings>> read(
        std::unique_ptr<ByteSource> xml);

    // Appends the text of that number to `text`; nothing when there is none.
    Done append(std::uint64_t number, std::string& text);

private:
    SharedStrings() = default;

    struct CloseFile {
        void operator()(std::FILE* file) const {
            if (file != nullptr) std::fclose(file);
        }
    };

    Done add(std::string_view text);

    std::unique_ptr<std::FILE, CloseFile> file_;
    std::vector<std::uint64_t> places_;  // of every sixteenth
    std::uint64_t count_ = 0;
    std::uint64_t bytes_ = 0;
};

// What stands for characters that XML cannot hold: "_x000D_" is a carriage return.
[[nodiscard]] std::string without_escapes(std::string text);

}  // namespace baton::connect
