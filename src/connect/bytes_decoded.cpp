#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <fmt/core.h>
#include <memory>
#include <span>
#include <string>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utypes.h>
#include <utility>
#include <zconf.h>
#include <zlib.h>

#include "base/result.hpp"
#include "connect/bytes.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;
constexpr std::size_t pivot_units = 4096;
constexpr int gzip_window_bits = 15 + 16;

class GunzippedBytes final : public ByteSource {
public:
    explicit GunzippedBytes(std::unique_ptr<ByteSource> packed) : packed_(std::move(packed)) {}

    ~GunzippedBytes() override {
        if (begun_) inflateEnd(&stream_);
    }

    Done begin() {
        begun_ = inflateInit2(&stream_, gzip_window_bits) == Z_OK;
        if (!begun_) return fail(Failure::busy, "no memory to unpack gzip");
        return {};
    }

    Result<std::size_t> read(std::span<char> into) override {
        stream_.next_out = reinterpret_cast<Bytef*>(into.data());
        stream_.avail_out = static_cast<uInt>(std::min(into.size(), chunk_bytes));
        const auto wanted = stream_.avail_out;
        while (stream_.avail_out == wanted) {
            if (stream_.avail_in == 0) TRY(refill());
            if (stream_.avail_in == 0) break;
            TRY(unpack());
        }
        if (stream_.avail_out == wanted && inside_) {
            return fail(Failure::invalid, "the gzip data ends before its end: the file is cut off");
        }
        return wanted - stream_.avail_out;
    }

private:
    Done refill() {
        const auto count = TRY(packed_->read(chunk_));
        stream_.next_in = reinterpret_cast<Bytef*>(chunk_.data());
        stream_.avail_in = static_cast<uInt>(count);
        return {};
    }

    Done unpack() {
        if (!inside_) {
            inflateReset(&stream_);
            inside_ = true;
        }
        const int status = inflate(&stream_, Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            inside_ = false;
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            return fail(Failure::invalid, "the gzip data is damaged");
        }
        return {};
    }

    std::unique_ptr<ByteSource> packed_;
    std::array<char, chunk_bytes> chunk_{};
    z_stream stream_{};
    bool begun_ = false;
    bool inside_ = false;
};

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

using Converter = std::unique_ptr<UConverter, CloseConverter>;

class DecodedBytes final : public ByteSource {
public:
    DecodedBytes(std::unique_ptr<ByteSource> source, Converter from, Converter into_utf8)
        : source_(std::move(source)), from_(std::move(from)), into_utf8_(std::move(into_utf8)) {}

    Result<std::size_t> read(std::span<char> into) override {
        char* target = into.data();
        while (target == into.data() && !drained_) {
            if (begin_ == end_ && !finished_) TRY(refill());
            convert(target, into);
        }
        return static_cast<std::size_t>(target - into.data());
    }

private:
    Done refill() {
        const auto count = TRY(source_->read(chunk_));
        begin_ = chunk_.data();
        end_ = begin_ + count;
        finished_ = count == 0;
        return {};
    }

    void convert(char*& target, std::span<char> into) {
        UErrorCode status = U_ZERO_ERROR;
        ucnv_convertEx(into_utf8_.get(),
                       from_.get(),
                       &target,
                       into.data() + into.size(),
                       &begin_,
                       end_,
                       pivot_.data(),
                       &pivot_source_,
                       &pivot_target_,
                       pivot_.data() + pivot_.size(),
                       static_cast<UBool>(false),
                       static_cast<UBool>(finished_),
                       &status);
        drained_ = finished_ && status != U_BUFFER_OVERFLOW_ERROR;
    }

    std::unique_ptr<ByteSource> source_;
    Converter from_;
    Converter into_utf8_;
    std::array<char, chunk_bytes> chunk_{};
    std::array<UChar, pivot_units> pivot_{};
    UChar* pivot_source_ = pivot_.data();
    UChar* pivot_target_ = pivot_.data();
    const char* begin_ = chunk_.data();
    const char* end_ = chunk_.data();
    bool finished_ = false;
    bool drained_ = false;
};

const char* converter_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return "UTF-8";
        case Encoding::utf16_little: return "UTF-16LE";
        case Encoding::utf16_big: return "UTF-16BE";
        case Encoding::windows_1252: return "windows-1252";
    }
    return "UTF-8";
}

Result<Converter> open_converter(Encoding encoding) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(converter_name(encoding), &status));
    if (U_FAILURE(status) != 0) {
        return fail(Failure::broken, fmt::format("no converter for {}", name(encoding)));
    }
    return converter;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> gunzipped(std::unique_ptr<ByteSource> packed) {
    auto source = std::make_unique<GunzippedBytes>(std::move(packed));
    TRY(source->begin());
    return source;
}

Result<std::unique_ptr<ByteSource>> decoded(std::unique_ptr<ByteSource> source,
                                            Encoding encoding,
                                            std::size_t skipped) {
    std::array<char, 4> mark{};
    while (skipped > 0) {
        const auto count = TRY(source->read(std::span(mark).first(std::min(skipped, mark.size()))));
        if (count == 0) break;
        skipped -= count;
    }
    if (encoding == Encoding::utf8) return source;
    auto from = TRY(open_converter(encoding));
    auto into_utf8 = TRY(open_converter(Encoding::utf8));
    return std::make_unique<DecodedBytes>(std::move(source), std::move(from), std::move(into_utf8));
}

}  // namespace baton::connect
