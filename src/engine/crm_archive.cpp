#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <span>
#include <variant>
#include <vector>

#include "engine/associations.hpp"
#include "engine/contact_commands.hpp"
#include "engine/crm_objects.hpp"
#include "engine/deal_commands.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

std::int64_t number_in(const std::string& id) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

std::unexpected<Error> not_there(CrmType type, const std::string& id) {
    return fail(Failure::not_found,
                fmt::format("There is no object {} among the {}.", id, name(type)));
}

std::unexpected<Error> not_archived(CrmType type, const std::string& id) {
    return fail(Failure::refused,
                fmt::format("Object {} of the {} is not archived.", id, name(type)));
}

const ledger::Tracks* tracks_of(const ledger::Timeline& timeline,
                                CrmType type,
                                const std::string& id) {
    if (type == CrmType::companies) {
        const ledger::Company* company = timeline.find(CompanyId{number_in(id)});
        return company == nullptr ? nullptr : &company->properties;
    }
    const ledger::Record* record = timeline.find_record(record_of(type), id);
    return record == nullptr ? nullptr : &record->properties;
}

// Companies and records are marked; contacts and deals end by a fact of their own.
Result<Receipt> mark(
    Desk& desk, CrmType type, const std::string& id, Value archived, const Because& because) {
    const ledger::Properties properties{{"archived", std::move(archived)}};
    if (type == CrmType::companies) {
        return change_company(desk, {number_in(id)}, properties, because);
    }
    return change_record(
        desk, {.record = record_of(type), .key = id, .properties = properties}, because);
}

bool is_marked(const ledger::Timeline& timeline, const ledger::Tracks& tracks) {
    const Value archived = timeline.value(tracks, "archived", latest);
    const auto* truth = std::get_if<bool>(&archived);
    return truth != nullptr && *truth;
}

Result<Receipt> take_back(Desk& desk,
                          std::span<const ledger::Mark> deletions,
                          const Because& because) {
    std::vector<ledger::Position> positions;
    for (const ledger::Mark& deletion : deletions) {
        const auto position = desk.timeline().position_of(deletion.order);
        if (!deletion.voided && position) {
            positions.push_back(*position);
        }
    }
    return undo(desk, positions, because);
}

Result<Receipt> restore_contact(Desk& desk, const std::string& id, const Because& because) {
    const ContactId contact{number_in(id)};
    const ledger::Contact* known = desk.timeline().find(contact);
    if (known == nullptr || !known->created()) {
        return not_there(CrmType::contacts, id);
    }
    if (!known->deleted() || known->merged || desk.directory().is_erased(contact)) {
        return not_archived(CrmType::contacts, id);
    }
    const Value address = desk.timeline().value(*known, "email", latest);
    const auto* email = std::get_if<std::string>(&address);
    if (email != nullptr && desk.find_contact_by_email(*email) != nullptr) {
        return fail(Failure::conflict,
                    fmt::format("Another contact has the address {} by now.", *email));
    }
    return take_back(desk, known->all().deletions, because);
}

Result<Receipt> restore_deal(Desk& desk, const std::string& id, const Because& because) {
    const ledger::Deal* known = desk.timeline().find(DealId{number_in(id)});
    if (known == nullptr) {
        return not_there(CrmType::deals, id);
    }
    if (ledger::Timeline::exists(*known, latest)) {
        return not_archived(CrmType::deals, id);
    }
    return take_back(desk, known->deletions, because);
}

}  // namespace

Result<Receipt> archive_object(Desk& desk,
                               CrmType type,
                               const std::string& id,
                               const Because& because) {
    if (type == CrmType::contacts) {
        return delete_contact(desk, {number_in(id)}, because);
    }
    if (type == CrmType::deals) {
        return delete_deal(desk, {number_in(id)}, because);
    }
    const ledger::Tracks* tracks = tracks_of(desk.timeline(), type, id);
    if (tracks == nullptr || is_marked(desk.timeline(), *tracks)) {
        return not_there(type, id);
    }
    return mark(desk, type, id, true, because);
}

Result<Receipt> restore_object(Desk& desk,
                               CrmType type,
                               const std::string& id,
                               const Because& because) {
    if (type == CrmType::contacts) {
        return restore_contact(desk, id, because);
    }
    if (type == CrmType::deals) {
        return restore_deal(desk, id, because);
    }
    const ledger::Tracks* tracks = tracks_of(desk.timeline(), type, id);
    if (tracks == nullptr) {
        return not_there(type, id);
    }
    if (!is_marked(desk.timeline(), *tracks)) {
        return not_archived(type, id);
    }
    return mark(desk, type, id, Unknown{}, because);
}

}  // namespace baton::engine
