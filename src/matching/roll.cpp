#include "matching/roll.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "matching/field.hpp"

namespace baton::matching {

namespace {

std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    std::ranges::sort(words);
    const auto repeated = std::ranges::unique(words);
    words.erase(repeated.begin(), repeated.end());
    return words;
}

}  // namespace

void Column::add(std::string text) {
    Code code = 0;
    if (!text.empty()) {
        const auto [place, is_new] =
            known_.try_emplace(std::move(text), static_cast<Code>(counts_.size()));
        if (is_new) counts_.push_back(0);
        code = place->second;
    }
    ++counts_[code];
    codes_.push_back(code);
}

void Column::close() {
    std::vector<Code> renamed(counts_.size());
    std::vector<std::pair<std::string, Code>> sorted;
    sorted.reserve(known_.size());
    while (!known_.empty()) {
        auto node = known_.extract(known_.begin());
        sorted.emplace_back(std::move(node.key()), node.mapped());
    }
    known_ = {};
    std::ranges::sort(sorted);
    std::vector<std::uint32_t> counts{counts_.front()};
    for (auto& [text, code] : sorted) {
        renamed[code] = static_cast<Code>(texts_.size());
        counts.push_back(counts_[code]);
        texts_.push_back(std::move(text));
    }
    counts_ = std::move(counts);
    for (Code& code : codes_)
        code = renamed[code];
}

void Words::read(const Column& column) {
    std::unordered_map<std::string_view, Code> known;
    std::vector<std::uint64_t> records;
    std::uint64_t all = 1;
    begins_ = {0};
    for (Code text = 0; text < column.texts(); ++text) {
        for (const auto word : words_in(column.text(text))) {
            const auto [place, is_new] = known.try_emplace(word, static_cast<Code>(records.size()));
            if (is_new) records.push_back(0);
            records[place->second] += column.count(text);
            words_.push_back(place->second);
        }
        all += text == 0 ? 0 : column.count(text);
        begins_.push_back(words_.size());
    }
    texts_.resize(records.size());
    for (const auto& [text, word] : known)
        texts_[word] = text;
    for (const auto count : records) {
        weights_.push_back(1 + std::log2(static_cast<double>(all) / static_cast<double>(count)));
    }
    for (Code text = 0; text < column.texts(); ++text) {
        std::sort(words_.begin() + static_cast<std::ptrdiff_t>(begins_[text]),
                  words_.begin() + static_cast<std::ptrdiff_t>(begins_[text + 1]),
                  [&](Code left, Code right) {
                      return std::pair(-weights_[left], texts_[left]) <
                             std::pair(-weights_[right], texts_[right]);
                  });
    }
}

void Roll::add(const Card& card) {
    Card plain = plain_form(card);
    for (std::size_t at = 0; at < fields; ++at)
        columns_[at].add(std::move(plain[field_at(at)]));
    ++size_;
}

void Roll::close() {
    for (Column& column : columns_)
        column.close();
    street_words_.read(column(Field::street));
    company_words_.read(column(Field::company));
}

}  // namespace baton::matching
