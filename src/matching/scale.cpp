#include "matching/scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "matching/compare.hpp"
#include "matching/field.hpp"
#include "matching/roll.hpp"

namespace baton::matching {

namespace {

using Shares = std::array<double, levels>;

// How often duplicates are so in a field that both have: unknown, same, near, alike, swapped,
// different. Set by judgement, near what the true pairs of Febrl's dataset 1 show where it has the
// field; outside of it names are swapped more rarely. Febrl's other sets were not looked at for it.
constexpr std::array<Shares, fields> among_duplicates{{
    {0, 0.78, 0.11, 0.02, 0.01, 0.08},  // given name
    {0, 0.80, 0.13, 0.02, 0.01, 0.04},  // surname
    {0, 0.90, 0.06, 0.01, 0, 0.03},     // birth date
    {0, 0.40, 0.10, 0.10, 0, 0.40},     // e-mail
    {0, 0.60, 0.05, 0, 0, 0.35},        // phone
    {0, 0.60, 0.20, 0.10, 0, 0.10},     // company
    {0, 0.70, 0.05, 0, 0, 0.25},        // website
    {0, 0.60, 0.25, 0.12, 0, 0.03},     // street
    {0, 0.82, 0.08, 0, 0, 0.10},        // house number
    {0, 0.80, 0.12, 0.02, 0, 0.06},     // town
    {0, 0.85, 0.10, 0, 0, 0.05},        // postcode
    {0, 0.95, 0.03, 0, 0, 0.02},        // region
}};

// How often strangers are, where the roll does not tell: for a text, how many records have it.
constexpr std::array<Shares, fields> among_strangers{{
    {0, 0.005, 0.005, 0.02, 0.0001, 0.97},   // given name
    {0, 0.001, 0.002, 0.01, 0.0001, 0.987},  // surname
    {0, 0.00005, 0.002, 0.01, 0, 0.988},     // birth date
    {0, 0.000001, 0.0001, 0.001, 0, 0.999},  // e-mail
    {0, 0.000005, 0.0001, 0, 0, 0.9999},     // phone
    {0, 0.0005, 0.001, 0.01, 0, 0.99},       // company
    {0, 0.0005, 0.0001, 0, 0, 0.999},        // website
    {0, 0.0005, 0.001, 0.01, 0, 0.99},       // street
    {0, 0.01, 0.08, 0, 0, 0.91},             // house number
    {0, 0.005, 0.002, 0.02, 0, 0.97},        // town
    {0, 0.002, 0.01, 0, 0, 0.99},            // postcode
    {0, 0.2, 0.05, 0, 0, 0.75},              // region
}};

constexpr double usual_records = 500;  // what is usual counts as much as that many records
constexpr double usual_pairs = 2'000;
constexpr double place_bits_max = 18;
constexpr double company_bits_max = 14;
constexpr double records_least = 1'000;

// Mixes all fields of a record into a number that does not depend on where it stands.
std::vector<Row> shuffled(const Roll& roll) {
    const auto mixed = [&](Row row) {
        std::uint64_t number = 0x9E3779B97F4A7C15;
        for (std::size_t at = 0; at < fields; ++at) {
            number = (number ^ roll.code(field_at(at), row)) * 0xBF58476D1CE4E5B9;
            number ^= number >> 29U;
        }
        return number;
    };
    std::vector<std::uint64_t> numbers(roll.size());
    std::vector<Row> rows(roll.size());
    std::iota(rows.begin(), rows.end(), Row{0});
    for (const Row row : rows)
        numbers[row] = mixed(row);
    std::ranges::sort(rows, {}, [&](Row row) { return numbers[row]; });
    return rows;
}

bool is_place(Field field) {
    return field == Field::street || field == Field::house_number || field == Field::town ||
           field == Field::postcode || field == Field::region;
}

bool is_company(Field field) {
    return field == Field::company || field == Field::website;
}

bool counts_by_text(Level level) {
    return level == Level::same || level == Level::swapped;
}

}  // namespace

double Judgement::probability() const {
    return 1 / (1 + std::exp2(-score));
}

Scale::Scale(const Roll& roll)
    : roll_(roll), prior_(-std::log2(std::max(static_cast<double>(roll.size()), records_least))) {
    draw_pairs();
}

// Each record with some that stand far away from it in the shuffled order.
void Scale::draw_pairs() {
    constexpr std::size_t pairs_wanted = 40'000;
    const auto rows = shuffled(roll_);
    std::array<std::array<double, levels>, fields> seen{};
    const std::size_t count = rows.size();
    const std::size_t strides = count < 16 ? 0 : std::min<std::size_t>(count / 4, 50);
    std::size_t pairs = 0;
    for (std::size_t stride = 1; stride <= strides && pairs < pairs_wanted; ++stride) {
        const std::size_t away = count / 4 + stride;
        for (std::size_t at = 0; at < count && pairs < pairs_wanted; ++at, ++pairs) {
            const auto found = compare(roll_, rows[at], rows[(at + away) % count]);
            for (std::size_t field = 0; field < fields; ++field)
                ++seen[field][index(found[field])];
        }
    }
    for (std::size_t field = 0; field < fields; ++field) {
        auto& counts = seen[field];
        counts[index(Level::unknown)] = 0;
        const double all = std::accumulate(counts.begin(), counts.end(), usual_pairs);
        for (std::size_t level = 0; level < levels; ++level) {
            const double usual = usual_pairs * among_strangers[field][level];
            strangers_[field][level] = (counts[level] + usual) / all;
        }
    }
}

double Scale::bits(Field field, Level level, Code text) const {
    const Shares& duplicates = among_duplicates[index(field)];
    if (level == Level::unknown) return 0;
    double strangers = strangers_[index(field)][index(level)];
    if (counts_by_text(level)) {
        const double others = roll_.column(field).count(text) - 1;
        const double usual = usual_records * among_strangers[index(field)][index(Level::same)];
        strangers = (others + usual) / (roll_.known(field) + usual_records);
    }
    return std::log2(duplicates[index(level)] / strangers);
}

Judgement Scale::judge(Row left, Row right) const {
    const auto named = [&](Field field) {
        return roll_.knows(field, left) && roll_.knows(field, right);
    };
    const bool has_name = named(Field::surname) || named(Field::given_name);
    // Of two texts that differ the later one speaks: the same both ways.
    return weigh(compare(roll_, left, right), left, right, has_name);
}

Judgement Scale::judge(const Card& plain, Row row) const {
    const bool has_name = !plain[Field::surname].empty() || !plain[Field::given_name].empty();
    return weigh(compare(roll_, plain, row), row, row, has_name);
}

Judgement Scale::weigh(const Levels& found, Row left, Row right, bool has_name) const {
    Judgement result;
    double place = 0;
    double company = 0;
    double person = 0;
    for (std::size_t at = 0; at < fields; ++at) {
        const Field field = field_at(at);
        const Code text = std::max(roll_.code(field, left), roll_.code(field, right));
        const double weight = bits(field, found[at], text);
        const bool same = found[at] == Level::same;
        result.evidence[at] = {.field = field,
                               .level = found[at],
                               .bits = weight,
                               .records = same ? roll_.column(field).count(text) : 0};
        (is_place(field) ? place : is_company(field) ? company : person) += weight;
    }
    if (has_name) company = std::min(company, company_bits_max);
    result.score = prior_ + person + std::min(place, place_bits_max) + company;
    return result;
}

}  // namespace baton::matching
