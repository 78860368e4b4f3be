#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_reader.hpp"

namespace baton::connect {

// How much of a file is looked at to see what it is.
inline constexpr std::size_t csv_sniff_bytes = std::size_t{64} * 1024;

struct DetectedEncoding {
    Encoding encoding = Encoding::utf8;
    std::size_t mark_bytes = 0;  // of the byte order mark

    bool operator==(const DetectedEncoding&) const = default;
};

// From the byte order mark, else from where the NUL bytes stand, else from being valid UTF-8 or
// not.
[[nodiscard]] DetectedEncoding detect_encoding(std::string_view head);

// Why these bytes are not text that could be CSV, in a sentence for people; empty when they could
// be.
[[nodiscard]] std::string binary_reason(std::string_view head);

// True when the first character that is not white space opens a JSON object: JSON lines.
[[nodiscard]] bool looks_like_json_lines(std::string_view head);

// How the text is written, judged by how evenly each delimiter cuts its rows.
struct DetectedCsv {
    CsvDialect dialect;
    bool has_header = true;
    std::string why;  // in a sentence for people

    bool operator==(const DetectedCsv&) const = default;
};

// REQUIRES: UTF-8, the beginning of the file. `whole`: nothing follows.
[[nodiscard]] DetectedCsv detect_csv(std::string_view head, bool whole);

// A file opened for reading: unpacked, decoded, and its dialect known.
struct CsvFile {
    std::unique_ptr<ByteSource> text;  // UTF-8 without a byte order mark
    DetectedCsv format;
    Encoding encoding = Encoding::utf8;
    bool gzip = false;
    bool empty = false;
    bool json_lines = false;
    std::vector<std::string> sheets = {};  // of the workbook it stands in; none for a text file
    std::string sheet = {};                // the one that it is
};

// Fails with the reason when the bytes are not text: an Excel workbook, an archive, a damaged gzip.
[[nodiscard]] Result<CsvFile> open_csv(std::unique_ptr<ByteSource> source);

}  // namespace baton::connect
