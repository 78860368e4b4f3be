#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "connect/bytes.hpp"

namespace baton::connect {

// The attributes of an element, without namespaces.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}

    // Empty when it is not there.
    [[nodiscard]] std::string_view of(std::string_view name) const;

private:
    const char** pairs_;
};

// What an XML text says, in its order; names are without their namespace.
struct XmlReader {
    std::function<void(std::string_view name, const XmlAttributes& attributes)> opens;
    std::function<void(std::string_view name)> closes = {};
    std::function<void(std::string_view text)> says = {};  // in parts
};

// An XML text that is read a part at a time, in constant memory. A text with a document type (the
// way to entities that grow or that name other files) is refused, and so is one that nests deeper,
// or has a longer tag, than any workbook.
class XmlText {
public:
    XmlText(std::unique_ptr<ByteSource> source, XmlReader reader);
    ~XmlText();
    XmlText(const XmlText&) = delete;
    XmlText& operator=(const XmlText&) = delete;

    // Reads on for a while; false at the end. `reader` is called meanwhile.
    Result<bool> go_on();

    // From within the reader: why this text is of no use. go_on() fails with it.
    void refuse(Error error);

    // From within the reader: enough for now.
    void rest();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// All of it.
Done read_xml(std::unique_ptr<ByteSource> source, XmlReader reader);

}  // namespace baton::connect
