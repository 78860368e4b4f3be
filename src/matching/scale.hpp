#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "matching/compare.hpp"
#include "matching/field.hpp"
#include "matching/roll.hpp"

namespace baton::matching {

// How much a field says for (above 0) or against two records being the same, in bits: each bit
// doubles the odds.
struct Evidence {
    Field field = Field::given_name;
    Level level = Level::unknown;
    double bits = 0;
    std::uint32_t records = 0;  // that have this very text, when both records have it
};

// What all fields say together. `score` is the logarithm to base 2 of the odds that they are the
// same, how rare duplicates are included.
struct Judgement {
    double score = 0;
    std::array<Evidence, fields> evidence;

    [[nodiscard]] double probability() const;
};

// 0.95 and 0.9999: above the first a person should look, above the second nobody needs to.
inline constexpr double reviewable_score = 4.25;
inline constexpr double certain_score = 13.3;

// Weighs evidence as I. P. Fellegi and A. B. Sunter do, "A Theory for Record Linkage", JASA 64
// (1969): the logarithm of how often duplicates agree so against how often strangers do. How often
// strangers do is read from the roll itself: of a text, by how many records have it (H. B. Newcombe
// et al., Science 130, 1959), of the other levels by comparing many pairs drawn from it; a small
// roll is filled up with what is usual. What belongs together counts to a limit: an address of five
// fields is one piece of evidence, and so is a company.
// The same whatever the order in which records were added. Read by any number of threads.
class Scale {
public:
    // REQUIRES: the roll is closed and outlives the scale.
    explicit Scale(const Roll& roll);

    [[nodiscard]] Judgement judge(Row left, Row right) const;

    // Somebody who is not on the roll, in plain form, and a record of it.
    [[nodiscard]] Judgement judge(const Card& plain, Row row) const;

private:
    [[nodiscard]] Judgement weigh(const Levels& found, Row left, Row right, bool has_name) const;
    void draw_pairs();
    [[nodiscard]] double bits(Field field, Level level, Code text) const;

    const Roll& roll_;
    double prior_;
    std::array<std::array<double, levels>, fields> strangers_{};
};

}  // namespace baton::matching
