#include "connect/import_happenings.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_systems.hpp"

namespace baton::connect {
namespace {

// Names of one stage, as header_key() writes them; the first title is ours when the workspace has
// none of its own.
struct Alike {
    std::string_view title;
    std::string_view keys;
};

constexpr std::array stages_alike{
    Alike{.title = "subscriber", .keys = "subscriber suscriptor abonnent abonné"},
    Alike{.title = "lead", .keys = "lead oportunidadpotencial prospect"},
    Alike{.title = "MQL",
          .keys = "mql marketingqualifiedlead marketingqualified leadqualifiziertdurchmarketing "
                  "leadcalificadopormarketing leadcualificadopormarketing leadqualifiémarketing"},
    Alike{.title = "SAL", .keys = "sal salesacceptedlead salesaccepted"},
    Alike{.title = "SQL",
          .keys = "sql salesqualifiedlead salesqualified leadqualifiziertdurchvertrieb "
                  "leadcalificadoparaventas leadcualificadoparaventas leadqualifiécommercial"},
    Alike{.title = "opportunity", .keys = "opportunity opp oportunidad opportunité"},
    Alike{.title = "customer", .keys = "customer kunde cliente client"},
    Alike{.title = "evangelist", .keys = "evangelist prescriptor"},
};

const Alike* alike(std::string_view key) {
    const auto* const found = std::ranges::find_if(
        stages_alike, [&](const Alike& each) { return has_word(each.keys, key); });
    return found == stages_alike.end() ? nullptr : found;
}

// What HubSpot writes before the name of a stage, in its languages.
constexpr std::array<std::string_view, 7> entered_words{"date entered",
                                                        "fecha de entrada",
                                                        "datum des eintritts",
                                                        "eingetreten am",
                                                        "date d'entrée",
                                                        "date d’entrée",
                                                        "data de entrada"};

// Quotes of all sorts, and what programs write instead of them.
constexpr std::array<std::string_view, 7> quotes{"\"", "'", "“", "”", "«", "»", "„"};

// Between the first quote and the last: `Date entered "X (P)"` → `X (P)`.
std::string_view quoted_in(std::string_view text) {
    std::size_t begin = std::string_view::npos;
    std::size_t end = 0;
    for (const auto quote : quotes) {
        const auto first = text.find(quote);
        if (first == std::string_view::npos) continue;
        begin = std::min(begin, first + quote.size());
        end = std::max(end, text.rfind(quote));
    }
    return begin < end ? text::trimmed(text.substr(begin, end - begin)) : std::string_view();
}

std::string_view without_pipeline(std::string_view stage) {
    const auto open = stage.rfind('(');
    if (!stage.ends_with(')') || open == std::string_view::npos || open == 0) return stage;
    return text::trimmed(stage.substr(0, open));
}

// Internal names may end in the number of a pipeline: hs_v2_date_entered_closedwon_1234. A stage
// that is only a number tells nobody anything.
std::string_view internal_stage(std::string_view rest) {
    const auto cut = rest.rfind('_');
    const auto is_number = [](std::string_view word) {
        return std::ranges::all_of(
            word, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    };
    if (cut != std::string_view::npos && is_number(rest.substr(cut + 1)))
        rest = rest.substr(0, cut);
    return is_number(rest) ? std::string_view() : rest;
}

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
    const bool both = text.starts_with(before) && text.ends_with(after) &&
                      text.size() > before.size() + after.size();
    return both ? text.substr(before.size(), text.size() - before.size() - after.size())
                : std::string_view();
}

// The stage whose dates these are; empty when the header says something else.
std::string stage_in(std::string_view header) {
    const auto words = text::folded(header);
    for (const auto phrase : entered_words) {
        if (words.starts_with(phrase)) return std::string(without_pipeline(quoted_in(header)));
    }
    for (const std::string_view before : {"hs_v2_date_entered_", "hs_date_entered_"}) {
        if (words.starts_with(before)) {
            return std::string(internal_stage(std::string_view(words).substr(before.size())));
        }
    }
    for (const std::string_view before : {"became a ", "became an "}) {
        const auto stage = between(words, before, " date");
        if (!stage.empty()) return std::string(stage);
    }
    return std::string(between(words, "hs_lifecyclestage_", "_date"));
}

struct KnownTouch {
    SourceSystem system;
    std::string_view kind;
    std::string_view headers;  // as header_key() writes them
    std::string_view asset = {};
};

using enum SourceSystem;

constexpr std::array known_touches{
    KnownTouch{.system = hubspot,
               .kind = "Form Submitted",
               .headers = "firstconversiondate",
               .asset = "firstconversion firstconversioneventname"},
    KnownTouch{.system = hubspot,
               .kind = "Form Submitted",
               .headers = "recentconversiondate",
               .asset = "recentconversion recentconversioneventname"},
    KnownTouch{.system = hubspot,
               .kind = "Email Sent",
               .headers = "firstemailsenddate lastemailsenddate firstmarketingemailsenddate "
                          "lastmarketingemailsenddate hsemailfirstsenddate hsemaillastsenddate"},
    KnownTouch{.system = hubspot,
               .kind = "Email Delivered",
               .headers = "firstemaildeliverydate lastemaildeliverydate "
                          "firstmarketingemaildeliverydate lastmarketingemaildeliverydate"},
    KnownTouch{.system = hubspot,
               .kind = "Email Opened",
               .headers = "firstemailopendate lastemailopendate firstmarketingemailopendate "
                          "lastmarketingemailopendate hsemailfirstopendate hsemaillastopendate "
                          "recentsalesemailopeneddate hssalesemaillastopened"},
    KnownTouch{.system = hubspot,
               .kind = "Email Link Clicked",
               .headers = "firstemailclickdate lastemailclickdate firstmarketingemailclickdate "
                          "lastmarketingemailclickdate hsemailfirstclickdate hsemaillastclickdate "
                          "recentsalesemailclickeddate hssalesemaillastclicked"},
    KnownTouch{.system = hubspot,
               .kind = "Email Replied",
               .headers = "firstemailreplydate lastemailreplydate firstmarketingemailreplydate "
                          "lastmarketingemailreplydate hsemailfirstreplydate hsemaillastreplydate "
                          "recentsalesemailreplieddate hssalesemaillastreplied"},
    KnownTouch{.system = hubspot,
               .kind = "page_view",
               .headers = "timefirstseen timelastseen hsanalyticsfirsttimestamp "
                          "hsanalyticslasttimestamp"},
    KnownTouch{.system = hubspot,
               .kind = "Session Started",
               .headers = "timeoffirstsession timeoflastsession hsanalyticsfirstvisittimestamp "
                          "hsanalyticslastvisittimestamp"},
    KnownTouch{.system = hubspot,
               .kind = "Meeting Booked",
               .headers = "dateoflastmeetingbookedinmeetingstool engagementslastmeetingbooked"},
    KnownTouch{.system = pipedrive,
               .kind = "Email Replied",
               .headers = "lastemailreceived personlastemailreceived"},
    KnownTouch{
        .system = pipedrive, .kind = "Email Sent", .headers = "lastemailsent personlastemailsent"},
    KnownTouch{.system = salesforce, .kind = "Email Bounced", .headers = "emailbounceddate"},
};

std::optional<Happening> touch_of(std::string_view key, SourceSystem system) {
    const auto* const found = std::ranges::find_if(known_touches, [&](const KnownTouch& each) {
        return (system == any || system == each.system) && has_word(each.headers, key);
    });
    if (key.empty() || found == known_touches.end()) return std::nullopt;
    return Happening{
        .to = Field::touched, .what = std::string(found->kind), .asset = std::string(found->asset)};
}

// Salesforce's leads end by becoming somebody sales works with.
bool is_conversion(std::string_view key, SourceSystem system) {
    return (system == any || system == salesforce) && key == "converteddate";
}

}  // namespace

std::string same_stage(std::string_view stage, const std::vector<std::string>& names) {
    const auto key = header_key(stage);
    const auto* const others = alike(key);
    for (const auto& name : names) {
        if (header_key(name) == key) return name;
    }
    if (others == nullptr) return {};
    for (const auto& name : names) {
        if (alike(header_key(name)) == others) return name;
    }
    return {};
}

std::optional<Happening> happening_of(ImportKind kind,
                                      std::string_view header,
                                      SourceSystem system,
                                      const StageNames& stages) {
    if (kind != ImportKind::contacts && kind != ImportKind::deals) return std::nullopt;
    const auto plain = without_prefix(header);
    auto stage = system == any || system == hubspot ? stage_in(plain) : std::string();
    const auto key = header_key(plain);
    if (kind == ImportKind::contacts && is_conversion(key, system)) stage = "SQL";
    if (stage.empty()) {
        return kind == ImportKind::contacts ? touch_of(key, system) : std::nullopt;
    }
    const bool of_contacts = kind == ImportKind::contacts;
    auto known = same_stage(stage, of_contacts ? stages.of_contacts : stages.of_deals);
    if (known.empty() && of_contacts) {
        const auto* const usual = alike(header_key(stage));
        if (usual != nullptr) known = usual->title;
    }
    return Happening{
        .to = Field::stage_entered, .what = known.empty() ? stage : known, .asset = {}};
}

}  // namespace baton::connect
