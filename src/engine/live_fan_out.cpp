#include <algorithm>
#include <utility>

#include "engine/live.hpp"

// Changes of large companies, on their way to all their contacts.
namespace baton::engine {

namespace {

std::vector<std::pair<ContactId, ledger::Slot>> by_id(const ledger::Timeline& timeline,
                                                      const std::vector<ledger::Slot>& slots) {
    std::vector<std::pair<ContactId, ledger::Slot>> contacts;
    contacts.reserve(slots.size());
    for (const ledger::Slot slot : slots) {
        contacts.emplace_back(timeline.contacts()[slot].id, slot);
    }
    std::ranges::sort(contacts);
    return contacts;
}

}  // namespace

void Live::begin_fan_out(Desk& desk, const Desk::CompanyChange& change) {
    fan_outs_.push_back({.company = change.company,
                         .cause = change.cause,
                         .at = change.at,
                         .contacts = by_id(timeline_, change.contacts)});
    desk.batch().fan_outs.push_back(
        {.company = change.company, .cause = change.cause, .begun = true});
    desk.batch().topics.insert("companies");
}

void Live::resume_fan_out(FanOut fan_out) {
    fan_out.resumed = true;
    fan_outs_.push_back(std::move(fan_out));
}

// A contact that is read for another reason meanwhile is read from the change on, too.
Instant Live::fanned_from(ledger::Slot slot) const {
    Instant from = Instant::latest();
    for (const FanOut& each : fan_outs_) {
        const std::pair wanted(timeline_.contacts()[slot].id, slot);
        const auto first = each.contacts.begin() + static_cast<std::ptrdiff_t>(each.done);
        if (!each.resumed && std::binary_search(first, each.contacts.end(), wanted)) {
            from = std::min(from, each.at);
        }
    }
    return from;
}

bool Live::fan_out(Desk& desk, Instant now) {
    settle(desk, now);
    if (!fanning_out()) {
        return false;
    }
    loads_.reset();
    FanOut& first = fan_outs_.front();
    const std::size_t end = std::min(first.contacts.size(), first.done + fan_out_limits_.batch);
    for (std::size_t index = first.done; index < end; ++index) {
        const ledger::Slot slot = first.contacts[index].second;
        reread(desk, slot, {.from = first.resumed ? Instant::latest() : first.at}, reached(now));
        if (first.resumed && !is_frozen(slot)) {
            finish_resumed(desk, first, slot);
        }
    }
    first.done = end;
    const bool done = end == first.contacts.size();
    desk.batch().fan_outs.push_back(
        {.company = first.company,
         .cause = first.cause,
         .cursor = end == 0 ? ContactId{} : first.contacts[end - 1].first,
         .done = done});
    desk.batch().topics.insert("companies");
    if (done) {
        fan_outs_.pop_front();
    }
    return true;
}

// Its history was read afresh at the start: what is left is to say so, where people saw another.
void Live::finish_resumed(Desk& desk, const FanOut& fan_out, ledger::Slot slot) {
    note_moved(desk, slot);
    const auto told = fan_out.told.find(slot);
    const std::string is = describe({.history = contact(slot).history, .chain = chain_.chain});
    if (told != fan_out.told.end() && !is.starts_with(told->second)) {
        restate(desk, slot, told->second);
    }
}

std::vector<FanOutProgress> Live::fan_outs() const {
    std::vector<FanOutProgress> progress;
    for (const FanOut& each : fan_outs_) {
        progress.push_back(
            {.company = each.company, .contacts = each.contacts.size(), .done = each.done});
    }
    return progress;
}

}  // namespace baton::engine
