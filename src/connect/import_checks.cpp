#include "connect/import_checks.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "connect/import_happenings.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_systems.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

constexpr std::string_view status_names = "leadstatus hsleadstatus status contactstatus";
constexpr std::string_view junk_words =
    "unqualified junk spam disqualified badlead notqualified invalid bogus unqualifiziert "
    "nocalificado nonqualifié";

void check_creation(const std::vector<ImportedHappening>& happenings,
                    std::optional<Instant> created_at,
                    Findings& findings) {
    const auto early = std::ranges::find_if(happenings, [&](const ImportedHappening& each) {
        return each.sort == Field::stage_entered && created_at && each.at < *created_at;
    });
    if (early != happenings.end()) findings.note("stage_before_created", early->header);
}

bool is_junk(const ImportedContact& contact) {
    return std::ranges::any_of(contact.properties, [](const auto& property) {
        const auto* const text = std::get_if<std::string>(&property.second);
        return text != nullptr && has_word(status_names, header_key(property.first)) &&
               means_junk(*text);
    });
}

std::string_view key_of(const ImportedContact& contact) {
    return contact.id.empty() ? contact.email : contact.id;
}

}  // namespace

bool means_junk(std::string_view status) {
    return has_word(junk_words, header_key(status));
}

int usual_place(std::string_view stage) {
    static const std::array<std::vector<std::string>, 7> usual{
        {{"subscriber"}, {"lead"}, {"MQL"}, {"SAL"}, {"SQL"}, {"opportunity"}, {"customer"}}};
    for (std::size_t i = 0; i < usual.size(); ++i) {
        if (!same_stage(stage, usual[i]).empty()) return static_cast<int>(i) + 1;
    }
    return 0;
}

void check_contact(const ImportedContact& contact, Findings& findings) {
    check_creation(contact.happenings, contact.created_at, findings);
    int furthest = 0;
    Instant since = Instant::earliest();
    bool turns_back = false;
    for (const auto& each : contact.happenings) {
        const int place = each.sort == Field::stage_entered ? usual_place(each.what) : 0;
        turns_back = turns_back || (place > 0 && place < furthest && each.at > since);
        if (place <= furthest) continue;
        furthest = place;
        since = each.at;
    }
    if (turns_back) findings.note("stages_out_of_order", key_of(contact));
    static const int sales = usual_place("SQL");
    if (furthest >= sales && is_junk(contact)) {
        findings.note("converted_yet_junk", key_of(contact));
    }
}

void check_deal(const ImportedDeal& deal, std::string_view stage, Findings& findings) {
    check_creation(deal.happenings, deal.created_at, findings);
    const bool goes_on = deal.closed_at && !deal.happenings.empty() &&
                         *deal.closed_at < deal.happenings.back().at &&
                         deal.happenings.back().what != stage;
    if (goes_on) findings.note("stage_after_close", deal.id);
    if (deal.created_at && deal.closed_at && *deal.closed_at < *deal.created_at) {
        findings.note("closed_before_created", deal.id);
    }
}

}  // namespace baton::connect
