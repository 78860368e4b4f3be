#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

// Which notes ever named what: contacts, companies, deals, and the people they call. What a note
// says and names as of an instant the timeline tells. In order of first mention; changed by the
// writer alone.
class NoteIndex {
public:
    // All notes afresh. Linear in records.
    void load(const ledger::Timeline& timeline);

    // Notes among a batch's records (record, key).
    void note(const ledger::Timeline& timeline,
              const std::set<std::pair<std::string, std::string>>& records);

    // Slots of records. With whoever was merged into the contact.
    [[nodiscard]] std::vector<ledger::Slot> about(const ledger::Timeline& timeline,
                                                  const ledger::Contact& contact) const;
    [[nodiscard]] std::vector<ledger::Slot> about(CompanyId company) const;
    [[nodiscard]] std::vector<ledger::Slot> about(DealId deal) const;
    // By e-mail address.
    [[nodiscard]] std::vector<ledger::Slot> calling(std::string_view person) const;

private:
    using Slots = std::vector<ledger::Slot>;

    void put(const ledger::Timeline& timeline, ledger::Slot slot);

    std::unordered_map<std::int64_t, Slots> contacts_;
    std::unordered_map<std::int64_t, Slots> companies_;
    std::unordered_map<std::int64_t, Slots> deals_;
    std::map<std::string, Slots, std::less<>> people_;
};

}  // namespace baton::engine
