#include "ledger/name_table.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/id.hpp"
#include "ledger/subject.hpp"

namespace baton::ledger {

std::int64_t NameTable::Names::find(std::string_view name) const {
    const auto found = ids_.find(name);
    return found == ids_.end() ? 0 : found->second;
}

std::string_view NameTable::Names::name_of(std::int64_t id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? std::string_view() : found->second;
}

void NameTable::Names::add(std::string_view name, std::int64_t id) {
    const auto [entry, added] = ids_.emplace(name, id);
    if (!added) return;
    names_.emplace(id, entry->first);
    last_sequence_ = std::max(last_sequence_, id / bucket_count);
}

std::int64_t NameTable::Names::get(std::string_view kind, std::string_view name) {
    if (const auto known = find(name); known != 0) return known;
    const auto id = (last_sequence_ + 1) * bucket_count + bucket_of_text(kind, name);
    add(name, id);
    return id;
}

ContactId NameTable::contact(std::string_view external_id) {
    return {contacts_.get("contact", external_id)};
}

VisitorId NameTable::visitor(std::string_view external_id) {
    return {visitors_.get("visitor", external_id)};
}

CompanyId NameTable::company(std::string_view external_id) {
    return {companies_.get("company", external_id)};
}

DealId NameTable::deal(std::string_view external_id) {
    return {deals_.get("deal", external_id)};
}

void NameTable::add(std::string_view external_id, ContactId id) {
    contacts_.add(external_id, id.value);
}

void NameTable::add(std::string_view external_id, VisitorId id) {
    visitors_.add(external_id, id.value);
}

void NameTable::add(std::string_view external_id, CompanyId id) {
    companies_.add(external_id, id.value);
}

void NameTable::add(std::string_view external_id, DealId id) {
    deals_.add(external_id, id.value);
}

}  // namespace baton::ledger
