#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/value.hpp"
#include "ledger/event.hpp"

namespace baton::ledger {

// A small number that stands for an equal thing; codes count from 0 in order of first appearance.
using Code = std::uint32_t;
inline constexpr Code no_code = 0xFFFFFFFF;

// Finds codes by hash: open addressing, 8 bytes a slot. The things themselves are kept by the
// owner.
class CodeTable {
public:
    // The code of an entry for which `same(code)` holds, or `next`, which is then entered.
    template <typename Same>
    Code find_or_add(std::uint64_t hash, Code next, Same same) {
        if ((used_ + 1) * 4 > slots_.size() * 3) grow();
        const auto mask = slots_.size() - 1;
        const auto short_hash = static_cast<std::uint32_t>(hash >> 32U);
        for (auto slot = hash & mask;; slot = (slot + 1) & mask) {
            if (slots_[slot].code == no_code) {
                slots_[slot] = {.hash = hash, .code = next};
                ++used_;
                return next;
            }
            const bool equal_hash =
                static_cast<std::uint32_t>(slots_[slot].hash >> 32U) == short_hash;
            if (equal_hash && same(slots_[slot].code)) return slots_[slot].code;
        }
    }

    template <typename Same>
    [[nodiscard]] Code find(std::uint64_t hash, Same same) const {
        if (slots_.empty()) return no_code;
        const auto mask = slots_.size() - 1;
        for (auto slot = hash & mask; slots_[slot].code != no_code; slot = (slot + 1) & mask) {
            if (slots_[slot].hash == hash && same(slots_[slot].code)) return slots_[slot].code;
        }
        return no_code;
    }

private:
    friend struct SnapshotForm;

    struct Slot {
        std::uint64_t hash = 0;
        Code code = no_code;
    };

    void grow();

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

// Texts by code.
class Texts {
public:
    Code add(std::string_view text);
    [[nodiscard]] Code find(std::string_view text) const;  // no_code when never seen

    [[nodiscard]] const std::string& operator[](Code code) const { return texts_[code]; }

    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    friend struct SnapshotForm;

    std::vector<std::string> texts_;
    CodeTable table_;
};

// One field of a touch: codes of its name and its value.
struct FieldCode {
    Code name = 0;
    Code value = 0;
    bool operator==(const FieldCode&) const = default;
};

// How a touch came about: each combination that occurs has a code.
struct Way {
    Code kind = 0;
    Actor actor = Actor::unknown;
    Trust trust = Trust::server;
    Direction direction = Direction::in;
    bool operator==(const Way&) const = default;
};

// The fields that most touches carry; each has a dictionary of its own.
enum class Column : std::uint8_t { channel, campaign, asset };
inline constexpr std::size_t column_count = 3;

[[nodiscard]] std::optional<Column> find_column(std::string_view field);

// What a touch says, as it is kept: 12 bytes. Equal touches have equal codes, and no two touches
// that differ share one, so that a filter is evaluated once per distinct value of a column and
// never per touch, however many combinations there are.
struct ShapeCode {
    // Stands for a way beyond the 16 bits; `rest` is then a code of way and rest together.
    static constexpr std::uint16_t far_way = 0xFFFF;

    std::uint16_t way = 0;
    std::array<std::uint16_t, column_count> columns = {};  // 0: not here
    Code rest = 0;                                         // of all other fields; 0: none
    bool operator==(const ShapeCode&) const = default;
};

// The same, unpacked: all that a filter can see of a touch.
struct Shape {
    Code kind = 0;
    Actor actor = Actor::unknown;
    Trust trust = Trust::server;
    Direction direction = Direction::in;
    std::array<std::uint16_t, column_count> columns = {};
    Code rest = 0;
    bool operator==(const Shape&) const = default;
};

// What the codes of a timeline stand for. Codes never change their meaning; the dictionary only
// grows.
class Dictionary {
public:
    Dictionary();

    Code add_name(std::string_view name) { return names_.add(name); }

    Code add_value(const Value& value);
    ShapeCode add_shape(const Touched& touched);

    // Names of properties and fields, people in `by`, reasons, stages, records.
    [[nodiscard]] Code find_name(std::string_view name) const { return names_.find(name); }

    [[nodiscard]] const std::string& name(Code code) const { return names_[code]; }

    // Code 0 is Unknown.
    [[nodiscard]] const Value& value(Code code) const { return values_[code]; }

    [[nodiscard]] std::size_t values() const { return values_.size(); }

    // The kind as first written, and as it is compared.
    [[nodiscard]] const std::string& kind(Code code) const { return kinds_[code]; }

    [[nodiscard]] const std::string& kind_key(Code code) const { return kind_keys_[code]; }

    [[nodiscard]] std::size_t kinds() const { return kinds_.size(); }

    [[nodiscard]] Shape shape(ShapeCode code) const;

    [[nodiscard]] const Way& way(Code code) const { return ways_[code]; }

    [[nodiscard]] std::size_t ways() const { return ways_.size(); }

    // A code of a column; 0 is Unknown.
    [[nodiscard]] const Value& column_value(Column column, std::uint16_t code) const {
        return values_[columns_[static_cast<std::size_t>(column)].values[code]];
    }

    // Whether a column has more values than codes: those that came later are among the rest.
    [[nodiscard]] bool overflows(Column column) const {
        return columns_[static_cast<std::size_t>(column)].values.size() > column_codes_max;
    }

    // All but the columns', in the order in which they were given.
    [[nodiscard]] std::span<const FieldCode> other_fields(const Shape& shape) const;
    // Unknown when the touch lacks the field.
    [[nodiscard]] const Value& field(const Shape& shape, std::string_view name) const;

private:
    friend struct SnapshotForm;

    static constexpr std::size_t column_codes_max = 0xFFFF;

    Code add_kind(std::string_view kind);
    Code add_way(const Way& way);
    Code add_rest();
    std::uint16_t add_to_column(Column column, Code value);
    [[nodiscard]] std::pair<Code, Code> way_and_rest(ShapeCode code) const;

    Texts names_;
    std::vector<Value> values_;
    CodeTable value_table_;
    Texts spellings_;
    std::vector<Code> kind_of_spelling_;
    std::vector<std::string> kinds_;
    std::vector<std::string> kind_keys_;
    std::unordered_map<std::string, Code> kind_codes_;
    std::vector<FieldCode> field_pool_;
    std::vector<std::uint32_t> field_ends_;  // of set n: [ends[n], ends[n + 1])
    CodeTable field_table_;
    std::vector<Way> ways_;
    CodeTable way_table_;
    std::vector<std::pair<Code, Code>> far_;  // way and rest
    CodeTable far_table_;

    struct ColumnCodes {
        std::vector<Code> values;  // by code
        CodeTable table;
    };

    std::array<ColumnCodes, column_count> columns_;
    std::vector<FieldCode> scratch_;
};

}  // namespace baton::ledger
