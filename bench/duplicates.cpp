#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_reader.hpp"
#include "matching/pairs.hpp"

// How well and how fast duplicates are found:
//   bench_duplicates FILE.csv…      precision and recall against the truth that the files carry,
//   all
//                                   files as one base. Febrl's tell it in rec_id (rec-NNN-org,
//                                   rec-NNN-dup-K), dedupe's examples in True Id. Social security
//                                   numbers are not read.
//   bench_duplicates --invented N   the time for N invented contacts, a tenth of them twice
namespace baton::matching {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Sample {
    Roll roll;
    std::vector<std::string> truth;  // by row: who it is
};

struct Header {
    std::string_view name;
    Field field;
};

constexpr auto headers = std::to_array<Header>({
    {"given_name", Field::given_name},
    {"surname", Field::surname},
    {"street_number", Field::house_number},
    {"address_1", Field::street},
    {"address_2", Field::street},
    {"suburb", Field::town},
    {"postcode", Field::postcode},
    {"state", Field::region},
    {"date_of_birth", Field::birth_date},
    {"Site name", Field::company},
    {"Address", Field::street},
    {"Zip", Field::postcode},
    {"Phone", Field::phone},
    {"Website", Field::website},
    {"Email Address", Field::email},
});

double seconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

std::string person_of(std::string_view column, std::string_view text) {
    if (column == "True Id") return std::string(text);
    return std::string(text.substr(0, text.find('-', text.find('-') + 1)));
}

void add_row(Sample& sample,
             std::span<const std::string> columns,
             std::span<const std::string_view> cells) {
    Card card;
    for (std::size_t at = 0; at < std::min(columns.size(), cells.size()); ++at) {
        const std::string_view cell = text::trimmed(cells[at]);
        if (columns[at] == "rec_id" || columns[at] == "True Id") {
            sample.truth.push_back(person_of(columns[at], cell));
        }
        const auto known = std::ranges::find(headers, columns[at], &Header::name);
        if (known == headers.end()) continue;
        std::string& text = card[known->field];
        text += (text.empty() ? "" : " ") + std::string(cell);
    }
    sample.roll.add(card);
}

bool read_file(Sample& sample, const char* path) {
    auto source = connect::open_file(path);
    if (!source) return false;
    connect::CsvReader reader(**source, {});
    std::vector<std::string> columns;
    while (true) {
        const auto row = reader.next();
        if (!row) return false;
        if (*row == nullptr) return true;
        if (columns.empty()) {
            for (const auto cell : (*row)->fields)
                columns.emplace_back(text::trimmed(cell));
        } else {
            add_row(sample, columns, (*row)->fields);
        }
    }
}

std::uint64_t true_pairs(const Sample& sample) {
    std::map<std::string, std::uint64_t> records;
    for (const auto& person : sample.truth)
        ++records[person];
    std::uint64_t pairs = 0;
    for (const auto& [person, count] : records)
        pairs += count * (count - 1) / 2;
    return pairs;
}

void print_shares(const Sample& sample, const std::vector<Pair>& pairs) {
    const auto truth = static_cast<double>(true_pairs(sample));
    for (const double score :
         {0.0, 2.0, reviewable_score, 6.0, 8.0, 10.0, certain_score, 16.0, 20.0}) {
        double found = 0;
        double right = 0;
        for (const Pair& pair : pairs) {
            if (pair.score < score) continue;
            ++found;
            right += sample.truth[pair.left] == sample.truth[pair.right] ? 1 : 0;
        }
        fmt::print("  score >= {:5.2f}{}  pairs {:6}  precision {:.4f}  recall {:.4f}\n",
                   score,
                   score == reviewable_score ? " reviewable"
                   : score == certain_score  ? " certain   "
                                             : "           ",
                   found,
                   found == 0 ? 1 : right / found,
                   right / truth);
    }
}

// How often true pairs agree how in each field: what the room's table was made from.
void print_levels(const Sample& sample) {
    std::map<std::string, std::vector<Row>> people;
    for (Row row = 0; row < sample.roll.size(); ++row)
        people[sample.truth[row]].push_back(row);
    std::array<std::array<double, levels>, fields> seen{};
    for (const auto& [person, rows] : people) {
        for (std::size_t one = 0; one < rows.size(); ++one) {
            for (std::size_t other = one + 1; other < rows.size(); ++other) {
                const auto found = compare(sample.roll, rows[one], rows[other]);
                for (std::size_t field = 0; field < fields; ++field)
                    ++seen[field][index(found[field])];
            }
        }
    }
    for (std::size_t field = 0; field < fields; ++field) {
        double all = 0;
        for (std::size_t level = 1; level < levels; ++level)
            all += seen[field][level];
        if (all == 0) continue;
        fmt::print("  {:<14}", title(field_at(field)));
        for (std::size_t level = 1; level < levels; ++level)
            fmt::print(" {:.4f}", seen[field][level] / all);
        fmt::print("\n");
    }
}

std::vector<Pair> timed_pairs(const Roll& roll, SteadyClock::time_point start, double score_least) {
    const Scale scale(roll);
    const double weighed = seconds_since(start);
    auto pairs = find_pairs(roll, scale, 2, score_least);
    fmt::print("  {} records, read and weighed in {:.2f} s, pairs found after {:.2f} s\n",
               roll.size(),
               weighed,
               seconds_since(start));
    return pairs;
}

int measure_files(std::span<char*> paths) {
    const auto start = SteadyClock::now();
    Sample sample;
    for (const char* path : paths) {
        if (!read_file(sample, path)) {
            fmt::print(stderr, "cannot read {}\n", path);
            return 1;
        }
    }
    sample.roll.close();
    const auto pairs = timed_pairs(sample.roll, start, 0);
    fmt::print("  {} true pairs\n", true_pairs(sample));
    print_shares(sample, pairs);
    print_levels(sample);
    return 0;
}

class Dice {
public:
    std::uint64_t below(std::uint64_t end) {
        state_ += 0x9E3779B97F4A7C15;
        std::uint64_t mixed = (state_ ^ (state_ >> 30U)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31U)) % end;
    }

private:
    std::uint64_t state_ = 1;
};

std::string name_of(std::uint64_t number) {
    constexpr std::array<std::string_view, 16> syllables{"an",
                                                         "be",
                                                         "cor",
                                                         "da",
                                                         "el",
                                                         "fi",
                                                         "gar",
                                                         "ho",
                                                         "in",
                                                         "ka",
                                                         "lo",
                                                         "mer",
                                                         "no",
                                                         "ra",
                                                         "sto",
                                                         "ti"};
    std::string name;
    for (int i = 0; i < 3; ++i, number /= 16)
        name += syllables[number % 16];
    return name;
}

Card invented(Dice& dice, std::uint64_t companies) {
    // The lesser of two throws: some names are many times as frequent as others.
    const auto skewed = [&](std::uint64_t end) {
        return std::min(dice.below(end), dice.below(end));
    };
    const auto company = name_of(skewed(companies)) + fmt::format("{}", skewed(companies));
    Card card;
    card[Field::given_name] = name_of(skewed(600));
    card[Field::surname] = name_of(skewed(4000));
    card[Field::email] = fmt::format(
        "{}.{}{}@{}.test", card[Field::given_name], card[Field::surname], dice.below(100), company);
    card[Field::phone] = fmt::format("+4930{:08}", dice.below(100'000'000));
    card[Field::company] = company + " GmbH";
    card[Field::website] = company + ".test";
    card[Field::town] = name_of(skewed(2000));
    card[Field::postcode] = fmt::format("{:05}", skewed(100'000));
    return card;
}

int measure_invented(std::uint64_t contacts) {
    const auto start = SteadyClock::now();
    Sample sample;
    Dice dice;
    for (std::uint64_t person = 0; sample.roll.size() < contacts; ++person) {
        Card card = invented(dice, contacts / 10 + 1);
        sample.roll.add(card);
        sample.truth.push_back(fmt::format("{}", person));
        if (person % 10 != 0 || sample.roll.size() == contacts) continue;
        card[Field::email] = fmt::format("{}@private.test", card[Field::surname]);
        card[Field::surname].erase(1, 1);
        card[Field::phone].clear();
        sample.roll.add(card);
        sample.truth.push_back(fmt::format("{}", person));
    }
    sample.roll.close();
    const auto pairs = timed_pairs(sample.roll, start, reviewable_score);
    fmt::print("  {} true pairs\n", true_pairs(sample));
    print_shares(sample, pairs);
    return 0;
}

}  // namespace
}  // namespace baton::matching

int main(int count, char** arguments) {
    const std::span<char*> all(arguments, static_cast<std::size_t>(count));
    if (all.size() == 3 && std::string_view(all[1]) == "--invented") {
        return baton::matching::measure_invented(std::strtoull(all[2], nullptr, 10));
    }
    if (all.size() < 2) {
        fmt::print(stderr, "bench_duplicates FILE.csv… | --invented N\n");
        return 2;
    }
    return baton::matching::measure_files(all.subspan(1));
}
