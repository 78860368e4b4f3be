#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"

struct evp_md_ctx_st;

namespace baton::store {

using Hash = std::array<unsigned char, 32>;

// "9f86d081…": 64 lower-case hexadecimal digits.
[[nodiscard]] std::string render(const Hash& hash);

// SHA-256 of a sequence of values, each in a canonical form of its own: a tag, then eight bytes
// little endian, or a length and the bytes. So no two different sequences have the same bytes.
class Digest {
public:
    Digest();

    // The same memory again, for the next hash.
    void restart();

    void add(std::int64_t number);
    void add(std::string_view text);

    void add(const std::string& text) { add(std::string_view(text)); }

    void add(std::span<const unsigned char> bytes);

    void add(bool value) { add(std::int64_t{value ? 1 : 0}); }

    void add(Instant at) { add(at.micros); }

    template <typename Tag>
    void add(Id<Tag> id) {
        add(id.value);
    }

    template <typename T>
    void add(const std::optional<T>& value) {
        if (value) {
            add(*value);
        } else {
            add_nothing();
        }
    }

    [[nodiscard]] Hash finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };

    void add_nothing();
    void add_raw(char tag, std::int64_t number, std::string_view bytes);

    std::unique_ptr<evp_md_ctx_st, Free> context_;
    std::string waiting_;  // hashing pays for longer pieces
};

}  // namespace baton::store
