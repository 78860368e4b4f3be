#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"

namespace baton::connect {

// A table that people import: CSV, or a sheet of a workbook (XLSX), whichever the file is. `sheet`
// names the sheet; without a name it is the first that people can see.
[[nodiscard]] Result<CsvFile> open_table(const std::string& path, std::string_view sheet = {});

}  // namespace baton::connect
