#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/id.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"
#include "ledger/timeline_dictionary.hpp"

namespace baton::engine {

// Who is meant by a text: external ids, e-mail addresses, domains and names, as the events gave
// them. Derived; a later event wins. A hit is where to look, not a promise that the record still
// answers to that text: changes and voids leave old entries behind, so the caller compares (Desk
// does). Not thread safe.
class Directory {
public:
    void read(const ledger::What& what);

    // Anonymous ids are not in the ledger; the store keeps them beside it.
    [[nodiscard]] ledger::NameTable& visitors() { return visitors_; }

    [[nodiscard]] const ledger::NameTable& visitors() const { return visitors_; }

    [[nodiscard]] ContactId contact_by_external_id(std::string_view id) const;
    [[nodiscard]] ContactId contact_by_email(std::string_view email) const;
    [[nodiscard]] CompanyId company_by_external_id(std::string_view id) const;
    [[nodiscard]] CompanyId company_by_domain(std::string_view domain) const;
    [[nodiscard]] CompanyId company_by_name(std::string_view name) const;
    [[nodiscard]] DealId deal_by_external_id(std::string_view id) const;
    // The deals that name a company by this external id, or did.
    [[nodiscard]] std::vector<DealId> deals_naming(std::string_view company) const;
    [[nodiscard]] VisitorId visitor(std::string_view anonymous_id) const;

    // Nobody answers to anything of theirs any more.
    [[nodiscard]] bool is_erased(ContactId contact) const { return erased_.contains(contact); }

    // The form in which e-mail addresses and domains are compared: trimmed and case folded.
    [[nodiscard]] static std::string address_key(std::string_view address);

    // How many people were erased.
    [[nodiscard]] std::size_t erased() const { return erased_.size(); }

private:
    friend struct MemoryForm;

    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    // Ids by text, close together: a workspace has more of these than of anything else.
    class Names {
    public:
        void set(std::string_view text, std::int64_t id);
        [[nodiscard]] std::int64_t find(std::string_view text) const;  // 0 when never set

        [[nodiscard]] std::size_t size() const { return ids_.size(); }

        // REQUIRES: code < size().
        [[nodiscard]] const std::string& text(ledger::Code code) const { return texts_[code]; }

        [[nodiscard]] std::int64_t id(ledger::Code code) const { return ids_[code]; }

    private:
        ledger::Texts texts_;
        std::vector<std::int64_t> ids_;  // by the code of the text
    };

    void read_properties(ContactId contact, const ledger::Properties& properties);
    void read_company(const ledger::CompanyChanged& changed);
    void read_deal(const ledger::DealChanged& changed);

    Names contacts_;
    Names emails_;
    Names companies_;
    Names domains_;
    Names company_names_;
    Names deals_;
    std::unordered_map<std::string, std::vector<DealId>, TextHash, std::equal_to<>> company_deals_;
    ledger::NameTable visitors_;
    std::unordered_set<ContactId> erased_;
};

}  // namespace baton::engine
