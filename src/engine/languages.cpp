#include "engine/languages.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "engine/people.hpp"
#include "engine/team_commands.hpp"
#include "handoff/routing.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::engine {

namespace {

constexpr std::array said_by{"language", "hs_language", "locale"};

bool is_letter(char each) {
    return each >= 'a' && each <= 'z';
}

}  // namespace

std::optional<std::string> primary_language(std::string_view tag) {
    std::string primary = text::folded(tag.substr(0, tag.find_first_of("-_")));
    const bool fits =
        (primary.size() == 2 || primary.size() == 3) && std::ranges::all_of(primary, is_letter);
    return fits ? std::optional(std::move(primary)) : std::nullopt;
}

std::string language_of(const ledger::Timeline& timeline,
                        const ledger::Contact& contact,
                        Instant at) {
    for (const char* name : said_by) {
        const std::string said = text_of(timeline, contact.all().properties, name, at);
        if (auto language = primary_language(said)) {
            return *std::move(language);
        }
    }
    return {};
}

std::vector<std::string> languages_of(const ledger::Timeline& timeline,
                                      std::string_view email,
                                      Instant at) {
    const ledger::Record* user = timeline.find_record("user", email);
    return user == nullptr ? std::vector<std::string>{}
                           : working_time_of(timeline, user->properties, at)
                                 .languages.value_or(std::vector<std::string>{});
}

int share_of(const ledger::Timeline& timeline, std::string_view email, Instant at) {
    const ledger::Record* user = timeline.find_record("user", email);
    const Value said =
        user == nullptr ? Value(Unknown{}) : timeline.value(user->properties, "share", at);
    const auto* number = std::get_if<Decimal>(&said);
    return number == nullptr ? 1
                             : static_cast<int>(std::clamp<std::int64_t>(
                                   number->millionths / decimal_one, 1, handoff::share_max));
}

}  // namespace baton::engine
