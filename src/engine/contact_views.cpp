#include "engine/contact_views.hpp"

#include <algorithm>
#include <utility>

#include "engine/erasure.hpp"
#include "engine/people.hpp"
#include "engine/row_rendering.hpp"
#include "engine/settings.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t colleagues_max = 8;

std::optional<std::string> given(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string team_of(const agreement::Stage& stage) {
    return stage.owner == agreement::Team::marketing ? "marketing" : "sales";
}

const agreement::Stage& stage_of(const lifecycle::Chain& chain, const lifecycle::Reached& reached) {
    return chain.version(reached.version).agreement->stages[reached.stage];
}

std::string text(const Workspace::View& view,
                 const ledger::Contact& contact,
                 std::string_view name,
                 Instant at) {
    return text_of(view.timeline, contact.all().properties, name, at);
}

std::optional<Instant> last_touch(const ledger::Contact& contact, Instant at) {
    const auto& touches = contact.all().touches;
    const auto by_then = touches.lower_bound(plus(at, 1));
    return by_then == 0 ? std::nullopt : std::optional(touches[by_then - 1].at);
}

JourneyStage journey_stage(const lifecycle::Chain& chain,
                           const lifecycle::Journey& journey,
                           const agreement::Stage& stage) {
    JourneyStage view{.name = stage.name, .team = team_of(stage), .how = {}, .at = {}};
    for (const lifecycle::Reached& reached : journey.stages) {
        if (chain.stage_name(reached) == stage.name) {
            view.how = std::string(name(reached.how));
            view.at = reached.at;
        }
    }
    return view;
}

std::optional<JourneyView> journey_view(const lifecycle::Chain& chain,
                                        const lifecycle::History& history,
                                        Instant at) {
    const auto version = chain.in_force(at);
    if (!version || history.journeys.empty()) {
        return std::nullopt;
    }
    const lifecycle::Journey& journey = history.journeys.back();
    JourneyView view{.began = journey.began, .stages = {}, .ended = {}};
    for (const agreement::Stage& stage : chain.version(*version).agreement->stages) {
        view.stages.push_back(journey_stage(chain, journey, stage));
    }
    if (journey.ended) {
        view.ended = JourneyEnd{.at = *journey.ended,
                                .end = journey.end ? std::string(name(*journey.end)) : "",
                                .reason = given(journey.reason)};
    }
    return view;
}

std::optional<Instant> erased_at(const Workspace::View& view, ContactId contact) {
    const auto erasure = find_erasure(view.timeline, contact);
    return erasure ? std::optional(erasure->at) : std::nullopt;
}

lifecycle::History history_at(const Workspace::View& view,
                              const ledger::Contact& contact,
                              std::optional<Instant> as_of) {
    const ledger::Slot slot = view.timeline.slot_of(contact);
    if (!as_of) {
        return view.live.history(slot);
    }
    if (view.live.is_frozen(slot)) {
        return up_to(view.live.history(slot), *as_of);
    }
    return lifecycle::Evaluator(view.live.shared_chain(), view.timeline).fold(contact.id, *as_of);
}

std::vector<Colleague> colleagues_of(const Workspace::View& view,
                                     const ledger::Contact& contact,
                                     const ledger::Company& company,
                                     Instant at) {
    std::vector<Colleague> colleagues;
    for (const ledger::Slot slot : view.timeline.contacts_of(company, at)) {
        const ledger::Contact& other = view.timeline.contacts()[slot];
        if (other.id != contact.id && find_contact(view, other.id) != nullptr &&
            other.created() <= at) {
            colleagues.push_back({.id = std::to_string(other.id.value),
                                  .name = contact_name(view.timeline, other, at),
                                  .job_title = given(text(view, other, "job_title", at)),
                                  .last_touch_at = last_touch(other, at)});
        }
    }
    std::ranges::stable_sort(colleagues, std::greater<>(), &Colleague::last_touch_at);
    colleagues.resize(std::min(colleagues.size(), colleagues_max));
    return colleagues;
}

std::vector<TaskView> tasks_of(const Workspace::View& view, ContactId contact, Instant at) {
    std::vector<TaskView> views;
    const auto mine = [&](const TaskFacts& task) { return task.contact == contact; };
    for (const TaskFacts& task : find_tasks(view.timeline, at, mine)) {
        views.push_back(task_view(view.timeline, task, at));
    }
    return views;
}

std::vector<MergedContact> merged_into(const Workspace::View& view,
                                       const ledger::Contact& contact,
                                       Instant at) {
    std::vector<MergedContact> merged;
    for (const ledger::Slot slot : contact.sources) {
        const ledger::Contact& source = view.timeline.contacts()[slot];
        if (source.merged->at > at) continue;
        merged.push_back(
            {.contact = contact_ref(view.timeline, source, at), .at = source.merged->at});
    }
    return merged;
}

const ledger::Tracks* tracks_of(const ledger::Company* company) {
    return company == nullptr ? nullptr : &company->properties;
}

void add_company(const Workspace::View& view,
                 const ledger::Contact& contact,
                 const Settings& settings,
                 Instant at,
                 ContactPage& page) {
    const ledger::Company* company = view.timeline.company_of(contact, at);
    if (company == nullptr) {
        return;
    }
    page.company = CompanyFacts{
        .id = std::to_string(company->id.value),
        .name = company_name(view.timeline, *company, at),
        .properties = property_views(
            view.timeline,
            company->properties,
            {.record = "company", .at = at, .zone = settings.zone, .currency = settings.currency})};
    page.colleagues = colleagues_of(view, contact, *company, at);
}

}  // namespace

const ledger::Contact* find_contact(const Workspace::View& view, ContactId id) {
    const ledger::Contact* contact = view.timeline.find(id);
    return contact != nullptr && exists(*contact) ? contact : nullptr;
}

bool exists(const ledger::Contact& contact) {
    return contact.created() && !contact.deleted() && !contact.merged;
}

ContactListRow contact_list_row(const Workspace::View& view,
                                const ledger::Contact& contact,
                                Instant now) {
    ContactListRow row{.id = contact.id,
                       .name = contact_name(view.timeline, contact, now),
                       .email = given(text(view, contact, "email", now)),
                       .company = {},
                       .job_title = given(text(view, contact, "job_title", now)),
                       .stage = {},
                       .owner = user_ref(view.timeline, text(view, contact, "owner", now), now),
                       .last_touch_at = last_touch(contact, now),
                       .touches = static_cast<std::int64_t>(contact.all().touches.size()),
                       .created_at = contact.created().value_or(Instant{})};
    if (const ledger::Company* company = view.timeline.company_of(contact, now)) {
        row.company = NamedRef{.id = std::to_string(company->id.value),
                               .name = company_name(view.timeline, *company, now)};
    }
    const lifecycle::History& history = view.live.history(view.timeline.slot_of(contact));
    if (const lifecycle::Reached* reached = history.current_stage()) {
        const agreement::Stage& stage = stage_of(view.live.chain(), *reached);
        row.stage = StageAt{.name = stage.name, .team = team_of(stage), .at = reached->at};
    }
    return row;
}

ContactPage contact_page(const Workspace::View& view,
                         const ledger::Contact& contact,
                         Instant now,
                         std::optional<Instant> as_of) {
    const Instant at = as_of.value_or(now);
    const Settings settings = settings_of(view, now);
    const lifecycle::History history = history_at(view, contact, as_of);
    ContactPage page{
        .id = contact.id,
        .name = contact_name(view.timeline, contact, at),
        .email = given(text(view, contact, "email", at)),
        .job_title = given(text(view, contact, "job_title", at)),
        .company = {},
        .owner = user_ref(view.timeline, text(view, contact, "owner", at), at),
        .created_at = contact.created().value_or(Instant{}),
        .properties = property_views(view.timeline,
                                     contact.all().properties,
                                     {.record = "contact",
                                      .at = at,
                                      .zone = settings.zone,
                                      .currency = settings.currency,
                                      .company = tracks_of(view.timeline.company_of(contact, at))}),
        .journey = journey_view(view.live.chain(), history, at),
        .handoff = current_handoff_view(view, contact, now),
        .deals = DealReader(view, at).of_contact(contact),
        .tasks = tasks_of(view, contact.id, at),
        .colleagues = {},
        .merged = merged_into(view, contact, at),
        .as_of = as_of,
        .erased_at = erased_at(view, contact.id),
        .version = record_version(contact.all().properties)};
    if (as_of && page.handoff && page.handoff->offered_at > at) {
        page.handoff.reset();
    }
    add_company(view, contact, settings, at, page);
    return page;
}

}  // namespace baton::engine
