#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <utility>

#include "base/text.hpp"
#include "engine/contact_views.hpp"
#include "engine/crm_objects.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"

namespace baton::engine {

namespace {

Instant last_change(const ledger::Tracks& tracks, Instant otherwise) {
    Instant last = otherwise;
    for (const ledger::PropertyTrack& track : tracks.all()) {
        if (const auto* change = ledger::last_at(track.changes, Instant::latest())) {
            last = std::max(last, change->at);
        }
    }
    return last;
}

Instant first_change(const ledger::Tracks& tracks) {
    Instant first = Instant::latest();
    for (const ledger::PropertyTrack& track : tracks.all()) {
        if (!track.changes.empty()) {
            first = std::min(first, track.changes.front().at);
        }
    }
    return first == Instant::latest() ? Instant{} : first;
}

std::string lower_case(std::string text) {
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

}  // namespace

CrmReader::CrmReader(const Workspace::View& view, CrmType type, Instant now)
    : view_(view), type_(type), now_(now) {
    switch (type) {
        case CrmType::contacts:
            for (const ledger::Contact& contact : view.timeline.contacts()) {
                if (find_contact(view, contact.id) != nullptr) {
                    entries_.push_back({.id = std::to_string(contact.id.value),
                                        .tracks = &contact.all().properties,
                                        .contact = &contact,
                                        .created = contact.created()});
                }
            }
            return;
        case CrmType::companies:
            for (const ledger::Company& company : view.timeline.companies()) {
                if (!company.properties.all().empty()) {
                    entries_.push_back(
                        {.id = std::to_string(company.id.value), .tracks = &company.properties});
                }
            }
            return;
        case CrmType::deals:
            for (const ledger::Deal& deal : view.timeline.deals()) {
                if (find_deal(view, deal.id) != nullptr) {
                    entries_.push_back(
                        {.id = std::to_string(deal.id.value), .tracks = &deal.properties});
                }
            }
            return;
        case CrmType::tasks: read_records("task"); return;
        case CrmType::notes: read_records("note"); return;
        case CrmType::products: read_records("product"); return;
    }
}

void CrmReader::read_records(std::string_view record) {
    for (const ledger::Record* each : view_.timeline.records_of(record)) {
        const Value archived = view_.timeline.value(each->properties, "archived", now_);
        const auto* truth = std::get_if<bool>(&archived);
        const bool empty = std::ranges::all_of(each->properties.all(), [](const auto& track) {
            const auto* change = ledger::last_at(track.changes, Instant::latest());
            return change == nullptr || change->value == 0;
        });
        if (!empty && (truth == nullptr || !*truth)) {
            entries_.push_back({.id = each->key, .tracks = &each->properties});
        }
    }
}

std::optional<std::string> CrmReader::text(const Entry& entry, const std::string& crm_name) const {
    if (crm_name == "hs_object_id") {
        return entry.id;
    }
    if (crm_name == "createdate" || crm_name == "hs_createdate") {
        return crm_text(entry.created.value_or(first_change(*entry.tracks)));
    }
    if (crm_name == "lastmodifieddate" || crm_name == "hs_lastmodifieddate") {
        return crm_text(last_change(*entry.tracks, entry.created.value_or(Instant{})));
    }
    if (entry.contact != nullptr && crm_name == "lifecyclestage") {
        const auto slot = view_.timeline.slot_of(*entry.contact);
        const auto* reached = view_.live.history(slot).current_stage();
        return reached == nullptr
                   ? std::nullopt
                   : std::optional(lower_case(view_.live.chain().stage_name(*reached)));
    }
    if (entry.contact != nullptr && crm_name == "company") {
        const ledger::Company* company = view_.timeline.company_of(*entry.contact, now_);
        return company == nullptr ? std::nullopt
                                  : std::optional(company_name(view_.timeline, *company, now_));
    }
    if (type_ == CrmType::tasks && crm_name == "hs_task_status") {
        const bool done = known(view_.timeline.value(*entry.tracks, "done_at", now_));
        return done ? "COMPLETED" : "NOT_STARTED";
    }
    return crm_text(view_.timeline.value(*entry.tracks, own_name(type_, crm_name), now_));
}

CrmObject CrmReader::object(const Entry& entry, const std::vector<std::string>& properties) const {
    const Instant created = entry.created.value_or(first_change(*entry.tracks));
    CrmObject object{.id = entry.id,
                     .properties = {},
                     .created_at = created,
                     .updated_at = last_change(*entry.tracks, created)};
    for (const std::string& each : properties.empty() ? default_properties(type_) : properties) {
        object.properties[each] = text(entry, each);
    }
    for (const char* always : {"createdate", "hs_object_id"}) {
        object.properties[always] = text(entry, always);
    }
    const char* modified = type_ == CrmType::contacts ? "lastmodifieddate" : "hs_lastmodifieddate";
    object.properties[modified] = text(entry, modified);
    return object;
}

CrmPage CrmReader::page(const std::vector<const Entry*>& found, const CrmAsk& ask) const {
    CrmPage page{.objects = {}, .next = {}, .total = found.size()};
    std::size_t at = ask.after;
    for (; at < found.size() && page.objects.size() < ask.limit; ++at) {
        page.objects.push_back(object(*found[at], ask.properties));
    }
    if (at < found.size()) {
        page.next = std::to_string(at);
    }
    return page;
}

CrmPage CrmReader::list(const CrmAsk& ask) const {
    std::vector<const Entry*> all;
    for (const Entry& entry : entries_) {
        all.push_back(&entry);
    }
    return page(all, ask);
}

bool CrmReader::queried(const Entry& entry, const std::string& query) const {
    if (query.empty()) {
        return true;
    }
    std::string words;
    for (const std::string& each : default_properties(type_)) {
        words += text(entry, each).value_or("") + " ";
    }
    return matches_query(query, words);
}

bool CrmReader::matches(const Entry& entry, const CrmSearch& search) const {
    const auto fits = [&](const CrmFilter& filter) {
        return passes(filter, text(entry, filter.property)).value_or(false);
    };
    const bool any_group =
        search.groups.empty() || std::ranges::any_of(search.groups, [&](const auto& group) {
            return std::ranges::all_of(group, fits);
        });
    return any_group && queried(entry, search.query);
}

Result<CrmPage> CrmReader::search(const CrmSearch& search) const {
    for (const auto& group : search.groups) {
        for (const CrmFilter& filter : group) {
            if (!passes(filter, std::nullopt)) {
                return fail(Failure::invalid,
                            fmt::format("{} is not an operator", filter.operator_),
                            {{"operator",
                              "use EQ, NEQ, LT, LTE, GT, GTE, BETWEEN, IN, NOT_IN, "
                              "HAS_PROPERTY, NOT_HAS_PROPERTY, CONTAINS_TOKEN or "
                              "NOT_CONTAINS_TOKEN"}});
            }
        }
    }
    std::vector<const Entry*> found;
    for (const Entry& entry : entries_) {
        if (matches(entry, search)) {
            found.push_back(&entry);
        }
    }
    if (!search.sort.empty()) {
        std::ranges::stable_sort(found, [&](const Entry* left, const Entry* right) {
            const CrmFilter less{.property = search.sort,
                                 .operator_ = "LT",
                                 .value = text(*right, search.sort).value_or("")};
            return passes(less, text(*left, search.sort)).value_or(false);
        });
        if (search.descending) {
            std::ranges::reverse(found);
        }
    }
    return page(found, search.ask);
}

std::optional<CrmObject> CrmReader::find(const std::string& id,
                                         const std::vector<std::string>& properties,
                                         bool by_email) const {
    const std::string wanted = by_email ? text::folded(id) : id;
    const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
        return by_email ? text::folded(text(entry, "email").value_or("")) == wanted
                        : entry.id == wanted;
    });
    return found == entries_.end() ? std::nullopt : std::optional(object(*found, properties));
}

}  // namespace baton::engine
