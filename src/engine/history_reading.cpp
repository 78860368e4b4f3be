#include "engine/history_reading.hpp"

#include <unordered_map>
#include <utility>

#include "agreement/schema.hpp"
#include "engine/erasure.hpp"
#include "engine/keeping.hpp"

namespace baton::engine {

Result<ReadHistory> read_history(Workspace& workspace, const HistoryReading& reading) {
    const agreement::Schema schema = agreement::standard_schema();
    ReadHistory history{
        .timeline = std::make_unique<ledger::Timeline>(
            reading.identity,
            ledger::DeclaredTypes{
                .contact = schema.contact, .company = schema.company, .deal = schema.deal}),
        .number_of = {}};
    auto numbers = std::make_shared<std::unordered_map<std::uint64_t, std::uint64_t>>();
    std::uint64_t next_order = 1;
    const Done read =
        each_event(workspace.database(), [&](ledger::Event& event, std::int64_t number) {
            event.order = next_order;
            const std::uint32_t lines = ledger::lines_of(event.what);
            next_order += lines;
            if (number != 0) {
                for (std::uint32_t line = 0; line < lines; ++line) {
                    numbers->emplace(event.order + line, static_cast<std::uint64_t>(number) + line);
                }
            }
            if (!reading.known_at || event.received <= *reading.known_at) {
                history.timeline->add(event);
            }
        });
    if (!read) {
        return std::unexpected(read.error());
    }
    history.number_of = [numbers](std::uint64_t order) {
        const auto found = numbers->find(order);
        return found == numbers->end() ? order : found->second;
    };
    return history;
}

FrozenHistories frozen_histories(const Workspace::View& view) {
    FrozenHistories histories;
    for (const Erasure& erasure : list_erasures(view.timeline)) {
        if (const ledger::Contact* contact = view.timeline.find(erasure.contact)) {
            histories[erasure.contact] = view.live.history(view.timeline.slot_of(*contact));
        }
    }
    return histories;
}

lifecycle::History history_of(ContactId contact,
                              const FrozenHistories& erased,
                              lifecycle::Evaluator& evaluator,
                              Instant until) {
    const auto found = erased.find(contact);
    return found == erased.end() ? evaluator.fold(contact, until) : up_to(found->second, until);
}

void each_entry(const ledger::Timeline& timeline,
                const std::shared_ptr<const lifecycle::Chain>& chain,
                const JourneysRange& range,
                const std::function<void(const Entry&)>& visit) {
    lifecycle::Evaluator evaluator(chain, timeline);
    for (const ledger::Contact& contact : timeline.contacts()) {
        if (was_erased(timeline, contact.id)) {
            continue;  // what a text would have made of them nobody knows any more
        }
        const lifecycle::History history = evaluator.fold(contact.id, plus(range.to, -1));
        for (const lifecycle::Journey& journey : history.journeys) {
            for (const lifecycle::Reached& reached : journey.stages) {
                const bool listed = reached.how == lifecycle::How::entered &&
                                    reached.at >= range.from && reached.at < range.to;
                if (listed) {
                    visit({.contact = contact.external_id,
                           .stage = chain->stage_name(reached),
                           .at = reached.at});
                }
            }
        }
    }
}

ContactId find_contact(const Workspace::View& view, std::string_view reference) {
    if (const ContactId id = view.directory.contact_by_external_id(reference)) {
        return id;
    }
    return view.directory.contact_by_email(reference);
}

std::string stage_to_explain(const Workspace::View& view, ContactId contact, Instant at) {
    const ledger::Contact* found = view.timeline.find(contact);
    const lifecycle::Chain& chain = view.live.chain();
    if (found == nullptr) {
        return {};
    }
    const lifecycle::History& history = view.live.history(view.timeline.slot_of(*found));
    if (const lifecycle::Reached* current = history.current_stage()) {
        return chain.stage_name(*current);
    }
    const auto version = chain.in_force(at);
    return version ? chain.version(*version).agreement->stages.front().name : std::string();
}

}  // namespace baton::engine
