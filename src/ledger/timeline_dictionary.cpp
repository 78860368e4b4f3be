#include "ledger/timeline_dictionary.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"

namespace baton::ledger {

namespace {

std::uint64_t mixed(std::uint64_t hash) {
    hash ^= hash >> 33U;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33U;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ (hash >> 33U);
}

std::uint64_t combined(std::uint64_t left, std::uint64_t right) {
    return mixed(left * 0x9e3779b97f4a7c15ULL + right);
}

std::uint64_t hash_of(std::string_view text) {
    return mixed(std::hash<std::string_view>{}(text));
}

std::uint64_t hash_of(std::int64_t number) {
    return mixed(static_cast<std::uint64_t>(number));
}

struct ValueHash {
    std::uint64_t operator()(const Unknown& /*none*/) const { return 0; }

    std::uint64_t operator()(bool flag) const { return flag ? 1 : 2; }

    std::uint64_t operator()(Decimal number) const { return hash_of(number.millionths); }

    std::uint64_t operator()(const std::string& text) const { return hash_of(text); }

    std::uint64_t operator()(Date date) const { return hash_of(std::int64_t{date.days}); }

    std::uint64_t operator()(Instant at) const { return hash_of(at.micros); }

    std::uint64_t operator()(const Money& money) const {
        return combined(hash_of(money.minor), hash_of(money.currency.text()));
    }

    std::uint64_t operator()(const std::vector<std::string>& members) const {
        std::uint64_t hash = members.size();
        for (const auto& member : members)
            hash = combined(hash, hash_of(member));
        return hash;
    }
};

}  // namespace

void CodeTable::grow() {
    std::vector<Slot> larger(slots_.empty() ? 16 : slots_.size() * 2);
    const auto mask = larger.size() - 1;
    for (const auto& entry : slots_) {
        if (entry.code == no_code) continue;
        auto slot = entry.hash & mask;
        while (larger[slot].code != no_code)
            slot = (slot + 1) & mask;
        larger[slot] = entry;
    }
    slots_ = std::move(larger);
}

Code Texts::add(std::string_view text) {
    const auto next = static_cast<Code>(texts_.size());
    const auto code =
        table_.find_or_add(hash_of(text), next, [&](Code known) { return texts_[known] == text; });
    if (code == next) texts_.emplace_back(text);
    return code;
}

Code Texts::find(std::string_view text) const {
    return table_.find(hash_of(text), [&](Code known) { return texts_[known] == text; });
}

std::optional<Column> find_column(std::string_view field) {
    if (field == "channel") return Column::channel;
    if (field == "campaign") return Column::campaign;
    if (field == "asset") return Column::asset;
    return std::nullopt;
}

Dictionary::Dictionary() {
    names_.add("");
    values_.emplace_back(Unknown{});
    field_ends_ = {0, 0};  // code 0: no fields
    for (auto& column : columns_)
        column.values.push_back(0);
}

Code Dictionary::add_value(const Value& value) {
    if (!known(value)) return 0;
    const auto next = static_cast<Code>(values_.size());
    const auto hash = combined(value.index(), std::visit(ValueHash{}, value));
    const auto code =
        value_table_.find_or_add(hash, next, [&](Code seen) { return values_[seen] == value; });
    if (code == next) values_.push_back(value);
    return code;
}

Code Dictionary::add_kind(std::string_view kind) {
    const auto spelling = spellings_.add(kind);
    if (spelling < kind_of_spelling_.size()) return kind_of_spelling_[spelling];
    auto key = text::kind_key(kind);
    const auto [entry, is_new] = kind_codes_.emplace(key, static_cast<Code>(kinds_.size()));
    if (is_new) {
        kinds_.emplace_back(kind);
        kind_keys_.push_back(std::move(key));
    }
    kind_of_spelling_.push_back(entry->second);
    return entry->second;
}

Code Dictionary::add_way(const Way& way) {
    const auto flags = (static_cast<std::uint64_t>(way.actor) << 4U) |
                       (static_cast<std::uint64_t>(way.trust) << 2U) |
                       static_cast<std::uint64_t>(way.direction);
    const auto next = static_cast<Code>(ways_.size());
    const auto code = way_table_.find_or_add(
        combined(way.kind, flags), next, [&](Code seen) { return ways_[seen] == way; });
    if (code == next) ways_.push_back(way);
    return code;
}

// The set of fields in `scratch_`.
Code Dictionary::add_rest() {
    if (scratch_.empty()) return 0;
    std::uint64_t hash = scratch_.size();
    for (const auto& field : scratch_)
        hash = combined(hash, (std::uint64_t{field.name} << 32U) | field.value);
    const auto next = static_cast<Code>(field_ends_.size() - 1);
    const auto code = field_table_.find_or_add(hash, next, [&](Code seen) {
        const auto begin = field_pool_.begin() + field_ends_[seen];
        const auto end = field_pool_.begin() + field_ends_[seen + 1];
        return std::equal(begin, end, scratch_.begin(), scratch_.end());
    });
    if (code == next) {
        field_pool_.insert(field_pool_.end(), scratch_.begin(), scratch_.end());
        field_ends_.push_back(static_cast<std::uint32_t>(field_pool_.size()));
    }
    return code;
}

// 0 when the column has no code left.
std::uint16_t Dictionary::add_to_column(Column column, Code value) {
    auto& codes = columns_[static_cast<std::size_t>(column)];
    const auto same = [&](Code seen) { return codes.values[seen] == value; };
    const auto hash = hash_of(std::int64_t{value});
    if (codes.values.size() > column_codes_max) {
        const auto found = codes.table.find(hash, same);
        return found == no_code ? std::uint16_t{0} : static_cast<std::uint16_t>(found);
    }
    const auto next = static_cast<Code>(codes.values.size());
    const auto code = codes.table.find_or_add(hash, next, same);
    if (code == next) codes.values.push_back(value);
    return static_cast<std::uint16_t>(code);
}

ShapeCode Dictionary::add_shape(const Touched& touched) {
    ShapeCode shape;
    scratch_.clear();
    for (const auto& [name, value] : touched.fields) {
        if (!known(value)) continue;
        const auto code = add_value(value);
        const auto column = find_column(name);
        auto* place = column ? &shape.columns[static_cast<std::size_t>(*column)] : nullptr;
        if (place != nullptr && *place == 0) *place = add_to_column(*column, code);
        const bool is_rest = place == nullptr || *place == 0;
        if (is_rest) scratch_.push_back({.name = names_.add(name), .value = code});
    }
    shape.rest = add_rest();
    const auto way = add_way({.kind = add_kind(touched.kind),
                              .actor = touched.actor,
                              .trust = touched.trust,
                              .direction = touched.direction});
    if (way < ShapeCode::far_way) {
        shape.way = static_cast<std::uint16_t>(way);
        return shape;
    }
    const std::pair far(way, shape.rest);
    const auto next = static_cast<Code>(far_.size());
    shape.way = ShapeCode::far_way;
    shape.rest = far_table_.find_or_add(
        combined(way, shape.rest), next, [&](Code seen) { return far_[seen] == far; });
    if (shape.rest == next) far_.push_back(far);
    return shape;
}

std::pair<Code, Code> Dictionary::way_and_rest(ShapeCode code) const {
    if (code.way != ShapeCode::far_way) return {code.way, code.rest};
    return far_[code.rest];
}

Shape Dictionary::shape(ShapeCode code) const {
    const auto [way_code, rest] = way_and_rest(code);
    const auto& way = ways_[way_code];
    return {.kind = way.kind,
            .actor = way.actor,
            .trust = way.trust,
            .direction = way.direction,
            .columns = code.columns,
            .rest = rest};
}

std::span<const FieldCode> Dictionary::other_fields(const Shape& shape) const {
    const auto begin = field_ends_[shape.rest];
    return std::span(field_pool_).subspan(begin, field_ends_[shape.rest + 1] - begin);
}

const Value& Dictionary::field(const Shape& shape, std::string_view name) const {
    if (const auto column = find_column(name)) {
        const auto code = shape.columns[static_cast<std::size_t>(*column)];
        if (code != 0 || !overflows(*column)) return column_value(*column, code);
    }
    for (const auto& field : other_fields(shape)) {
        if (names_[field.name] == name) return values_[field.value];
    }
    return values_[0];
}

}  // namespace baton::ledger
