#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <utility>

#include "base/text.hpp"
#include "engine/contact_views.hpp"
#include "engine/crm_objects.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/survivors.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

Instant last_change(const ledger::Tracks& tracks, Instant otherwise) {
    Instant last = otherwise;
    for (const ledger::PropertyTrack& track : tracks.all()) {
        if (const auto* change = ledger::last_at(track.changes, latest)) {
            last = std::max(last, change->at);
        }
    }
    return last;
}

Instant first_change(const ledger::Tracks& tracks) {
    Instant first = latest;
    for (const ledger::PropertyTrack& track : tracks.all()) {
        if (const auto* change = ledger::first_of(track.changes)) {
            first = std::min(first, change->at);
        }
    }
    return first == latest ? Instant{} : first;
}

std::string lower_case(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) {
        return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 0x20 : letter);
    });
    return text;
}

bool says_anything(const ledger::Tracks& tracks) {
    return std::ranges::any_of(tracks.all(), [](const ledger::PropertyTrack& track) {
        const auto* change = ledger::last_at(track.changes, latest);
        return change != nullptr && change->value != 0;
    });
}

std::int64_t number_in(const std::string& id) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

bool is_record(CrmType type) {
    return type == CrmType::tasks || type == CrmType::notes || type == CrmType::products;
}

}  // namespace

CrmReader::CrmReader(const Workspace::View& view, CrmType type, Instant now)
    : view_(view), type_(type), now_(now) {
    if (is_record(type)) {
        records_ = view.timeline.records_of(record_of(type));
    }
}

std::optional<Instant> CrmReader::archived_at(const ledger::Tracks& tracks) const {
    const auto* change =
        ledger::Timeline::property(tracks, view_.timeline.dictionary().find_name("archived"), now_);
    const auto* truth = change == nullptr
                            ? nullptr
                            : std::get_if<bool>(&view_.timeline.dictionary().value(change->value));
    return truth != nullptr && *truth ? std::optional(change->at) : std::nullopt;
}

std::optional<CrmReader::Entry> CrmReader::entry(const ledger::Contact& contact) const {
    const auto deleted = contact.deleted();
    if (!contact.created() || contact.merged ||
        (deleted && view_.directory.is_erased(contact.id))) {
        return std::nullopt;
    }
    return Entry{.id = std::to_string(contact.id.value),
                 .tracks = &contact.all().properties,
                 .contact = &contact,
                 .created = contact.created(),
                 .archived_at = deleted};
}

std::optional<CrmReader::Entry> CrmReader::entry(const ledger::Company& company) const {
    return says_anything(company.properties)
               ? std::optional(Entry{.id = std::to_string(company.id.value),
                                     .tracks = &company.properties,
                                     .archived_at = archived_at(company.properties)})
               : std::nullopt;
}

std::optional<CrmReader::Entry> CrmReader::entry(const ledger::Deal& deal) const {
    const auto* deleted = ledger::last_at(deal.deletions, latest);
    return ledger::first_of(deal.statuses) != nullptr
               ? std::optional(Entry{
                     .id = std::to_string(deal.id.value),
                     .tracks = &deal.properties,
                     .archived_at = deleted == nullptr ? std::nullopt : std::optional(deleted->at)})
               : std::nullopt;
}

std::optional<CrmReader::Entry> CrmReader::entry(const ledger::Record& record) const {
    return says_anything(record.properties)
               ? std::optional(Entry{.id = record.key,
                                     .tracks = &record.properties,
                                     .archived_at = archived_at(record.properties)})
               : std::nullopt;
}

std::optional<CrmReader::Entry> CrmReader::entry_of(const std::string& id) const {
    const auto found = [&](const auto* record) {
        return record == nullptr ? std::nullopt : entry(*record);
    };
    const std::int64_t number = number_in(id);
    switch (type_) {
        case CrmType::contacts: return found(view_.timeline.find(ContactId{number}));
        case CrmType::companies: return found(view_.timeline.find(CompanyId{number}));
        case CrmType::deals: return found(view_.timeline.find(DealId{number}));
        case CrmType::tasks:
        case CrmType::notes:
        case CrmType::products: break;
    }
    return found(view_.timeline.find_record(record_of(type_), id));
}

std::size_t CrmReader::places() const {
    switch (type_) {
        case CrmType::contacts: return view_.timeline.contacts().size();
        case CrmType::companies: return view_.timeline.companies().size();
        case CrmType::deals: return view_.timeline.deals().size();
        case CrmType::tasks:
        case CrmType::notes:
        case CrmType::products: break;
    }
    return records_.size();
}

std::optional<CrmReader::Entry> CrmReader::entry_at(std::size_t place) const {
    switch (type_) {
        case CrmType::contacts: return entry(view_.timeline.contacts()[place]);
        case CrmType::companies: return entry(view_.timeline.companies()[place]);
        case CrmType::deals: return entry(view_.timeline.deals()[place]);
        case CrmType::tasks:
        case CrmType::notes:
        case CrmType::products: break;
    }
    return entry(*records_[place]);
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

std::vector<CrmVersion> CrmReader::history(const Entry& entry, const std::string& crm_name) const {
    const ledger::Dictionary& dictionary = view_.timeline.dictionary();
    const auto* changes = entry.tracks->find(dictionary.find_name(own_name(type_, crm_name)));
    std::vector<CrmVersion> versions;
    for (const ledger::Change& change : changes == nullptr ? ledger::Changes() : *changes) {
        if (!change.voided) {
            versions.push_back({.value = crm_text(dictionary.value(change.value)).value_or(""),
                                .at = change.at,
                                .by = dictionary.name(change.by)});
        }
    }
    std::ranges::reverse(versions);
    return versions;
}

CrmObject CrmReader::object(const Entry& entry, const CrmShown& shown) {
    const Instant created = entry.created.value_or(first_change(*entry.tracks));
    CrmObject object{.id = entry.id,
                     .properties = {},
                     .created_at = created,
                     .updated_at = last_change(*entry.tracks, created),
                     .archived_at = entry.archived_at};
    const bool usual = shown.properties.empty() && shown.history.empty();
    for (const std::string& each : usual ? default_properties(type_) : shown.properties) {
        object.properties[each] = text(entry, each);
    }
    for (const char* always : {"createdate", "hs_object_id"}) {
        object.properties[always] = text(entry, always);
    }
    const char* modified = type_ == CrmType::contacts ? "lastmodifieddate" : "hs_lastmodifieddate";
    object.properties[modified] = text(entry, modified);
    for (const std::string& each : shown.history) {
        object.properties[each] = text(entry, each);
        object.history[each] = history(entry, each);
    }
    if (!shown.associations.empty() && !associations_) {
        associations_.emplace(view_.timeline, view_.directory, latest);
    }
    for (const CrmType to : shown.associations) {
        object.associations[to] = associations_->of({.type = type_, .id = entry.id}, to);
    }
    return object;
}

CrmPage CrmReader::list(const CrmAsk& ask) {
    CrmPage page{.objects = {}, .next = {}};
    for (std::size_t place = ask.after; place < places(); ++place) {
        const auto found = entry_at(place);
        if (!found || found->archived_at.has_value() != ask.archived) {
            continue;
        }
        if (page.objects.size() == ask.limit) {
            page.next = std::to_string(place);
            break;
        }
        page.objects.push_back(object(*found, ask.shown));
    }
    return page;
}

bool CrmReader::queried(const Entry& entry, const std::string& query) const {
    if (query.empty()) {
        return true;
    }
    std::string words;
    for (const std::string& each : searched_properties(type_)) {
        words += text(entry, each).value_or("") + " ";
    }
    return matches_query(query, words);
}

// Who lacks the property comes last, whichever way it is sorted.
void CrmReader::sort(std::vector<Entry>& found, const std::vector<CrmSort>& sorts) const {
    std::vector<std::pair<std::vector<std::optional<CrmKey>>, std::size_t>> keyed;
    for (const Entry& each : found) {
        std::vector<std::optional<CrmKey>> keys;
        for (const CrmSort& sort : sorts) {
            const auto value = text(each, sort.property);
            keys.push_back(value && !value->empty() ? std::optional(CrmKey(*value)) : std::nullopt);
        }
        keyed.emplace_back(std::move(keys), keyed.size());
    }
    std::ranges::stable_sort(keyed, [&](const auto& left, const auto& right) {
        for (std::size_t i = 0; i < sorts.size(); ++i) {
            const auto& one = left.first[i];
            const auto& other = right.first[i];
            if (one.has_value() != other.has_value()) {
                return one.has_value();
            }
            if (one && *one != *other) {
                return sorts[i].descending ? *one > *other : *one < *other;
            }
        }
        return false;
    });
    std::vector<Entry> sorted;
    for (const auto& [keys, place] : keyed) {
        sorted.push_back(std::move(found[place]));
    }
    found = std::move(sorted);
}

Result<CrmPage> CrmReader::search(const CrmSearch& search) {
    std::vector<std::vector<CrmCondition>> groups;
    for (const auto& group : search.groups) {
        auto& conditions = groups.emplace_back();
        for (const CrmFilter& filter : group) {
            conditions.push_back(TRY(CrmCondition::make(filter)));
        }
    }
    std::vector<Entry> found;
    for (std::size_t place = 0; place < places(); ++place) {
        auto each = entry_at(place);
        if (!each || each->archived_at.has_value() != search.ask.archived) {
            continue;
        }
        const auto fits = [&](const CrmCondition& condition) {
            return condition.passes(text(*each, condition.property()));
        };
        const bool any = groups.empty() || std::ranges::any_of(groups, [&](const auto& group) {
                             return std::ranges::all_of(group, fits);
                         });
        if (any && queried(*each, search.query)) {
            found.push_back(*std::move(each));
        }
    }
    if (!search.sorts.empty()) {
        sort(found, search.sorts);
    }
    CrmPage page{.objects = {}, .next = {}, .total = found.size()};
    std::size_t at = search.ask.after;
    for (; at < found.size() && page.objects.size() < search.ask.limit; ++at) {
        page.objects.push_back(object(found[at], search.ask.shown));
    }
    if (at < found.size()) {
        page.next = std::to_string(at);
    }
    return page;
}

std::optional<CrmObject> CrmReader::find(const std::string& id,
                                         const CrmShown& shown,
                                         const std::string& id_property,
                                         bool archived) {
    std::optional<std::string> known = id;
    if (!id_property.empty()) {
        known = find_unique(view_.timeline, view_.directory, type_, id_property, id)
                    .value_or(std::nullopt);
    }
    const auto found = known ? entry_of(*known) : std::nullopt;
    return found && found->archived_at.has_value() == archived
               ? std::optional(object(*found, shown))
               : std::nullopt;
}

Result<std::optional<std::string>> find_unique(const ledger::Timeline& timeline,
                                               const Directory& directory,
                                               CrmType type,
                                               const std::string& property,
                                               const std::string& value) {
    if (property.empty() || property == "hs_object_id") {
        return value;
    }
    const std::string key = Directory::address_key(value);
    const auto holds = [&](const ledger::Tracks& tracks) {
        return Directory::address_key(text_of(timeline, tracks, property, latest)) == key;
    };
    if (type == CrmType::contacts && property == "email") {
        const ledger::Contact* contact = timeline.find(directory.contact_by_email(value));
        return contact != nullptr && holds(contact->all().properties)
                   ? std::optional(std::to_string(survivor_of(timeline, *contact, latest).id.value))
                   : std::nullopt;
    }
    if (type == CrmType::companies && property == "domain") {
        const ledger::Company* company = timeline.find(directory.company_by_domain(value));
        return company != nullptr && holds(company->properties)
                   ? std::optional(std::to_string(company->id.value))
                   : std::nullopt;
    }
    return fail(Failure::invalid,
                fmt::format("{} does not tell {} apart.", property, name(type)),
                {{"idProperty", "use hs_object_id, email for contacts or domain for companies"}});
}

}  // namespace baton::engine
