#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Archives and workbooks as other programs write them, for tests.
namespace baton::connect::testing {

using Parts = std::vector<std::pair<std::string, std::string>>;

// A ZIP archive of these parts, deflated.
[[nodiscard]] std::string zipped(const Parts& parts);

// The parts of a workbook with one sheet; `rows` is what stands in its sheetData, `strings` in its
// shared strings.
[[nodiscard]] Parts workbook_parts(std::string_view rows,
                                   std::string_view strings = {},
                                   std::string_view properties = {});

// A file of those bytes in the temporary folder, gone with this.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view bytes);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace baton::connect::testing
