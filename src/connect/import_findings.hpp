#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace baton::connect {

// A row of one of the files.
struct FoundRow {
    std::string file = {};
    std::uint64_t row = 0;  // counted from 1 behind the header

    bool operator==(const FoundRow&) const = default;
};

// How many rows a finding names.
inline constexpr std::size_t found_rows_max = 100;

// One thing worth saying about an import: how often, the first case of it, and where.
struct Finding {
    std::string code;
    std::uint64_t count = 0;
    std::string example;
    std::vector<FoundRow> rows = {};

    bool operator==(const Finding&) const = default;
};

// The finding as a sentence for people, without its example.
[[nodiscard]] std::string describe(const Finding& finding);

// What people do about it; empty where there is nothing to do.
[[nodiscard]] std::string_view advice(const Finding& finding);

// Whether the file contradicts itself, or what is known: a flaw of what it tells, not of how.
[[nodiscard]] bool is_contradiction(const Finding& finding);

// What was found, in the order it was first found.
class Findings {
public:
    void note(std::string_view code, std::string_view example);

    // What is noted from now on is about that row. The file's name stays until it is given again.
    void at_file(std::string_view file);

    void at_row(std::uint64_t row) { row_ = row; }

    [[nodiscard]] const std::vector<Finding>& list() const { return list_; }

private:
    std::vector<Finding> list_;
    std::string file_;
    std::uint64_t row_ = 0;  // 0: about the file
};

enum class Reference : std::uint8_t { product, user, company };

// The names, ids and e-mails that rows may refer to: those of the workspace (the caller adds them)
// and those of the files read before. Compared without case. Where none of a sort is known at all,
// nothing is called unknown.
class References {
public:
    void add(Reference sort, std::string_view text);
    [[nodiscard]] bool misses(Reference sort, std::string_view text) const;

private:
    std::unordered_set<std::string> known_[3];
};

}  // namespace baton::connect
