#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <utility>

// Rows of things of which there are mostly few: what a vector does, where its 24 bytes and a block
// of its own for each row are too much.
namespace baton {

namespace detail {

template <typename T>
T* few_memory(std::size_t bytes) {
    static_assert(alignof(T) <= alignof(std::max_align_t));
    return static_cast<T*>(::operator new(bytes));
}

// Moves what is at `from` to memory where nothing is yet.
template <typename T>
void relocate(T* from, std::size_t count, T* to) {
    std::uninitialized_move_n(from, count, to);
    std::destroy_n(from, count);
}

// A pointer, null for an empty row, to a head and the elements behind it.
template <typename T>
class BehindPointer {
public:
    BehindPointer() = default;

    BehindPointer(BehindPointer&& other) noexcept : head_(std::exchange(other.head_, nullptr)) {}

    BehindPointer(const BehindPointer&) = delete;
    BehindPointer& operator=(const BehindPointer&) = delete;
    BehindPointer& operator=(BehindPointer&&) = delete;

    ~BehindPointer() { ::operator delete(head_); }

    [[nodiscard]] T* data() const {
        return head_ == nullptr ? nullptr : reinterpret_cast<T*>(head_ + 1);  // NOLINT
    }

    [[nodiscard]] std::size_t size() const { return head_ == nullptr ? 0 : head_->size; }

    // Makes the row longer; what is behind the old end is raw memory.
    T* extend(std::size_t size) {
        if (size == 0) return data();
        if (head_ == nullptr || size > head_->room) {
            const auto old = this->size();
            reserve(std::max(size, old < small ? old + 1 : old + old / 2));
        }
        head_->size = static_cast<std::uint32_t>(size);
        return data();
    }

    // Makes it shorter; what is behind the new end is no more.
    void cut(std::size_t size) {
        if (head_ == nullptr) return;
        head_->size = static_cast<std::uint32_t>(size);
        if (size == 0) ::operator delete(std::exchange(head_, nullptr));
    }

    void reserve(std::size_t room) {
        if (room == 0 || (head_ != nullptr && room <= head_->room)) return;
        auto* fresh = few_memory<Head>(sizeof(Head) + room * sizeof(T));
        std::construct_at(fresh,
                          Head{.size = static_cast<std::uint32_t>(size()),
                               .room = static_cast<std::uint32_t>(room)});
        if (head_ != nullptr) {
            relocate(data(), head_->size, reinterpret_cast<T*>(fresh + 1));  // NOLINT
            ::operator delete(head_);
        }
        head_ = fresh;
    }

private:
    static constexpr std::size_t small = 4;

    struct Head {
        std::uint32_t size = 0;
        std::uint32_t room = 0;
    };

    static_assert(alignof(T) <= alignof(std::uint64_t));

    Head* head_ = nullptr;
};

// The only element in place; several in memory of their own, whose room follows from their count.
template <typename T>
class InPlace {
public:
    InPlace() {}  // NOLINT(modernize-use-equals-default): of the union no member begins

    InPlace(InPlace&& other) noexcept {
        if (other.size_ > 1) {
            many_ = other.many_;
        } else {
            relocate(&other.one_, other.size_, &one_);
        }
        size_ = std::exchange(other.size_, 0);
    }

    InPlace(const InPlace&) = delete;
    InPlace& operator=(const InPlace&) = delete;
    InPlace& operator=(InPlace&&) = delete;

    ~InPlace() {
        if (size_ > 1) ::operator delete(many_);
    }

    [[nodiscard]] T* data() const { return size_ > 1 ? many_ : const_cast<T*>(&one_); }  // NOLINT

    [[nodiscard]] std::size_t size() const { return size_; }

    T* extend(std::size_t size) {
        const auto room = std::bit_ceil(std::max<std::size_t>(size_, 1));
        if (size > room) {
            auto* fresh = few_memory<T>(std::bit_ceil(size) * sizeof(T));
            relocate(data(), size_, fresh);
            if (size_ > 1) ::operator delete(many_);
            many_ = fresh;
        }
        size_ = static_cast<std::uint32_t>(size);
        return data();
    }

    void cut(std::size_t size) {
        if (size_ > 1 && size <= 1) {
            auto* many = many_;
            relocate(many, size, &one_);
            ::operator delete(many);
        }
        size_ = static_cast<std::uint32_t>(size);
    }

    void reserve(std::size_t /*room*/) {}

private:
    union {
        T one_;
        T* many_;
    };

    std::uint32_t size_ = 0;
};

}  // namespace detail

template <typename T, typename Store>
class Row {
public:
    using value_type = T;
    using size_type = std::size_t;
    using difference_type = std::ptrdiff_t;
    using reference = T&;
    using const_reference = const T&;
    using iterator = T*;
    using const_iterator = const T*;

    Row() = default;

    Row(std::initializer_list<T> elements) : Row(elements.begin(), elements.end()) {}

    template <std::forward_iterator From>
    Row(From first, From last) {
        const auto count = static_cast<std::size_t>(std::distance(first, last));
        std::uninitialized_copy(first, last, store_.extend(count));
    }

    Row(const Row& other) : Row(other.begin(), other.end()) {}

    Row(Row&& other) noexcept = default;

    Row& operator=(const Row& other) {
        if (this != &other) *this = Row(other);
        return *this;
    }

    Row& operator=(Row&& other) noexcept {
        if (this == &other) return *this;
        std::destroy_at(this);
        std::construct_at(this, std::move(other));
        return *this;
    }

    ~Row() { std::destroy_n(data(), size()); }

    [[nodiscard]] std::size_t size() const { return store_.size(); }

    [[nodiscard]] bool empty() const { return size() == 0; }

    [[nodiscard]] T* data() { return store_.data(); }

    [[nodiscard]] const T* data() const { return store_.data(); }

    [[nodiscard]] iterator begin() { return data(); }

    [[nodiscard]] iterator end() { return data() + size(); }

    [[nodiscard]] const_iterator begin() const { return data(); }

    [[nodiscard]] const_iterator end() const { return data() + size(); }

    [[nodiscard]] auto rbegin() { return std::make_reverse_iterator(end()); }

    [[nodiscard]] auto rend() { return std::make_reverse_iterator(begin()); }

    [[nodiscard]] auto rbegin() const { return std::make_reverse_iterator(end()); }

    [[nodiscard]] auto rend() const { return std::make_reverse_iterator(begin()); }

    [[nodiscard]] T& operator[](std::size_t place) { return data()[place]; }

    [[nodiscard]] const T& operator[](std::size_t place) const { return data()[place]; }

    [[nodiscard]] T& front() { return data()[0]; }

    [[nodiscard]] const T& front() const { return data()[0]; }

    [[nodiscard]] T& back() { return data()[size() - 1]; }

    [[nodiscard]] const T& back() const { return data()[size() - 1]; }

    void reserve(std::size_t room) { store_.reserve(room); }

    void push_back(T element) { insert(end(), std::move(element)); }

    T& emplace_back() {
        push_back(T{});
        return back();
    }

    iterator insert(const_iterator place, T element) {
        const auto index = static_cast<std::size_t>(place - begin());
        const auto count = size();
        T* const all = store_.extend(count + 1);
        if (index == count) return std::construct_at(all + count, std::move(element));
        std::construct_at(all + count, std::move(all[count - 1]));
        for (auto at = count - 1; at > index; --at)
            all[at] = std::move(all[at - 1]);
        all[index] = std::move(element);
        return all + index;
    }

    void erase(const_iterator first, const_iterator last) {
        if (first == last) return;
        T* const to = begin() + (first - begin());
        T* const rest = std::move(begin() + (last - begin()), end(), to);
        const auto left = static_cast<std::size_t>(rest - begin());
        std::destroy(rest, end());
        store_.cut(left);
    }

    void resize(std::size_t size) {
        if (size < this->size()) return erase(begin() + size, end());
        const auto old = this->size();
        T* const all = store_.extend(size);
        std::uninitialized_value_construct(all + old, all + size);
    }

    void clear() { erase(begin(), end()); }

    bool operator==(const Row& other) const { return std::ranges::equal(*this, other); }

private:
    [[no_unique_address]] Store store_;  // what follows a row may lie in its last bytes
};

// Mostly empty: 8 bytes then.
template <typename T>
using Few = Row<T, detail::BehindPointer<T>>;

// Mostly one, which lies in place; 4 bytes more than it takes.
template <typename T>
using OneOrFew = Row<T, detail::InPlace<T>>;

// Mostly nothing: 8 bytes then.
template <typename T>
class Rarely {
public:
    Rarely() = default;

    Rarely(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: as an optional

    Rarely(const Rarely& other) : value_(other ? std::make_unique<T>(*other) : nullptr) {}

    Rarely(Rarely&&) noexcept = default;

    Rarely& operator=(const Rarely& other) {
        if (this != &other) *this = Rarely(other);
        return *this;
    }

    Rarely& operator=(Rarely&&) noexcept = default;
    ~Rarely() = default;

    [[nodiscard]] bool has_value() const { return value_ != nullptr; }

    explicit operator bool() const { return has_value(); }

    [[nodiscard]] T& operator*() { return *value_; }

    [[nodiscard]] const T& operator*() const { return *value_; }

    [[nodiscard]] T* operator->() { return value_.get(); }

    [[nodiscard]] const T* operator->() const { return value_.get(); }

    T& emplace() {
        value_ = std::make_unique<T>();
        return *value_;
    }

    void reset() { value_.reset(); }

private:
    std::unique_ptr<T> value_;
};

}  // namespace baton
