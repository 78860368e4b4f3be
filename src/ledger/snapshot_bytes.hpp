#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "base/few.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/snapshot_form.hpp"

// The structures of memory as bytes and back: numbers as they lie in memory, everything of varying
// length behind its count.
namespace baton::ledger {

namespace detail {

// Any bytes of that size are one, and every bit of it says something.
template <typename T>
concept Plain = (std::integral<T> && !std::same_as<T, bool>) || std::same_as<T, Instant> ||
                std::same_as<T, Date> || std::same_as<T, Decimal> || std::same_as<T, ContactId> ||
                std::same_as<T, CompanyId> || std::same_as<T, DealId> || std::same_as<T, VisitorId>;

// A vector or a row.
template <typename T>
concept Elements = requires(T& elements) {
    typename T::value_type;
    elements.emplace_back();
    elements.data();
};

template <typename T>
concept Optional = requires(T& value) {
    value.has_value();
    value.reset();
    value.emplace();
};

// Most elements take this at least; for so many room is made at once.
inline constexpr std::size_t element_bytes = 8;

}  // namespace detail

class SnapshotWriter {
public:
    static constexpr bool is_reader = false;

    template <typename... Members>
    void operator()(const Members&... members) {
        (put(members), ...);
    }

    // A vector whose elements `list` lists.
    template <detail::Elements T, typename List>
    void each(const T& elements, List list) {
        put_count(elements.size());
        for (const auto& element : elements)
            list(element);
    }

    void require(bool /*holds*/) {}

    void raw(const void* bytes, std::size_t size) {
        if (size > 0) bytes_.append(static_cast<const char*>(bytes), size);
    }

    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    void put_count(std::size_t count) { put(std::uint64_t{count}); }

    template <detail::Plain T>
    void put(const T& value) {
        raw(&value, sizeof(value));
    }

    void put(bool value) { put(static_cast<std::uint8_t>(value ? 1 : 0)); }

    template <typename T>
        requires std::is_enum_v<T>
    void put(T value) {
        put(static_cast<std::uint8_t>(value));
    }

    void put(const Currency& currency) { raw(currency.code, sizeof(currency.code)); }

    void put(const Unknown& /*none*/) {}

    void put(std::string_view text) {
        put_count(text.size());
        raw(text.data(), text.size());
    }

    void put(const std::string& text) { put(std::string_view(text)); }

    template <typename T>
    void put(const Pointing<T>& pointing) {
        put(pointing.numbers);
    }

    template <typename... Values>
    void put(const std::variant<Values...>& value) {
        put(static_cast<std::uint8_t>(value.index()));
        std::visit([this](const auto& held) { this->put(held); }, value);
    }

    template <detail::Elements T>
    void put(const T& elements) {
        put_count(elements.size());
        if constexpr (detail::Plain<typename T::value_type>) {
            raw(elements.data(), elements.size() * sizeof(typename T::value_type));
        } else {
            for (const auto& element : elements)
                put(element);
        }
    }

    template <typename T, std::size_t count>
    void put(const std::array<T, count>& elements) {
        for (const auto& element : elements)
            put(element);
    }

    template <typename First, typename Second>
    void put(const std::pair<First, Second>& pair) {
        put(pair.first);
        put(pair.second);
    }

    // In order of their keys, so that equal structures are equal bytes.
    template <typename T>
        requires requires { typename T::key_type; }
    void put(const T& table) {
        std::vector<const typename T::value_type*> entries;
        for (const auto& entry : table)
            entries.push_back(&entry);
        std::ranges::sort(entries, {}, [](const auto* entry) -> const typename T::key_type& {
            if constexpr (requires { typename T::mapped_type; }) {
                return entry->first;
            } else {
                return *entry;
            }
        });
        put_count(entries.size());
        for (const auto* entry : entries)
            put(*entry);
    }

    template <detail::Optional T>
    void put(const T& value) {
        put(value.has_value());
        if (value) put(*value);
    }

    template <typename T>
    void put(const std::unique_ptr<T>& value) {
        put(value != nullptr);
        if (value) put(*value);
    }

    template <typename T>
        requires requires(SnapshotWriter& archive, const T& value) {
            SnapshotForm::list(archive, value);
        }
    void put(const T& value) {
        SnapshotForm::list(*this, value);
    }

    std::string bytes_;
};

// Reads what a SnapshotWriter wrote. Whatever the bytes are, it reads nothing beyond them and asks
// for no more memory than they can fill; once something was wrong, nothing counts.
class SnapshotReader {
public:
    static constexpr bool is_reader = true;

    // REQUIRES: both outlive the reader.
    SnapshotReader(std::span<const char> bytes, const Counts& counts)
        : rest_(bytes), counts_(counts) {}

    template <typename... Members>
    void operator()(Members&&... members) {
        (take(members), ...);
    }

    template <detail::Elements T, typename List>
    void each(T& elements, List list) {
        const auto count = room(elements);
        for (std::size_t place = 0; place < count && holds_; ++place)
            list(elements.emplace_back());
    }

    void require(bool holds) { holds_ = holds_ && holds; }

    [[nodiscard]] const Counts& counts() const { return counts_; }

    [[nodiscard]] bool holds() const { return holds_; }

    // Everything was read, and nothing was wrong.
    [[nodiscard]] bool ended() const { return holds_ && rest_.empty(); }

    // Memory of its own with the next bytes; null without so many.
    template <typename T>
    std::unique_ptr<T[]> block(std::size_t size) {  // NOLINT(*-avoid-c-arrays)
        if (!has(size)) return nullptr;
        auto block = std::make_unique_for_overwrite<T[]>(size);  // NOLINT(*-avoid-c-arrays)
        raw(block.get(), size);
        return block;
    }

private:
    bool has(std::size_t size) {
        require(size <= rest_.size());
        return holds_;
    }

    void raw(void* to, std::size_t size) {
        if (!has(size) || size == 0) return;
        std::memcpy(to, rest_.data(), size);
        rest_ = rest_.subspan(size);
    }

    // A count, which so many bytes each have to follow.
    std::size_t take_count(std::size_t bytes_each) {
        std::uint64_t count = 0;
        take(count);
        require(count <= rest_.size() / bytes_each);
        return holds_ ? static_cast<std::size_t>(count) : 0;
    }

    // Empties the vector and makes room for as many as come.
    template <detail::Elements T>
    std::size_t room(T& elements) {
        elements.clear();
        const auto count = take_count(1);
        elements.reserve(std::min(count, rest_.size() / detail::element_bytes + 1));
        return count;
    }

    template <detail::Plain T>
    void take(T& value) {
        raw(&value, sizeof(value));
    }

    void take(bool& value) {
        std::uint8_t byte = 0;
        take(byte);
        require(byte <= 1);
        value = byte == 1;
    }

    template <typename T>
        requires std::is_enum_v<T>
    void take(T& value) {
        std::uint8_t byte = 0;
        take(byte);
        require(byte <= static_cast<std::uint8_t>(last_of(T{})));
        if (holds_) value = static_cast<T>(byte);
    }

    void take(Currency& currency) {
        raw(currency.code, sizeof(currency.code));
        require(currency.code[sizeof(currency.code) - 1] == '\0');
        if (!holds_) currency = {};
    }

    void take(Unknown& /*none*/) {}

    void take(std::string& text) {
        text.resize(take_count(1));
        raw(text.data(), text.size());
    }

    template <typename T>
    void take(Pointing<T>& pointing) {
        take(pointing.numbers);
        const auto limit = counts_[pointing.among];
        const auto points = [&](std::uint32_t number) {
            return number < limit || (pointing.may_be_none && number == no_code);
        };
        if constexpr (std::integral<T>) {
            require(points(pointing.numbers));
        } else {
            bool all = true;
            for (const auto number : pointing.numbers)
                all = all && points(number);
            require(all);
        }
    }

    template <std::size_t alternative = 0, typename... Values>
    void take_alternative(std::size_t index, std::variant<Values...>& value) {
        if constexpr (alternative < sizeof...(Values)) {
            if (index != alternative) return take_alternative<alternative + 1>(index, value);
            take(value.template emplace<alternative>());
        } else {
            require(false);
        }
    }

    template <typename... Values>
    void take(std::variant<Values...>& value) {
        std::uint8_t index = 0;
        take(index);
        take_alternative(index, value);
    }

    template <detail::Elements T>
    void take(T& elements) {
        if constexpr (detail::Plain<typename T::value_type>) {
            elements.resize(take_count(sizeof(typename T::value_type)));
            raw(elements.data(), elements.size() * sizeof(typename T::value_type));
        } else {
            const auto count = room(elements);
            for (std::size_t place = 0; place < count && holds_; ++place)
                take(elements.emplace_back());
        }
    }

    template <typename T, std::size_t count>
    void take(std::array<T, count>& elements) {
        for (auto& element : elements)
            take(element);
    }

    template <typename First, typename Second>
    void take(std::pair<First, Second>& pair) {
        take(pair.first);
        take(pair.second);
    }

    template <typename T>
        requires requires { typename T::mapped_type; }
    void take(T& table) {
        table.clear();
        const auto count = take_count(1);
        for (std::size_t place = 0; place < count && holds_; ++place) {
            std::pair<typename T::key_type, typename T::mapped_type> entry;
            take(entry);
            require(table.insert(std::move(entry)).second);
        }
    }

    template <typename Key, typename... More>
    void take(std::unordered_set<Key, More...>& set) {
        set.clear();
        const auto count = take_count(sizeof(Key));
        for (std::size_t place = 0; place < count && holds_; ++place) {
            Key key;
            take(key);
            set.insert(key);
        }
    }

    template <detail::Optional T>
    void take(T& value) {
        bool there = false;
        take(there);
        value.reset();
        if (there) take(value.emplace());
    }

    template <typename T>
    void take(std::unique_ptr<T>& value) {
        bool there = false;
        take(there);
        value.reset();
        if (!there || !holds_) return;
        value = std::make_unique<T>();
        take(*value);
    }

    template <typename T>
        requires requires(SnapshotReader& archive, T& value) { SnapshotForm::list(archive, value); }
    void take(T& value) {
        SnapshotForm::list(*this, value);
    }

    std::span<const char> rest_;
    const Counts& counts_;
    bool holds_ = true;
};

}  // namespace baton::ledger
