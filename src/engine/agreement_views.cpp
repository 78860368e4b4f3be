#include "engine/agreement_views.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "agreement/check.hpp"
#include "engine/agreement_readable.hpp"
#include "engine/people.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

constexpr std::int64_t stage_days = 90;

// What was recorded last counts, though its receipt may be a little ahead of the clock.
Instant seen_at(const Workspace::View& view, Instant now) {
    return std::max(now, view.timeline.latest_at());
}

std::string state_word(const AgreementVersion& version) {
    return version.state == AgreementVersion::State::discarded ? "withdrawn"
                                                               : std::string(name(version.state));
}

bool became_version(const ledger::Timeline& timeline, const AgreementVersion& version) {
    const ledger::Record* record = timeline.find_record("version", version.key);
    return record != nullptr &&
           text_of(timeline, record->properties, "discarded", Instant::latest())
               .starts_with("became");
}

// Whether a journey reached the stage, as people count it: entered or passed on the way, since
// `from`.
bool reached_since(const lifecycle::Journey& journey,
                   const lifecycle::Chain& chain,
                   const std::string& stage,
                   Instant from) {
    return std::ranges::any_of(journey.stages, [&](const lifecycle::Reached& reached) {
        return reached.at >= from && chain.stage_name(reached) == stage;
    });
}

}  // namespace

AgreementView agreement_view(const Workspace::View& view,
                             const AgreementVersion& version,
                             Instant now) {
    const Instant at = seen_at(view, now);
    AgreementView row{.version = version.key,
                      .name = version.name,
                      .state = state_word(version),
                      .effective = version.effective,
                      .in_force_since = {},
                      .signatures = {},
                      .fingerprint = version.fingerprint,
                      .created_at = version.created_at,
                      .created_by = user_ref(view.timeline, version.created_by, at)};
    if (version.effective && *version.effective <= at) {
        row.in_force_since = version.effective;
    } else if (const auto agreement = read_agreement_text(view, version.text);
               agreement && agreement->effective) {
        row.effective = version.effective.value_or(lifecycle::effective_start(*agreement));
    }
    for (const Signature& signature : version.signatures) {
        row.signatures.push_back({.for_ = signature.team,
                                  .by = *user_ref(view.timeline, signature.by, at),
                                  .at = signature.at});
    }
    return row;
}

std::vector<AgreementView> list_agreements(const Workspace::View& view, Instant now) {
    std::vector<AgreementView> rows;
    for (const AgreementVersion& version : list_versions(view.timeline, seen_at(view, now))) {
        if (!became_version(view.timeline, version)) {
            rows.push_back(agreement_view(view, version, now));
        }
    }
    std::ranges::reverse(rows);
    return rows;
}

Result<AgreementVersion> get_agreement(const Workspace::View& view,
                                       std::string_view key,
                                       Instant now) {
    for (AgreementVersion& version : list_versions(view.timeline, seen_at(view, now))) {
        const bool wanted = key == "in-force" ? version.state == AgreementVersion::State::in_force
                                              : version.key == key;
        if (wanted) {
            return std::move(version);
        }
    }
    return fail(Failure::not_found,
                key == "in-force" ? "No agreement is in force." : "There is no such version.");
}

std::shared_ptr<const agreement::Agreement> read_agreement_text(const Workspace::View& view,
                                                                const std::string& text) {
    auto checked = agreement::check(text, schema_of(view.timeline));
    return checked.agreement
               ? std::make_shared<const agreement::Agreement>(*std::move(checked.agreement))
               : nullptr;
}

std::vector<AgreementStage> agreement_stages(const Workspace::View& view,
                                             const agreement::Agreement& agreement,
                                             Instant now) {
    const std::size_t count = agreement.stages.size();
    std::vector<std::size_t> reached(count);
    std::vector<std::size_t> came_on(count);  // of those who reached the stage before
    const Instant from = plus(now, -stage_days * day_micros);
    for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
        for (const lifecycle::Journey& journey : view.live.history(slot).journeys) {
            bool before = false;
            for (std::size_t i = 0; i < count && !journey.stages.empty(); ++i) {
                const bool here =
                    reached_since(journey, view.live.chain(), agreement.stages[i].name, from);
                reached[i] += here ? 1U : 0U;
                came_on[i] += here && before ? 1U : 0U;
                before = here;
            }
        }
    }
    std::vector<AgreementStage> stages;
    for (std::size_t i = 0; i < count; ++i) {
        AgreementStage stage{.name = agreement.stages[i].name,
                             .team = team_word(agreement.stages[i].owner),
                             .entered_90d = reached[i],
                             .conversion_percent = {}};
        if (i > 0 && reached[i - 1] > 0) {
            stage.conversion_percent = std::round(1000.0 * static_cast<double>(came_on[i]) /
                                                  static_cast<double>(reached[i - 1])) /
                                       10.0;
        }
        stages.push_back(std::move(stage));
    }
    return stages;
}

}  // namespace baton::engine
