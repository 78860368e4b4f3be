#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"

// What a lead is worth: of the leads old enough to have been won, the revenue they brought, divided
// by how many they were (close rate times average revenue, in one division).
namespace baton::goals {

struct Win {
    Instant at;
    std::int64_t minor = 0;
};

// Somebody who came to the stage at which marketing hands over.
struct Lead {
    Instant at;
    std::string source;          // channel of the first known touch; empty: not known
    std::size_t stages = 0;      // how many stages after that one the journey came to
    std::vector<Win> wins = {};  // of their deals, after it; a deal counts for one lead

    [[nodiscard]] bool won_by(Instant until) const;
    // What those wins come to.
    [[nodiscard]] std::int64_t minor_by(Instant until) const;
};

struct LeadValue {
    std::string source;
    std::int64_t leads = 0;                        // of any age
    std::int64_t mature = 0;                       // the denominator
    std::int64_t won = 0;                          // of the mature
    std::int64_t won_minor = 0;                    // the numerator
    std::optional<std::int64_t> value_minor = {};  // half away from zero; none without a mature one
    bool operator==(const LeadValue&) const = default;
};

// A source of fewer mature leads has no value of its own.
inline constexpr std::int64_t leads_for_a_value = 20;

// What was known at `as_of`: later leads and wins are left out. Leads from `mature_until` on are
// too young.
struct KnownLeads {
    Instant as_of;
    Instant mature_until;
};

// In order of source.
[[nodiscard]] std::vector<LeadValue> values_by_source(std::span<const Lead> leads,
                                                      const KnownLeads& known);
// Of all together; the source is empty.
[[nodiscard]] LeadValue value_of_all(std::span<const Lead> leads, const KnownLeads& known);

// What leads are counted for: the value of their source, of all where that has too few; none
// when nothing is known.
class PriceList {
public:
    PriceList(std::vector<LeadValue> by_source, LeadValue all)
        : by_source_(std::move(by_source)), all_(std::move(all)) {}

    [[nodiscard]] std::optional<std::int64_t> price_minor(std::string_view source) const;

private:
    std::vector<LeadValue> by_source_;
    LeadValue all_;
};

}  // namespace baton::goals
