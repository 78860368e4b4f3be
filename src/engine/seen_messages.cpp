#include "engine/seen_messages.hpp"

#include <utility>

#include "base/id.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t slots_min = 1024;
constexpr std::uint64_t fnv_offset = 14695981039346656037ULL;
constexpr std::uint64_t fnv_prime = 1099511628211ULL;

std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
    for (const char each : text) {
        hash = (hash ^ static_cast<unsigned char>(each)) * fnv_prime;
    }
    return hash;
}

// The finaliser of splitmix64: FNV alone leaves the low bits of short texts close together.
std::uint64_t finished(std::uint64_t hash) {
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBULL;
    return hash ^ (hash >> 31);
}

}  // namespace

std::uint64_t SeenMessages::fingerprint(std::string_view source, std::string_view message_id) {
    std::uint64_t hash = mixed(fnv_offset, source);
    hash = (hash ^ 0xFFU) * fnv_prime;
    hash = finished(mixed(hash, message_id));
    return hash == 0 ? 1 : hash;
}

std::size_t SeenMessages::slot_of(std::uint64_t fingerprint) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t index = fingerprint & mask;
    while (slots_[index].fingerprint != 0 && slots_[index].fingerprint != fingerprint) {
        index = (index + 1) & mask;
    }
    return index;
}

std::optional<SeenMessages::Seen> SeenMessages::find(std::uint64_t fingerprint) const {
    if (slots_.empty()) {
        return std::nullopt;
    }
    const std::size_t index = slot_of(fingerprint);
    const Slot& slot = slots_[index];
    if (slot.fingerprint == 0) {
        return std::nullopt;
    }
    return Seen{.position = {.bucket = static_cast<std::int32_t>(slot.place % bucket_count),
                             .sub = 0,
                             .seq = static_cast<std::int64_t>(slot.place / bucket_count)},
                .body = bodies_[index]};
}

void SeenMessages::add(std::uint64_t fingerprint, Seen seen) {
    if (3 * (size_ + 1) > 2 * slots_.size()) {
        grow();
    }
    const std::size_t index = slot_of(fingerprint);
    if (slots_[index].fingerprint == 0) {
        slots_[index] = {.fingerprint = fingerprint,
                         .place = static_cast<std::uint64_t>(seen.position.seq) * bucket_count +
                                  static_cast<std::uint64_t>(seen.position.bucket)};
        bodies_[index] = seen.body;
        ++size_;
    }
}

void SeenMessages::grow() {
    const std::size_t wanted = slots_.empty() ? slots_min : slots_.size() * 2;
    const std::vector<Slot> old_slots = std::exchange(slots_, std::vector<Slot>(wanted));
    const std::vector<std::uint32_t> old_bodies =
        std::exchange(bodies_, std::vector<std::uint32_t>(wanted));
    for (std::size_t i = 0; i < old_slots.size(); ++i) {
        if (old_slots[i].fingerprint != 0) {
            const std::size_t index = slot_of(old_slots[i].fingerprint);
            slots_[index] = old_slots[i];
            bodies_[index] = old_bodies[i];
        }
    }
}

}  // namespace baton::engine
