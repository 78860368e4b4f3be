#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/id.hpp"

namespace baton::ledger {

// External ids and the internal ids they stand for, both ways. `get` creates an id where none is
// known: the nth new one of its kind gets sequence n and a bucket that follows from its external
// id.
class NameTable {
public:
    NameTable() = default;
    NameTable(NameTable&&) = default;
    NameTable& operator=(NameTable&&) = default;
    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;
    ~NameTable() = default;

    [[nodiscard]] ContactId contact(std::string_view external_id);
    [[nodiscard]] VisitorId visitor(std::string_view external_id);
    [[nodiscard]] CompanyId company(std::string_view external_id);
    [[nodiscard]] DealId deal(std::string_view external_id);

    // Makes a pair known that was chosen elsewhere. New ids continue after the highest sequence.
    void add(std::string_view external_id, ContactId id);
    void add(std::string_view external_id, VisitorId id);
    void add(std::string_view external_id, CompanyId id);
    void add(std::string_view external_id, DealId id);

    // Empty when the id is not known.
    [[nodiscard]] std::string_view name_of(ContactId id) const {
        return contacts_.name_of(id.value);
    }

    [[nodiscard]] std::string_view name_of(VisitorId id) const {
        return visitors_.name_of(id.value);
    }

    [[nodiscard]] std::string_view name_of(CompanyId id) const {
        return companies_.name_of(id.value);
    }

    [[nodiscard]] std::string_view name_of(DealId id) const { return deals_.name_of(id.value); }

    // None when the external id is not known.
    [[nodiscard]] ContactId find_contact(std::string_view external_id) const {
        return {contacts_.find(external_id)};
    }

    [[nodiscard]] VisitorId find_visitor(std::string_view external_id) const {
        return {visitors_.find(external_id)};
    }

    [[nodiscard]] CompanyId find_company(std::string_view external_id) const {
        return {companies_.find(external_id)};
    }

    [[nodiscard]] DealId find_deal(std::string_view external_id) const {
        return {deals_.find(external_id)};
    }

private:
    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    class Names {
    public:
        [[nodiscard]] std::int64_t get(std::string_view kind, std::string_view name);
        void add(std::string_view name, std::int64_t id);
        [[nodiscard]] std::string_view name_of(std::int64_t id) const;
        [[nodiscard]] std::int64_t find(std::string_view name) const;

    private:
        // Nodes do not move, so that the names can be viewed from the other side.
        std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> ids_;
        std::unordered_map<std::int64_t, std::string_view> names_;
        std::int64_t last_sequence_ = 0;
    };

    Names contacts_;
    Names visitors_;
    Names companies_;
    Names deals_;
};

}  // namespace baton::ledger
