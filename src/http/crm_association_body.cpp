#include "http/crm_association_body.hpp"

#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>

#include "http/crm_body.hpp"

namespace baton::http {

namespace json = boost::json;

using engine::AssociationWish;
using engine::CrmType;

Result<AssociationEnds> ends_in(const Request& request, bool writes) {
    const AssociationEnds ends{.from = TRY(type_in(request, "from_type")),
                               .to = TRY(type_in(request, "to_type"))};
    TRY(check_scope(request, ends.from, writes));
    TRY(check_scope(request, ends.to, writes));
    if (!engine::can_associate(ends.from, ends.to)) {
        return fail(Failure::invalid,
                    fmt::format("{} and {} are not associated with each other.",
                                engine::name(ends.from),
                                engine::name(ends.to)));
    }
    return ends;
}

std::vector<engine::AssociationLabel> labels_of(Application& application,
                                                const AssociationEnds& ends) {
    return application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::labels_between(view.timeline, ends.from, ends.to, Instant::latest());
    });
}

json::object render_type(const engine::AssociationType& type) {
    return {{"category", type.own ? "USER_DEFINED" : "HUBSPOT_DEFINED"},
            {"typeId", type.number},
            {"label", type.label ? json::value(*type.label) : json::value(nullptr)}};
}

namespace {

json::object render_association(const engine::Association& association,
                                CrmType from,
                                const std::vector<engine::AssociationLabel>& labels) {
    json::array types;
    for (const engine::AssociationType& each : engine::types_of(association, from, labels)) {
        types.push_back(render_type(each));
    }
    return {{"toObjectId", association.to.id}, {"associationTypes", std::move(types)}};
}

}  // namespace

json::object render_association_page(const std::vector<engine::Association>& found,
                                     CrmType from,
                                     const std::vector<engine::AssociationLabel>& labels,
                                     const AssociationPage& page) {
    json::array results;
    std::size_t at = page.after;
    for (; at < found.size() && results.size() < page.limit; ++at) {
        results.push_back(render_association(found[at], from, labels));
    }
    json::object rendered{{page.member, std::move(results)}};
    if (at < found.size()) {
        rendered["paging"] = crm_paging(std::to_string(at));
    }
    return rendered;
}

Result<AssociationWish> read_association_types(
    const json::array& specs,
    const AssociationEnds& ends,
    const std::vector<engine::AssociationLabel>& labels) {
    AssociationWish wish{.from = {.type = ends.from, .id = {}}, .to = {.type = ends.to, .id = {}}};
    for (const json::value& each : specs) {
        const auto spec = read_association_spec(each);
        const auto meaning =
            spec ? engine::meaning_of(spec->own, spec->number, ends.from, ends.to, labels)
                 : std::nullopt;
        if (!meaning) {
            return fail(Failure::invalid,
                        fmt::format("There is no such type of association from {} to {}.",
                                    engine::name(ends.from),
                                    engine::name(ends.to)),
                        {{"associationTypeId", "must be one of the labels between the two"}});
        }
        wish.primary |= meaning->primary;
        if (meaning->role) {
            wish.roles.push_back(*meaning->role);
        }
    }
    return wish;
}

json::object render_labelled(const engine::Associations& all,
                             const AssociationWish& wish,
                             const std::vector<engine::AssociationLabel>& labels) {
    json::array names;
    const auto found = all.find(all.survivor(wish.from), all.survivor(wish.to));
    for (const std::string& role : found ? found->roles : std::vector<std::string>()) {
        if (const auto* label = engine::find_label(labels, role)) {
            names.push_back(json::value(engine::name_from(*label, wish.from.type)));
        }
    }
    return {{"fromObjectTypeId", engine::crm_type_id(wish.from.type)},
            {"fromObjectId", wish.from.id},
            {"toObjectTypeId", engine::crm_type_id(wish.to.type)},
            {"toObjectId", wish.to.id},
            {"labels", std::move(names)}};
}

json::array render_plain(const AssociationWish& wish) {
    const auto line = [](const engine::ObjectRef& from, const engine::ObjectRef& to) {
        return json::object{{"from", {{"id", from.id}}},
                            {"to", {{"id", to.id}}},
                            {"associationSpec",
                             {{"associationCategory", "HUBSPOT_DEFINED"},
                              {"associationTypeId", engine::plain_number(from.type, to.type)}}}};
    };
    return {line(wish.from, wish.to), line(wish.to, wish.from)};
}

}  // namespace baton::http
