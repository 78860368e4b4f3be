#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace baton::connect {

// One thing worth saying about an import: how often, and the first case of it.
struct Finding {
    std::string code;
    std::uint64_t count = 0;
    std::string example;

    bool operator==(const Finding&) const = default;
};

// The finding as a sentence for people, without its example.
[[nodiscard]] std::string describe(const Finding& finding);

// What was found, in the order it was first found.
class Findings {
public:
    void note(std::string_view code, std::string_view example);

    [[nodiscard]] const std::vector<Finding>& list() const { return list_; }

private:
    std::vector<Finding> list_;
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
