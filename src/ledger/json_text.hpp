#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// JSON written straight into a string: what the store and the text form of the ledger share.
namespace baton::ledger {

// Appends `text` quoted. REQUIRES: valid UTF-8; control characters are escaped.
void append_quoted(std::string& out, std::string_view text);
void append_number(std::string& out, std::int64_t number);

// Writes one JSON object; members in the order given, absent ones never mentioned.
// Use as: ObjectText object(out); object.key("kind"); append_quoted(out, kind); object.close();
class ObjectText {
public:
    explicit ObjectText(std::string& out) : out_(out) { out_ += '{'; }

    void key(std::string_view name);
    void text(std::string_view name, std::string_view value);
    void number(std::string_view name, std::int64_t value);

    void close() { out_ += '}'; }

private:
    std::string& out_;
    bool first_ = true;
};

void append_texts(std::string& out, const std::vector<std::string>& texts);

}  // namespace baton::ledger
