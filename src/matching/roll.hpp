#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "matching/field.hpp"

namespace baton::matching {

using Row = std::uint32_t;
using Code = std::uint32_t;  // of a text in its column; 0 is unknown

// The texts of one field over all records, each text kept once. After `close` codes rise with the
// text, so they say nothing of the order in which records came.
class Column {
public:
    void add(std::string text);
    void close();

    [[nodiscard]] Code code(Row row) const { return codes_[row]; }

    [[nodiscard]] std::string_view text(Code code) const { return texts_[code]; }

    [[nodiscard]] std::size_t texts() const { return texts_.size(); }

    // In how many records the text stands; of code 0: in how many nothing does.
    [[nodiscard]] std::uint32_t count(Code code) const { return counts_[code]; }

private:
    std::vector<Code> codes_;
    std::vector<std::string> texts_{""};
    std::vector<std::uint32_t> counts_{0};
    std::unordered_map<std::string, Code> known_;  // empty once closed
};

// The words of a column's texts, and how much each tells: the rarer, the more.
class Words {
public:
    void read(const Column& column);

    // Those of a text, rarest first.
    [[nodiscard]] std::span<const Code> of(Code text) const {
        return std::span(words_).subspan(begins_[text], begins_[text + 1] - begins_[text]);
    }

    [[nodiscard]] std::string_view text(Code word) const { return texts_[word]; }

    [[nodiscard]] double weight(Code word) const { return weights_[word]; }

private:
    std::vector<std::size_t> begins_;
    std::vector<Code> words_;
    std::vector<std::string> texts_;
    std::vector<double> weights_;
};

// All records that are compared with each other, in their plain form, by column. Filled, closed,
// then only read, by any number of threads. A row is the place at which a record was added.
class Roll {
public:
    void add(const Card& card);
    void close();

    [[nodiscard]] Row size() const { return size_; }

    [[nodiscard]] const Column& column(Field field) const { return columns_[index(field)]; }

    [[nodiscard]] Code code(Field field, Row row) const { return column(field).code(row); }

    [[nodiscard]] std::string_view text(Field field, Row row) const {
        return column(field).text(code(field, row));
    }

    [[nodiscard]] bool knows(Field field, Row row) const { return code(field, row) != 0; }

    // In how many records the field is known.
    [[nodiscard]] Row known(Field field) const { return size_ - column(field).count(0); }

    // Of Field::street and Field::company.
    [[nodiscard]] const Words& words(Field field) const {
        return field == Field::street ? street_words_ : company_words_;
    }

private:
    Row size_ = 0;
    std::array<Column, fields> columns_;
    Words street_words_;
    Words company_words_;
};

}  // namespace baton::matching
