#include "ledger/timeline_dictionary.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
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

Dictionary::Dictionary() {
    names_.add("");
    values_.emplace_back(Unknown{});
    field_ends_.push_back(0);
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

Code Dictionary::add_fields(const Fields& fields) {
    scratch_.clear();
    std::uint64_t hash = fields.size();
    for (const auto& [name, value] : fields) {
        if (!known(value)) continue;
        scratch_.push_back({.name = names_.add(name), .value = add_value(value)});
        hash = combined(hash, (std::uint64_t{scratch_.back().name} << 32U) | scratch_.back().value);
    }
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

Code Dictionary::add_shape(const Touched& touched) {
    const Shape shape{.kind = add_kind(touched.kind),
                      .fields = add_fields(touched.fields),
                      .actor = touched.actor,
                      .trust = touched.trust,
                      .direction = touched.direction};
    const auto next = static_cast<Code>(shapes_.size());
    const auto flags = (static_cast<std::uint64_t>(shape.actor) << 4U) |
                       (static_cast<std::uint64_t>(shape.trust) << 2U) |
                       static_cast<std::uint64_t>(shape.direction);
    const auto hash = combined((std::uint64_t{shape.kind} << 32U) | shape.fields, flags);
    const auto code =
        shape_table_.find_or_add(hash, next, [&](Code seen) { return shapes_[seen] == shape; });
    if (code == next) shapes_.push_back(shape);
    return code;
}

std::span<const FieldCode> Dictionary::fields(const Shape& shape) const {
    const auto begin = field_ends_[shape.fields];
    return std::span(field_pool_).subspan(begin, field_ends_[shape.fields + 1] - begin);
}

const Value& Dictionary::field(const Shape& shape, std::string_view name) const {
    for (const auto& field : fields(shape)) {
        if (names_[field.name] == name) return values_[field.value];
    }
    return values_[0];
}

}  // namespace baton::ledger
