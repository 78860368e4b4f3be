#include "connect/csv_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fmt/core.h>
#include <span>
#include <string_view>
#include <utility>
#include <vector>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/result.hpp"
#include "base/text.hpp"
#include "connect/bytes.hpp"
#include "connect/text_repair.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t first_buffer_bytes = std::size_t{256} * 1024;
constexpr std::size_t padding_bytes = 16;
constexpr std::size_t literal_quotes_max = 8;

// Line ends inside quoted text, however they are written.
std::uint64_t line_ends(std::string_view text) {
    const auto feeds = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    if (feeds > 0) return feeds;
    return static_cast<std::uint64_t>(std::ranges::count(text, '\r'));
}

char* mutable_at(std::vector<char>& buffer, const char* at) {
    return buffer.data() + (at - buffer.data());
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, CsvDialect dialect)
    : source_(source), dialect_(dialect), buffer_(first_buffer_bytes + padding_bytes) {}

Result<const CsvRow*> CsvReader::next() {
    if (!preamble_skipped_) TRY(skip_preamble());
    for (;;) {
        switch (parse_row()) {
            case Step::row: return &row_;
            case Step::end: return nullptr;
            case Step::blank: ++blank_lines_; break;
            case Step::more: TRY(refill()); break;
            case Step::too_wide:
                return fail(Failure::too_large,
                            fmt::format("line {} has more than {} fields", line_, csv_fields_max));
        }
    }
}

CsvReader::Step CsvReader::parse_row() {
    fields_.clear();
    repairs_.clear();
    lines_inside_ = 0;
    open_quote_ = nullptr;
    const char* at = buffer_.data() + begin_;
    if (at == limit()) return finished_ ? Step::end : Step::more;
    for (;;) {
        at = parse_field(at);
        if (at == nullptr) {
            if (!finished_) return Step::more;
            keep_open_quote();
            return parse_row();
        }
        if (fields_.size() > csv_fields_max) return Step::too_wide;
        if (at == limit() || *at != dialect_.delimiter) break;
        ++at;
    }
    return finish_row(at);
}

// `at` is behind the last field: at a line end, or where the bytes read so far end.
CsvReader::Step CsvReader::finish_row(const char* at) {
    const bool cut = at == limit() || (*at == '\r' && at + 1 == limit());
    if (cut && !finished_) return Step::more;
    const char* const row_begin = buffer_.data() + begin_;
    const bool blank = at == row_begin;
    row_.line = line_;
    row_.flaws = {.stray_quote = false, .unterminated_quote = !literal_quotes_.empty()};
    repair_fields();
    line_ += lines_inside_;
    const char* next_row = at;
    if (at != limit()) {
        ++line_;
        next_row = *at == '\r' && at + 1 != limit() && at[1] == '\n' ? at + 2 : at + 1;
    }
    begin_ = static_cast<std::size_t>(next_row - buffer_.data());
    literal_quotes_.clear();
    row_.fields = fields_;
    return blank ? Step::blank : Step::row;
}

// Appends the field that begins at `at` and returns its end; null when its quote has not closed.
const char* CsvReader::parse_field(const char* at) {
    const auto offset = static_cast<std::size_t>(at - buffer_.data()) - begin_;
    if (at != limit() && *at == dialect_.quote && !is_literal(offset)) return parse_quoted(at);
    const char* const end = field_end(at);
    fields_.emplace_back(at, static_cast<std::size_t>(end - at));
    return end;
}

// A row with many quotes that never close has no quoted fields: reading it stays linear.
bool CsvReader::is_literal(std::size_t offset) const {
    return literal_quotes_.size() > literal_quotes_max ||
           std::ranges::find(literal_quotes_, offset) != literal_quotes_.end();
}

const char* CsvReader::parse_quoted(const char* open) {
    open_quote_ = open;
    const char* at = open + 1;
    bool escaped = false;
    for (;;) {
        const auto rest = static_cast<std::size_t>(limit() - at);
        const auto* const close = static_cast<const char*>(std::memchr(at, dialect_.quote, rest));
        if (close == nullptr || (close + 1 == limit() && !finished_)) return nullptr;
        if (close + 1 == limit() || close[1] != dialect_.quote) {
            at = close;
            break;
        }
        escaped = true;
        at = close + 2;
    }
    open_quote_ = nullptr;
    const std::string_view content(open + 1, static_cast<std::size_t>(at - open - 1));
    lines_inside_ += line_ends(content);
    fields_.push_back(content);
    const char* const end = field_end(at + 1);
    if (escaped || end != at + 1) {
        repairs_.push_back({.field = fields_.size() - 1,
                            .tail_begin = at + 1,
                            .tail_end = end,
                            .escaped = escaped});
    }
    return end;
}

// The first delimiter or line end from `at` on. The buffer is padded, so whole blocks may be read.
const char* CsvReader::field_end(const char* at) const {
    const char* const end = limit();
#if defined(__SSE2__)
    const auto delimiter = _mm_set1_epi8(dialect_.delimiter);
    const auto feed = _mm_set1_epi8('\n');
    const auto carriage = _mm_set1_epi8('\r');
    for (; at < end; at += padding_bytes) {
        const auto block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto found = _mm_or_si128(
            _mm_cmpeq_epi8(block, delimiter),
            _mm_or_si128(_mm_cmpeq_epi8(block, feed), _mm_cmpeq_epi8(block, carriage)));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
        if (mask != 0) return std::min(at + __builtin_ctz(mask), end);
    }
    return end;
#else
    return std::find_if(
        at, end, [this](char c) { return c == dialect_.delimiter || c == '\n' || c == '\r'; });
#endif
}

// The open quote closes nowhere: it becomes a plain character of its field.
void CsvReader::keep_open_quote() {
    const char* const row_begin = buffer_.data() + begin_;
    literal_quotes_.push_back(static_cast<std::size_t>(open_quote_ - row_begin));
    row_.quote_line = line_ + lines_inside_;
}

void CsvReader::repair_fields() {
    for (const auto& repair : repairs_) {
        repair_field(repair);
    }
    const char* const begin = buffer_.data() + begin_;
    const char* const end = fields_.back().data() + fields_.back().size();
    const std::string_view bytes(begin, static_cast<std::size_t>(end - begin));
    if (bytes.contains('\0')) remove_nul_bytes();
    if (!is_ascii(bytes)) repair_encoding();
}

// Takes out doubled quotes and appends what follows the closing quote, in place.
void CsvReader::repair_field(const Repair& repair) {
    auto& field = fields_[repair.field];
    char* const begin = mutable_at(buffer_, field.data());
    char* end = begin + field.size();
    if (repair.escaped) {
        end = begin;
        for (const char* at = begin; at != field.data() + field.size(); ++at) {
            *end++ = *at;
            if (*at == dialect_.quote) ++at;
        }
    }
    if (repair.tail_begin != repair.tail_end) {
        row_.flaws.stray_quote = true;
        end = std::copy(repair.tail_begin, repair.tail_end, end);
    }
    field = {begin, static_cast<std::size_t>(end - begin)};
}

void CsvReader::remove_nul_bytes() {
    row_.flaws.nul_byte = true;
    for (auto& field : fields_) {
        char* const begin = mutable_at(buffer_, field.data());
        const char* const end = std::remove(begin, begin + field.size(), '\0');
        field = {begin, static_cast<std::size_t>(end - begin)};
    }
}

void CsvReader::repair_encoding() {
    rewritten_.clear();
    rewritten_.reserve(fields_.size());
    for (auto& field : fields_) {
        if (is_ascii(field) || text::valid_utf8(field)) continue;
        row_.flaws.bad_encoding = true;
        rewritten_.push_back(from_windows_1252(field));
        field = rewritten_.back();
    }
}

Done CsvReader::refill() {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(filled_),
              buffer_.begin());
    if (open_quote_ != nullptr) open_quote_ -= begin_;
    filled_ -= begin_;
    begin_ = 0;
    if (filled_ + padding_bytes == buffer_.size()) {
        if (filled_ >= csv_row_bytes_max && open_quote_ == nullptr) {
            return fail(
                Failure::too_large,
                fmt::format(
                    "the row at line {} is longer than {} bytes", line_, csv_row_bytes_max));
        }
        if (filled_ >= csv_row_bytes_max) {
            keep_open_quote();
            return {};
        }
        const auto open = open_quote_ == nullptr ? 0 : open_quote_ - buffer_.data();
        buffer_.resize((filled_ * 2) + padding_bytes);
        if (open_quote_ != nullptr) open_quote_ = buffer_.data() + open;
    }
    const auto room = buffer_.size() - padding_bytes - filled_;
    const auto count = TRY(source_.read(std::span(buffer_).subspan(filled_, room)));
    filled_ += count;
    finished_ = count == 0;
    return {};
}

Done CsvReader::skip_preamble() {
    preamble_skipped_ = true;
    const char quote = std::exchange(dialect_.quote, '\0');
    for (auto left = dialect_.preamble_lines; left > 0;) {
        const auto step = parse_row();
        if (step == Step::end) break;
        if (step == Step::more) {
            TRY(refill());
        } else {
            --left;
        }
    }
    dialect_.quote = quote;
    return {};
}

}  // namespace baton::connect
