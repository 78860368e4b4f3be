#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/room.hpp"

namespace baton::lifecycle {

Candidates::Candidates(const Chain& chain, const ledger::Timeline& timeline)
    : chain_(chain), timeline_(timeline) {
    for (std::size_t version = 0; version < chain.size(); ++version) {
        const auto& program = chain.program(version);
        reads_handoffs_ = reads_handoffs_ || program.reads_handoffs();
        reads_deals_ = reads_deals_ || program.reads_deals();
        for (const auto& property : program.properties()) {
            reads_companies_ = reads_companies_ || property.of_company;
            properties_.push_back(property);
        }
    }
}

void Candidates::start(Instant from, Instant until) {
    from_ = from;
    until_ = until;
    instants_.clear();
    find_codes();
}

void Candidates::find_codes() {
    codes_.resize(properties_.size(), ledger::no_code);
    for (std::size_t property = 0; property < codes_.size(); ++property) {
        auto& code = codes_[property];
        if (code != ledger::no_code) continue;
        code = timeline_.dictionary().find_name(properties_[property].name);
    }
}

const std::vector<Instant>& Candidates::finish() {
    std::sort(instants_.begin(), instants_.end());
    instants_.erase(std::unique(instants_.begin(), instants_.end()), instants_.end());
    return instants_;
}

void Candidates::add_life(const ledger::Contact& contact) {
    if (const auto created = contact.created()) {
        add(*created);
        from_ = std::max(from_, plus(*created, -1));
    }
    if (const auto deleted = contact.deleted()) add(*deleted);
    if (contact.merged) add(contact.merged->at);
    for (const auto source : contact.sources)
        add(timeline_.contacts()[source].merged->at);
}

void Candidates::add_records(const ledger::Contact& contact) {
    add_properties(contact);
    if (reads_handoffs_) add_handoffs(contact);
    if (reads_deals_) add_deals(contact);
    if (chain_.placements()) add_all(contact.all().placements);
}

void Candidates::add_properties(const ledger::Contact& contact) {
    add_tracks(contact.all().properties, false);
    if (reads_companies_) add_companies(contact);
}

void Candidates::add_companies(const ledger::Contact& contact) {
    add_all(contact.all().companies);
    for (const auto& change : contact.all().companies) {
        if (change.voided || change.company == ledger::no_slot) continue;
        add_tracks(timeline_.companies()[change.company].properties, true);
    }
}

void Candidates::add_tracks(const ledger::Tracks& tracks, bool of_company) {
    for (const auto& track : tracks.all()) {
        bool read = false;
        for (std::size_t property = 0; property < codes_.size(); ++property) {
            read |=
                codes_[property] == track.name && properties_[property].of_company == of_company;
        }
        if (read) add_all(track.changes);
    }
}

void Candidates::add_handoffs(const ledger::Contact& contact) {
    for (const auto& fact : contact.all().handoffs) {
        if (!fact.voided) add(std::max(fact.at, fact.visible_from));
    }
}

void Candidates::add_deals(const ledger::Contact& contact) {
    for (const auto slot : timeline_.deals_of(contact)) {
        const auto& deal = timeline_.deals()[slot];
        add_all(deal.statuses);
        add_all(deal.contacts);
        add_all(deal.deletions);
        for (const auto& track : deal.properties.all())
            add_all(track.changes);
    }
}

}  // namespace baton::lifecycle
