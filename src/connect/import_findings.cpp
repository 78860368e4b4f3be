#include "connect/import_findings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace baton::connect {

namespace {

struct Sentence {
    std::string_view code;
    std::string_view text;
};

constexpr std::array sentences{
    Sentence{.code = "unknown_product",
             .text = "deals name a product that is not in the product list"},
    Sentence{.code = "unknown_owner", .text = "rows name an owner nobody here has"},
    Sentence{.code = "unknown_company", .text = "rows name a company that is not known"},
    Sentence{.code = "deals_without_company", .text = "deals have no company; they were kept"},
    Sentence{.code = "deals_without_created_at",
             .text = "deals have no created date; they exist from the import on"},
    Sentence{.code = "lost_without_reason",
             .text = "deals were lost without a reason; they were kept"},
    Sentence{.code = "closed_before_created", .text = "deals were closed before they were created"},
    Sentence{.code = "duplicate_key_in_file",
             .text = "rows repeat the key of an earlier row and update it"},
    Sentence{.code = "bad_email", .text = "e-mail addresses are not valid"},
    Sentence{.code = "bad_date", .text = "dates cannot be read"},
    Sentence{.code = "bad_number", .text = "numbers cannot be read"},
    Sentence{.code = "bad_boolean", .text = "values are neither yes nor no"},
    Sentence{.code = "bad_currency", .text = "currencies are unknown"},
    Sentence{.code = "bad_direction", .text = "directions are neither in nor out"},
    Sentence{.code = "bad_encoding",
             .text = "rows hold bytes that are not text in the file's encoding"},
    Sentence{.code = "ragged_row", .text = "rows have more or fewer cells than the header"},
    Sentence{.code = "stray_quote", .text = "rows have text after a closing quote"},
    Sentence{.code = "unterminated_quote", .text = "rows have a quote that never closes"},
    Sentence{.code = "nul_byte", .text = "rows held NUL bytes; they were taken out"},
    Sentence{.code = "lines_before_header", .text = "lines stand before the header"},
    Sentence{.code = "no_key_column",
             .text = "rows have no key; the same file again is recognised by its content"},
};

}  // namespace

std::string describe(const Finding& finding) {
    const auto* const found = std::ranges::find(sentences, finding.code, &Sentence::code);
    return std::string(found == sentences.end() ? std::string_view(finding.code) : found->text);
}

void Findings::note(std::string_view code, std::string_view example) {
    const auto found = std::ranges::find(list_, code, &Finding::code);
    if (found != list_.end()) {
        ++found->count;
        return;
    }
    list_.push_back({.code = std::string(code), .count = 1, .example = std::string(example)});
}

void References::add(Reference sort, std::string_view text) {
    if (!text.empty()) known_[static_cast<std::size_t>(sort)].insert(text::folded(text));
}

bool References::misses(Reference sort, std::string_view text) const {
    const auto& known = known_[static_cast<std::size_t>(sort)];
    return !text.empty() && !known.empty() && !known.contains(text::folded(text));
}

}  // namespace baton::connect
