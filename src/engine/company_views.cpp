#include "engine/company_views.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "engine/row_rendering.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t page_contacts_max = 200;

struct DealSums {
    std::int64_t open = 0;
    std::int64_t won_minor = 0;
};

std::optional<std::string> given(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::map<CompanyId, DealSums> sums_by_company(const Workspace::View& view,
                                              const DealReader& deals) {
    std::map<CompanyId, DealSums> sums;
    for (const ledger::Deal& deal : view.timeline.deals()) {
        const auto status = deals.status(deal);
        if (!status) {
            continue;
        }
        DealSums& sum = sums[deals.company_of(deal)];
        sum.open += *status == ledger::DealStatus::open ? 1 : 0;
        if (*status == ledger::DealStatus::won) {
            sum.won_minor += deals.worth_or_nothing(deal).minor;
        }
    }
    return sums;
}

std::int64_t living_contacts(const Workspace::View& view,
                             const ledger::Company& company,
                             Instant now) {
    const auto slots = view.timeline.contacts_of(company, now);
    return std::ranges::count_if(slots, [&](ledger::Slot slot) {
        return find_contact(view, view.timeline.contacts()[slot].id) != nullptr;
    });
}

CompanyListRow row_of(const Workspace::View& view, const ledger::Company& company, Instant now) {
    const auto text = [&](std::string_view name) {
        return text_of(view.timeline, company.properties, name, now);
    };
    const Value employees = view.timeline.value(company.properties, "employees", now);
    const auto* number = std::get_if<Decimal>(&employees);
    return {.id = company.id,
            .name = company_name(view.timeline, company, now),
            .domain = given(text("domain")),
            .industry = given(text("industry")),
            .employees =
                number == nullptr ? std::nullopt : std::optional(number->millionths / decimal_one),
            .owner = user_ref(view.timeline, text("owner"), now)};
}

// By name, won, contacts, open_deals or employees; the largest first after a "-".
void sort(std::vector<CompanyListRow>& rows, const std::string& by) {
    const bool turned = by.starts_with('-');
    const std::string key = turned ? by.substr(1) : by;
    const auto order = [&](auto value_of) {
        std::ranges::stable_sort(rows, {}, value_of);
        if (turned) {
            std::ranges::reverse(rows);
        }
    };
    if (key == "won") {
        order([](const CompanyListRow& row) { return row.won.minor; });
    } else if (key == "contacts") {
        order(&CompanyListRow::contacts);
    } else if (key == "open_deals") {
        order(&CompanyListRow::open_deals);
    } else if (key == "employees") {
        order([](const CompanyListRow& row) { return row.employees.value_or(0); });
    } else {
        order([](const CompanyListRow& row) { return text::folded(row.name); });
    }
}

std::string searched(const Workspace::View& view, const ledger::Company& company, Instant now) {
    return company_name(view.timeline, company, now) + " " +
           text_of(view.timeline, company.properties, "domain", now);
}

void search_contacts(const Workspace::View& view,
                     const std::string& query,
                     std::size_t limit,
                     Instant now,
                     std::vector<Hit>& hits) {
    std::size_t found = 0;
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        const auto text = [&](std::string_view name) {
            return text_of(view.timeline, contact.all().properties, name, now);
        };
        const std::string email = text("email");
        const std::string name = text("first_name") + " " + text("last_name") + " " + email;
        if (!matches_query(query, name) || find_contact(view, contact.id) == nullptr) {
            continue;
        }
        const ContactRef ref = contact_ref(view.timeline, contact, now);
        hits.push_back({.type = "contact",
                        .id = ref.id,
                        .title = ref.name,
                        .detail = ref.company ? ref.company : given(email)});
        if (++found == limit) {
            return;
        }
    }
}

}  // namespace

const ledger::Company* find_company(const Workspace::View& view, CompanyId id) {
    const ledger::Company* company = view.timeline.find(id);
    return company != nullptr && !company->properties.all().empty() ? company : nullptr;
}

CompanyRows list_companies(const Workspace::View& view,
                           const CompanyAsk& ask,
                           Instant now,
                           ListedProperties* listed) {
    const DealReader deals(view, now);
    const auto sums = sums_by_company(view, deals);
    std::vector<CompanyListRow> rows;
    for (const ledger::Company& company : view.timeline.companies()) {
        if (company.properties.all().empty() ||
            known(view.timeline.value(company.properties, "archived", now)) ||
            !matches_query(ask.query, searched(view, company, now)) ||
            (listed != nullptr && !listed->holds({.own = &company.properties}))) {
            continue;
        }
        CompanyListRow row = row_of(view, company, now);
        const auto sum = sums.find(company.id);
        row.won = {.minor = sum == sums.end() ? 0 : sum->second.won_minor,
                   .currency = deals.settings().currency};
        row.open_deals = sum == sums.end() ? 0 : sum->second.open;
        row.contacts = living_contacts(view, company, now);
        rows.push_back(std::move(row));
    }
    sort(rows, ask.sort);
    const auto record_of = [&](const CompanyListRow& row) {
        return FormulaRecord{.own = &view.timeline.find(row.id)->properties};
    };
    if (listed != nullptr && listed->sorts()) {
        sort_by_property(rows, *listed, record_of);
    }
    CompanyRows found{.rows = {}, .total = rows.size()};
    for (std::size_t at = ask.after; at < rows.size() && found.rows.size() < ask.limit; ++at) {
        found.rows.push_back(std::move(rows[at]));
        if (listed != nullptr) {
            found.rows.back().values = listed->values(record_of(found.rows.back()));
        }
    }
    return found;
}

CompanyPage company_page(const Workspace::View& view, const ledger::Company& company, Instant now) {
    const DealReader deals(view, now);
    const CompanyTree tree(view, deals, now);
    const auto text = [&](std::string_view name) {
        return text_of(view.timeline, company.properties, name, now);
    };
    CompanyPage page{.id = company.id,
                     .name = company_name(view.timeline, company, now),
                     .domain = given(text("domain")),
                     .owner = user_ref(view.timeline, text("owner"), now),
                     .properties = property_views(view.timeline,
                                                  company.properties,
                                                  {.record = "company",
                                                   .at = now,
                                                   .zone = deals.settings().zone,
                                                   .currency = deals.settings().currency}),
                     .contacts = {},
                     .deals = deals.of_company(company),
                     .above = tree.above(company),
                     .children = tree.children(company),
                     .totals = tree.totals(company.id),
                     .version = record_version(company.properties)};
    for (const ledger::Slot slot : view.timeline.contacts_of(company, now)) {
        const ledger::Contact& contact = view.timeline.contacts()[slot];
        if (find_contact(view, contact.id) != nullptr && page.contacts.size() < page_contacts_max) {
            page.contacts.push_back(contact_list_row(view, contact, now));
        }
    }
    return page;
}

std::vector<Hit> search(const Workspace::View& view,
                        const std::string& query,
                        std::size_t limit,
                        Instant now) {
    std::vector<Hit> hits;
    if (text::trimmed(query).empty()) {
        return hits;
    }
    search_contacts(view, query, limit, now, hits);
    for (const CompanyListRow& row :
         list_companies(view, {.query = query, .limit = limit}, now).rows) {
        hits.push_back({.type = "company",
                        .id = std::to_string(row.id.value),
                        .title = row.name,
                        .detail = row.domain});
    }
    for (const DealView& deal : DealReader(view, now).list({.query = query, .limit = limit}).rows) {
        hits.push_back({.type = "deal",
                        .id = std::to_string(deal.id.value),
                        .title = deal.name,
                        .detail = deal.stage});
    }
    return hits;
}

}  // namespace baton::engine
