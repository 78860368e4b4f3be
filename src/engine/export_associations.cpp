#include "engine/export_associations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/association_labels.hpp"
#include "engine/associations.hpp"

namespace baton::engine {

namespace {

using enum CrmType;

constexpr Instant now = Instant::latest();

struct Subject {
    ObjectRef object;
    std::string external_id;
};

template <typename Records>
void append_subjects(std::vector<Subject>& subjects, CrmType type, const Records& records) {
    for (const auto& record : records) {
        subjects.push_back({.object = {.type = type, .id = std::to_string(record.id.value)},
                            .external_id = record.external_id});
    }
}

std::string external_id(const ledger::Timeline& timeline, const ObjectRef& object) {
    const std::int64_t id = std::stoll(object.id);
    return object.type == companies ? timeline.find(CompanyId{id})->external_id
                                    : timeline.find(DealId{id})->external_id;
}

std::string role_names(const Association& association,
                       const std::vector<AssociationLabel>& labels) {
    std::vector<std::string> names;
    for (const std::string& role : association.roles) {
        if (const AssociationLabel* label = find_label(labels, role)) {
            names.push_back(label->name);
        }
    }
    return fmt::format("{}", fmt::join(names, ";"));
}

Value cell(const std::string& text) {
    return text.empty() ? Value(Unknown{}) : Value(text);
}

}  // namespace

ExportTable association_table(const Workspace::View& view) {
    const ledger::Timeline& timeline = view.timeline;
    const Associations all(timeline, view.directory, now);
    std::vector<Subject> subjects;
    append_subjects(subjects, contacts, timeline.contacts());
    append_subjects(subjects, companies, timeline.companies());
    ExportTable table{.header = {"contact", "company", "deal", "primary", "roles"}, .rows = {}};
    for (const auto& [object, name] : subjects) {
        if (!all.exists(object)) {
            continue;
        }
        for (const CrmType to : {companies, deals}) {
            const auto labels = labels_between(timeline, object.type, to, now);
            for (const Association& each :
                 object.type == to ? std::vector<Association>() : all.of(object, to)) {
                const std::string other = external_id(timeline, each.to);
                table.rows.push_back({cell(object.type == contacts ? name : ""),
                                      cell(object.type == companies ? name
                                           : to == companies        ? other
                                                                    : ""),
                                      cell(to == deals ? other : ""),
                                      each.primary,
                                      cell(role_names(each, labels))});
            }
        }
    }
    return table;
}

}  // namespace baton::engine
