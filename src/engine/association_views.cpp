#include "engine/association_views.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "base/id.hpp"
#include "engine/association_labels.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"

namespace baton::engine {

namespace {

std::optional<std::string> given(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

void describe_contact(const ledger::Timeline& timeline, Instant at, AssociationView& view) {
    const ledger::Contact& contact = *timeline.find(ContactId{std::stoll(view.id)});
    view.name = contact_name(timeline, contact, at);
    view.detail = given(text_of(timeline, contact.all().properties, "job_title", at));
    for (const ledger::Touch& touch : contact.all().touches) {
        if (touch.at <= at) {
            view.last_touch_at = touch.at;
        }
    }
}

void describe(const ledger::Timeline& timeline, Instant at, CrmType type, AssociationView& view) {
    if (type == CrmType::contacts) {
        describe_contact(timeline, at, view);
    } else if (type == CrmType::companies) {
        const ledger::Company& company = *timeline.find(CompanyId{std::stoll(view.id)});
        view.name = company_name(timeline, company, at);
        view.detail = given(text_of(timeline, company.properties, "domain", at));
    } else {
        const ledger::Deal& deal = *timeline.find(DealId{std::stoll(view.id)});
        view.name = deal_name(timeline, deal, at);
        view.detail = given(text_of(timeline, deal.properties, "stage", at));
    }
}

}  // namespace

std::vector<AssociationView> association_views(const Workspace::View& view,
                                               const ObjectRef& object,
                                               Instant at) {
    const ledger::Timeline& timeline = view.timeline;
    const Associations all(timeline, view.directory, at);
    std::vector<AssociationView> views;
    for (const CrmType to : {CrmType::contacts, CrmType::companies, CrmType::deals}) {
        if (!can_associate(object.type, to)) {
            continue;
        }
        const auto labels = labels_between(timeline, object.type, to, at);
        for (const Association& each : all.of(all.survivor(object), to)) {
            AssociationView shown{
                .type = std::string(name(to)), .id = each.to.id, .primary = each.primary};
            for (const std::string& role : each.roles) {
                if (const AssociationLabel* label = find_label(labels, role)) {
                    shown.roles.push_back(
                        {.key = role, .name = std::string(name_from(*label, to))});
                }
            }
            describe(timeline, at, to, shown);
            views.push_back(std::move(shown));
        }
    }
    std::ranges::stable_sort(views, [](const AssociationView& left, const AssociationView& right) {
        return left.type == right.type && left.last_touch_at > right.last_touch_at;
    });
    return views;
}

}  // namespace baton::engine
