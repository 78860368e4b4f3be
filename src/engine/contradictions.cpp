#include "engine/contradictions.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "connect/import_checks.hpp"
#include "engine/people.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t part = 10'000;  // contacts or deals between which writers may write
constexpr Instant latest = Instant::latest();

enum class Sort : std::uint8_t {
    closed_before_created,
    stages_out_of_order,
    converted_yet_junk,
    other_source,
    unknown_product,
    unknown_owner,
};

struct Words {
    std::string_view code;
    std::string_view message;
    std::string_view advice;
};

constexpr std::array words{
    Words{.code = "closed_before_created",
          .message = "Deals were closed before they were created.",
          .advice = "Correct one of the two dates: sales cycles count from the creation."},
    Words{.code = "stages_out_of_order",
          .message = "Later stages were entered before earlier ones.",
          .advice = "Correct the dates where they come from and import them again; until then the "
                    "earlier stage counts as passed."},
    Words{.code = "converted_yet_junk",
          .message = "Contacts went to sales, or bought, and are called junk.",
          .advice = "Ask the owner which of the two holds, and change the status or the deal."},
    Words{.code = "other_source",
          .message = "Deals have another source than their first contact.",
          .advice = "Decide whose source counts: attribution reads the touches of the contact."},
    Words{.code = "unknown_product",
          .message = "Deals sell a product that is not in the product list.",
          .advice = "Add the product, or correct its name in the deal."},
    Words{.code = "unknown_owner",
          .message = "Records belong to somebody who is no user here.",
          .advice = "Invite the owner, or give the records to somebody."},
};

class Search {
public:
    Search() {
        for (const Words& each : words) {
            found_.push_back({.code = std::string(each.code),
                              .message = std::string(each.message),
                              .advice = std::string(each.advice)});
        }
    }

    void look_at(const ledger::Timeline& timeline, const ledger::Contact& contact) {
        if (contact.merged || !contact.created() || contact.deleted()) {
            return;
        }
        check_order(timeline, contact);
        check_junk(timeline, contact);
        const ContradictionCase about = case_of(contact);
        check_owner(timeline, contact.all().properties, about);
    }

    void look_at(const ledger::Timeline& timeline, const ledger::Deal& deal) {
        if (!ledger::Timeline::exists(deal, latest)) {
            return;
        }
        ContradictionCase about{.kind = "deal",
                                .id = std::to_string(deal.id.value),
                                .name = text_of(timeline, deal.properties, "name", latest),
                                .detail = {}};
        if (about.name.empty()) {
            about.name = deal.external_id;
        }
        check_dates(timeline, deal, about);
        check_product(timeline, deal, about);
        check_source(timeline, deal, about);
        check_owner(timeline, deal.properties, about);
    }

    std::vector<Contradiction> all() && {
        std::erase_if(found_, [](const Contradiction& each) { return each.count == 0; });
        return std::move(found_);
    }

private:
    static ContradictionCase case_of(const ledger::Contact& contact) {
        return {.kind = "contact",
                .id = std::to_string(contact.id.value),
                .name = contact.external_id,
                .detail = {}};
    }

    void note(Sort sort, ContradictionCase about, std::string detail) {
        Contradiction& found = found_[static_cast<std::size_t>(sort)];
        ++found.count;
        if (found.cases.size() < contradiction_cases_max) {
            about.detail = std::move(detail);
            found.cases.push_back(std::move(about));
        }
    }

    static std::optional<Instant> instant_of(const ledger::Timeline& timeline,
                                             const ledger::Tracks& tracks,
                                             std::string_view name) {
        const Value value = timeline.value(tracks, name, latest);
        const auto* at = std::get_if<Instant>(&value);
        return at == nullptr ? std::nullopt : std::optional(*at);
    }

    void check_dates(const ledger::Timeline& timeline,
                     const ledger::Deal& deal,
                     const ContradictionCase& about) {
        const auto created = instant_of(timeline, deal.properties, "created_at");
        const auto closed = instant_of(timeline, deal.properties, "closed_at");
        if (created && closed && *closed < *created) {
            note(Sort::closed_before_created,
                 about,
                 fmt::format("created {}, closed {}", render(*created), render(*closed)));
        }
    }

    void check_product(const ledger::Timeline& timeline,
                       const ledger::Deal& deal,
                       const ContradictionCase& about) {
        const std::string product = text_of(timeline, deal.properties, "product", latest);
        const bool has_list = !timeline.records_of("product").empty();
        if (!product.empty() && has_list && !names_product(timeline, product)) {
            note(Sort::unknown_product, about, product);
        }
    }

    static bool names_product(const ledger::Timeline& timeline, const std::string& product) {
        if (timeline.find_record("product", product) != nullptr) {
            return true;
        }
        const std::string wanted = text::folded(product);
        return std::ranges::any_of(timeline.records_of("product"), [&](const auto* record) {
            return text::folded(record->key) == wanted ||
                   text::folded(text_of(timeline, record->properties, "id", latest)) == wanted;
        });
    }

    static std::string source_of(const ledger::Timeline& timeline, const ledger::Tracks& tracks) {
        for (const std::string_view name :
             {"source", "lead_source", "original_source", "hs_analytics_source"}) {
            std::string source = text_of(timeline, tracks, name, latest);
            if (!source.empty()) {
                return source;
            }
        }
        return {};
    }

    void check_source(const ledger::Timeline& timeline,
                      const ledger::Deal& deal,
                      const ContradictionCase& about) {
        const std::string own = source_of(timeline, deal.properties);
        const auto* people = ledger::last_at(deal.contacts, latest);
        if (own.empty() || people == nullptr || people->contacts.empty()) {
            return;
        }
        const ledger::Contact& first = timeline.contacts()[people->contacts.front()];
        const std::string theirs = source_of(timeline, first.all().properties);
        if (!theirs.empty() && text::folded(theirs) != text::folded(own)) {
            note(Sort::other_source,
                 about,
                 fmt::format("deal: {}, {}: {}", own, first.external_id, theirs));
        }
    }

    void check_owner(const ledger::Timeline& timeline,
                     const ledger::Tracks& tracks,
                     const ContradictionCase& about) {
        const std::string owner = text_of(timeline, tracks, "owner", latest);
        if (!owner.empty() && timeline.find_record("user", owner) == nullptr) {
            note(Sort::unknown_owner, about, owner);
        }
    }

    void check_order(const ledger::Timeline& timeline, const ledger::Contact& contact) {
        int furthest = 0;
        Instant since = Instant::earliest();
        std::string name;
        for (const ledger::Placement& each : contact.all().placements) {
            const std::string stage(timeline.dictionary().name(each.stage));
            const int place = each.voided ? 0 : connect::usual_place(stage);
            if (place > 0 && place < furthest && each.at > since) {
                note(Sort::stages_out_of_order,
                     case_of(contact),
                     fmt::format("{} after {}", stage, name));
                return;
            }
            if (place > furthest) {
                furthest = place;
                since = each.at;
                name = stage;
            }
        }
    }

    static bool was_converted(const ledger::Timeline& timeline, const ledger::Contact& contact) {
        static const int sales = connect::usual_place("SQL");
        const bool placed = std::ranges::any_of(contact.all().placements, [&](const auto& each) {
            const std::string stage(timeline.dictionary().name(each.stage));
            return !each.voided && connect::usual_place(stage) >= sales;
        });
        return placed || std::ranges::any_of(contact.deals, [&](ledger::Slot slot) {
                   const ledger::Deal& deal = timeline.deals()[slot];
                   const auto* status = ledger::Timeline::status(deal, latest);
                   return ledger::Timeline::exists(deal, latest) && status != nullptr &&
                          status->status == ledger::DealStatus::won;
               });
    }

    void check_junk(const ledger::Timeline& timeline, const ledger::Contact& contact) {
        for (const std::string_view name : {"lead_status", "hs_lead_status", "status"}) {
            const std::string status = text_of(timeline, contact.all().properties, name, latest);
            if (connect::means_junk(status) && was_converted(timeline, contact)) {
                return note(Sort::converted_yet_junk, case_of(contact), status);
            }
        }
    }

    std::vector<Contradiction> found_;
};

// Looks at all of them, some at a time.
template <typename Records>
void walk(const Workspace& workspace, Search& search, Records records) {
    for (std::size_t begin = 0;; begin += part) {
        const bool more = workspace.read([&](const Workspace::View& view) {
            const auto all = records(view.timeline);
            const std::size_t end = std::min(begin + part, all.size());
            for (std::size_t i = begin; i < end; ++i) {
                search.look_at(view.timeline, all[i]);
            }
            return end < all.size();
        });
        if (!more) {
            return;
        }
    }
}

}  // namespace

std::vector<Contradiction> find_contradictions(const Workspace& workspace) {
    Search search;
    walk(workspace, search, [](const auto& timeline) { return timeline.deals(); });
    walk(workspace, search, [](const auto& timeline) { return timeline.contacts(); });
    return std::move(search).all();
}

}  // namespace baton::engine
