#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connect/import_kind.hpp"

namespace baton::connect {

// What a column of dates tells that happened on them: a contact or a deal entered a stage
// (Field::stage_entered), or a contact did something (Field::touched).
struct Happening {
    Field to = Field::custom;
    std::string what;   // the stage, or the kind of the touch
    std::string asset;  // header_key() of the column that names what it was about; may be empty

    bool operator==(const Happening&) const = default;
};

// The names that stages have in the workspace: of the agreement for contacts, of the pipelines for
// deals.
struct StageNames {
    std::vector<std::string> of_contacts;
    std::vector<std::string> of_deals;
    bool has_agreement = false;
};

// What the header says, as HubSpot, Salesforce and Pipedrive write it: `Date entered "Marketing
// Qualified Lead (Lifecycle Stage Pipeline)"`, hs_v2_date_entered_closedwon, "Became a Customer
// Date", "First Conversion Date" … Stages are named as the workspace names them, if it has them.
[[nodiscard]] std::optional<Happening> happening_of(ImportKind kind,
                                                    std::string_view header,
                                                    SourceSystem system,
                                                    const StageNames& stages);

// The name among `names` that means the same stage: alike but for case and punctuation, or by its
// usual other names (MQL, "Marketing Qualified Lead"). Empty when there is none.
[[nodiscard]] std::string same_stage(std::string_view stage, const std::vector<std::string>& names);

// Whether columns that become this have a property that says what happens.
[[nodiscard]] constexpr bool is_happening(Field field) {
    return field == Field::stage_entered || field == Field::touched;
}

}  // namespace baton::connect
