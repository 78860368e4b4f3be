#include "ledger/subject.hpp"

#include <cstdint>
#include <string_view>
#include <variant>

#include "base/id.hpp"
#include "ledger/event.hpp"

namespace baton::ledger {

namespace {

// FNV-1a, folded to 53 bits: stable for ever, since buckets are chosen by it.
std::int64_t stable_hash(std::string_view kind, std::string_view text) {
    constexpr std::uint64_t prime = 1099511628211U;
    std::uint64_t hash = 14695981039346656037U;
    const auto mix = [&hash](std::string_view bytes) {
        for (const char byte : bytes) {
            hash = (hash ^ static_cast<unsigned char>(byte)) * prime;
        }
        hash = (hash ^ 0U) * prime;
    };
    mix(kind);
    mix(text);
    constexpr int unsafe_bits = 64 - 53;
    return static_cast<std::int64_t>((hash ^ (hash << unsafe_bits)) >> unsafe_bits);
}

struct SubjectOf {
    Subject operator()(const CompanyChanged& changed) const {
        return {.kind = Subject::Kind::company, .id = changed.company.value};
    }

    Subject operator()(const RecordChanged& changed) const {
        return {.kind = Subject::Kind::record, .id = stable_hash(changed.record, changed.key)};
    }

    Subject operator()(const Touched& touched) const {
        if (touched.contact) return {.kind = Subject::Kind::contact, .id = touched.contact.value};
        return {.kind = Subject::Kind::visitor, .id = touched.visitor.value};
    }

    Subject operator()(const Merged& merged) const {
        return {.kind = Subject::Kind::contact, .id = merged.into.value};
    }

    Subject operator()(const DealChanged& changed) const {
        return {.kind = Subject::Kind::deal, .id = changed.deal.value};
    }

    Subject operator()(const RateSet& /*rate*/) const { return {}; }

    Subject operator()(const Voided& /*voided*/) const { return {}; }

    template <typename OfContact>
    Subject operator()(const OfContact& event) const {
        return {.kind = Subject::Kind::contact, .id = event.contact.value};
    }
};

}  // namespace

Subject subject_of(const What& what) {
    return std::visit(SubjectOf{}, what);
}

std::int32_t bucket_of_text(std::string_view kind, std::string_view text) {
    return static_cast<std::int32_t>(stable_hash(kind, text) % bucket_count);
}

}  // namespace baton::ledger
