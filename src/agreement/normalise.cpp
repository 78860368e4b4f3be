#include "agreement/normalise.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace baton::agreement {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

void drop_blanks_at_end(std::string& text) {
    text.erase(text.find_last_not_of(" \t") + 1);
}

}  // namespace

std::string normalised_text(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::string result;
    result.reserve(text.size() + 1);
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool line_end = text[i] == '\n' || text[i] == '\r';
        if (!line_end) {
            line += text[i];
            continue;
        }
        if (text[i] == '\r' && text.substr(i + 1).starts_with('\n')) ++i;
        drop_blanks_at_end(line);
        result += line + '\n';
        line.clear();
    }
    drop_blanks_at_end(line);
    result += line;
    result.erase(result.find_last_not_of('\n') + 1);
    if (!result.empty()) result += '\n';
    return text::normalised(result);
}

}  // namespace baton::agreement
