#include "engine/crm_associations.hpp"

#include <algorithm>
#include <array>

namespace baton::engine {

namespace {

using enum CrmType;

struct TypeName {
    CrmType type;
    std::string_view id;
    std::string_view plural;
    std::string_view singular;
};

constexpr std::array type_names{TypeName{contacts, "0-1", "contacts", "contact"},
                                TypeName{companies, "0-2", "companies", "company"},
                                TypeName{deals, "0-3", "deals", "deal"},
                                TypeName{tasks, "0-27", "tasks", "task"},
                                TypeName{notes, "0-46", "notes", "note"},
                                TypeName{products, "0-7", "products", "product"}};

struct Number {
    CrmType from;
    CrmType to;
    std::int64_t plain;
    std::int64_t primary = 0;
};

constexpr std::array numbers{Number{contacts, companies, 279, 1},
                             Number{companies, contacts, 280, 2},
                             Number{contacts, deals, 4},
                             Number{deals, contacts, 3},
                             Number{companies, deals, 342, 6},
                             Number{deals, companies, 341, 5},
                             Number{contacts, tasks, 203},
                             Number{tasks, contacts, 204},
                             Number{companies, tasks, 191},
                             Number{tasks, companies, 192},
                             Number{deals, tasks, 215},
                             Number{tasks, deals, 216},
                             Number{contacts, notes, 201},
                             Number{notes, contacts, 202},
                             Number{companies, notes, 189},
                             Number{notes, companies, 190},
                             Number{deals, notes, 213},
                             Number{notes, deals, 214}};

const Number* find_numbers(CrmType from, CrmType to) {
    const auto* const found = std::ranges::find_if(
        numbers, [&](const Number& each) { return each.from == from && each.to == to; });
    return found == numbers.end() ? nullptr : found;
}

AssociationType primary_type(const Number& number) {
    return {.own = false, .number = number.primary, .label = "Primary"};
}

AssociationType own_type(const AssociationLabel& label, CrmType from) {
    return {.own = true,
            .number = number_from(label, from),
            .label = std::string(name_from(label, from))};
}

}  // namespace

std::optional<CrmType> find_crm_type(std::string_view name) {
    const auto* const found = std::ranges::find_if(type_names, [&](const TypeName& each) {
        return each.id == name || each.plural == name || each.singular == name;
    });
    return found == type_names.end() ? std::nullopt : std::optional(found->type);
}

std::string_view crm_type_id(CrmType type) {
    return std::ranges::find(type_names, type, &TypeName::type)->id;
}

std::int64_t plain_number(CrmType from, CrmType to) {
    const Number* number = find_numbers(from, to);
    return number == nullptr ? 0 : number->plain;
}

std::vector<AssociationType> types_of(const Association& association,
                                      CrmType from,
                                      const std::vector<AssociationLabel>& labels) {
    std::vector<AssociationType> types;
    const Number* number = find_numbers(from, association.to.type);
    if (number == nullptr) {
        return types;
    }
    if (association.primary) {
        types.push_back(primary_type(*number));
    }
    types.push_back({.own = false, .number = number->plain});
    for (const std::string& role : association.roles) {
        if (const AssociationLabel* label = find_label(labels, role)) {
            types.push_back(own_type(*label, from));
        }
    }
    return types;
}

std::vector<AssociationType> types_between(CrmType from,
                                           CrmType to,
                                           const std::vector<AssociationLabel>& labels) {
    std::vector<AssociationType> types;
    const Number* number = find_numbers(from, to);
    if (number == nullptr) {
        return types;
    }
    if (number->primary != 0) {
        types.push_back(primary_type(*number));
    }
    types.push_back({.own = false, .number = number->plain});
    for (const AssociationLabel& label : labels) {
        types.push_back(own_type(label, from));
    }
    return types;
}

std::optional<Meaning> meaning_of(bool own,
                                  std::int64_t number,
                                  CrmType from,
                                  CrmType to,
                                  const std::vector<AssociationLabel>& labels) {
    if (own) {
        const AssociationLabel* label = find_label(labels, from, number);
        return label == nullptr ? std::nullopt
                                : std::optional(Meaning{.primary = false, .role = label->key});
    }
    const Number* known = find_numbers(from, to);
    if (known == nullptr || number == 0 || (number != known->plain && number != known->primary)) {
        return std::nullopt;
    }
    return Meaning{.primary = number == known->primary, .role = {}};
}

std::optional<CrmType> target_of(CrmType from, std::int64_t number) {
    const auto* const found = std::ranges::find_if(numbers, [&](const Number& each) {
        return each.from == from && (each.plain == number || each.primary == number);
    });
    return found == numbers.end() || number == 0 ? std::nullopt : std::optional(found->to);
}

}  // namespace baton::engine
