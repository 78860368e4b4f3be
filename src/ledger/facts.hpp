#pragma once

#include <cstddef>
#include <span>
#include <unordered_map>
#include <vector>

#include "ledger/timeline_dictionary.hpp"

namespace baton::ledger {

// One thing of each record, by slot: the only one it ever had, in one array, so that what most
// records never change is read without going to them. It errs on the side of `varies`: a value
// that was voided still counts as one that the record had.
class Facts {
public:
    static constexpr Code none = 0;          // never set, or only to Unknown
    static constexpr Code varies = no_code;  // more than one

    void add(std::size_t slot, Code code) {
        if (slot >= codes_.size()) codes_.resize(slot + 1, none);
        auto& known = codes_[slot];
        if (known == none || known == code) {
            known = code;
        } else if (code != none) {
            known = varies;
        }
    }

    [[nodiscard]] Code operator[](std::size_t slot) const {
        return slot < codes_.size() ? codes_[slot] : none;
    }

    // The same of as many slots as have any.
    [[nodiscard]] std::span<const Code> codes() const { return codes_; }

private:
    friend struct SnapshotForm;

    std::vector<Code> codes_;
};

// The properties of one sort of records, by name. O(1) to read; 4 bytes a record and property.
class PropertyFacts {
public:
    void add(Code name, std::size_t slot, Code value) { of_[name].add(slot, value); }

    // Null when no record has the property.
    [[nodiscard]] const Facts* find(Code name) const {
        const auto found = of_.find(name);
        return found == of_.end() ? nullptr : &found->second;
    }

private:
    friend struct SnapshotForm;

    std::unordered_map<Code, Facts> of_;
};

}  // namespace baton::ledger
