#include "connect/xml_events.hpp"

#include <cstddef>
#include <expat.h>
#include <fmt/core.h>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "connect/bytes.hpp"

namespace baton::connect {
namespace {

constexpr int chunk_bytes = 64 * 1024;
constexpr int depth_max = 64;
constexpr long tag_bytes_max = 1024L * 1024;

std::string_view local(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::of(std::string_view name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (local(*pair) == name) return pair[1];
    }
    return {};
}

struct XmlText::Inside {
    std::unique_ptr<ByteSource> source;
    XmlReader reader;
    XML_Parser parser = nullptr;
    std::optional<Error> refusal = {};
    int depth = 0;
    long fed = 0;
    bool resting = false;
    bool ended = false;

    static void open(void* self, const char* name, const char** pairs) {
        auto& inside = *static_cast<Inside*>(self);
        if (++inside.depth > depth_max) inside.stop("it nests deeper than any workbook");
        inside.reader.opens(local(name), XmlAttributes(pairs));
    }

    static void close(void* self, const char* name) {
        auto& inside = *static_cast<Inside*>(self);
        --inside.depth;
        if (inside.reader.closes) inside.reader.closes(local(name));
    }

    static void say(void* self, const char* text, int bytes) {
        auto& inside = *static_cast<Inside*>(self);
        if (inside.reader.says) inside.reader.says({text, static_cast<std::size_t>(bytes)});
    }

    static void refuse_type(void* self, const char*, const char*, const char*, int) {
        static_cast<Inside*>(self)->stop("it has a document type, which no workbook has");
    }

    void stop(std::string_view why) {
        refuse({.failure = Failure::invalid,
                .message = fmt::format("this workbook is not read: {}", why)});
    }

    void refuse(Error error) {
        if (!refusal) refusal = std::move(error);
        XML_StopParser(parser, XML_FALSE);
    }
};

XmlText::XmlText(std::unique_ptr<ByteSource> source, XmlReader reader)
    : inside_(std::make_unique<Inside>()) {
    inside_->source = std::move(source);
    inside_->reader = std::move(reader);
    inside_->parser = XML_ParserCreate(nullptr);
    XML_SetUserData(inside_->parser, inside_.get());
    XML_SetElementHandler(inside_->parser, Inside::open, Inside::close);
    XML_SetCharacterDataHandler(inside_->parser, Inside::say);
    XML_SetStartDoctypeDeclHandler(inside_->parser, Inside::refuse_type);
}

XmlText::~XmlText() {
    XML_ParserFree(inside_->parser);
}

void XmlText::refuse(Error error) {
    inside_->refuse(std::move(error));
}

void XmlText::rest() {
    inside_->resting = true;
    XML_StopParser(inside_->parser, XML_TRUE);
}

Result<bool> XmlText::go_on() {
    auto& inside = *inside_;
    if (inside.ended) return false;
    auto status = XML_STATUS_OK;
    if (std::exchange(inside.resting, false)) {
        status = XML_ResumeParser(inside.parser);
    } else {
        void* const buffer = XML_GetBuffer(inside.parser, chunk_bytes);
        if (buffer == nullptr) return fail(Failure::broken, "there is no memory left");
        const auto count = TRY(inside.source->read(
            {static_cast<char*>(buffer), static_cast<std::size_t>(chunk_bytes)}));
        inside.fed += static_cast<long>(count);
        status = XML_ParseBuffer(
            inside.parser, static_cast<int>(count), count == 0 ? XML_TRUE : XML_FALSE);
    }
    if (inside.refusal) return std::unexpected(*inside.refusal);
    if (status == XML_STATUS_ERROR) {
        return fail(Failure::invalid,
                    fmt::format("this workbook is damaged: {} in line {}",
                                XML_ErrorString(XML_GetErrorCode(inside.parser)),
                                XML_GetCurrentLineNumber(inside.parser)));
    }
    XML_ParsingStatus where{};
    XML_GetParsingStatus(inside.parser, &where);
    inside.ended = where.parsing == XML_FINISHED;
    const auto behind = inside.fed - static_cast<long>(XML_GetCurrentByteIndex(inside.parser));
    if (!inside.resting && !inside.ended && behind > tag_bytes_max) {
        return fail(Failure::invalid, "this workbook is not read: it has an endless tag");
    }
    return true;
}

Done read_xml(std::unique_ptr<ByteSource> source, XmlReader reader) {
    XmlText text(std::move(source), std::move(reader));
    while (TRY(text.go_on())) {
    }
    return {};
}

}  // namespace baton::connect
