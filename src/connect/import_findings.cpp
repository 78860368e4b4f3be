#include "connect/import_findings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "connect/import_ids.hpp"

namespace baton::connect {

namespace {

struct Sentence {
    std::string_view code;
    std::string_view text;
    std::string_view advice = {};
    bool contradiction = false;
};

constexpr std::array sentences{
    Sentence{.code = "unknown_product",
             .text = "deals name a product that is not in the product list",
             .advice = "import the products first, or correct the names",
             .contradiction = true},
    Sentence{.code = "unknown_owner",
             .text = "rows name an owner nobody here has",
             .advice = "invite the owner, or import the users first",
             .contradiction = true},
    Sentence{.code = "unknown_company",
             .text = "rows name a company that is not known",
             .advice = "import the companies first"},
    Sentence{.code = "deals_without_company", .text = "deals have no company; they were kept"},
    Sentence{.code = "deals_without_created_at",
             .text = "deals have no created date; they exist from the import on",
             .advice = "add the date to the file: without it the past shows no such deal"},
    Sentence{.code = "lost_without_reason",
             .text = "deals were lost without a reason; they were kept"},
    Sentence{.code = "closed_before_created",
             .text = "deals were closed before they were created",
             .advice = "correct one of the dates; until then the end counts from the creation on",
             .contradiction = true},
    Sentence{.code = "stage_before_created",
             .text = "stages were entered before the record was created",
             .advice = "correct one of the dates: such a stage is not reached",
             .contradiction = true},
    Sentence{.code = "stage_after_close",
             .text = "stages were entered after the deal was closed",
             .advice = "correct one of the dates; until then such a stage is left out",
             .contradiction = true},
    Sentence{.code = "stages_out_of_order",
             .text = "later stages were entered before earlier ones",
             .advice = "correct the dates; until then the earlier stage counts as passed",
             .contradiction = true},
    Sentence{.code = "converted_yet_junk",
             .text = "contacts went to sales and are called junk",
             .advice = "ask their owner which of the two holds",
             .contradiction = true},
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

const Sentence* sentence_of(std::string_view code) {
    const auto* const found = std::ranges::find(sentences, code, &Sentence::code);
    return found == sentences.end() ? nullptr : found;
}

}  // namespace

std::string describe(const Finding& finding) {
    const auto* const sentence = sentence_of(finding.code);
    return std::string(sentence == nullptr ? std::string_view(finding.code) : sentence->text);
}

std::string_view advice(const Finding& finding) {
    const auto* const sentence = sentence_of(finding.code);
    return sentence == nullptr ? std::string_view() : sentence->advice;
}

bool is_contradiction(const Finding& finding) {
    const auto* const sentence = sentence_of(finding.code);
    return sentence != nullptr && sentence->contradiction;
}

void Findings::at_file(std::string_view file) {
    file_ = file;
    row_ = 0;
}

void Findings::note(std::string_view code, std::string_view example) {
    auto found = std::ranges::find(list_, code, &Finding::code);
    if (found == list_.end()) {
        list_.push_back({.code = std::string(code), .count = 0, .example = std::string(example)});
        found = list_.end() - 1;
    }
    ++found->count;
    if (row_ > 0 && found->rows.size() < found_rows_max) {
        found->rows.push_back({.file = file_, .row = row_});
    }
}

void References::add(Reference sort, std::string_view text) {
    if (text.empty()) return;
    known_[static_cast<std::size_t>(sort)].insert(text::folded(short_id(text)));
}

bool References::misses(Reference sort, std::string_view text) const {
    const auto& known = known_[static_cast<std::size_t>(sort)];
    return !text.empty() && !known.empty() && !known.contains(text::folded(short_id(text)));
}

}  // namespace baton::connect
