#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/refs.hpp"
#include "engine/versions.hpp"
#include "engine/workspace.hpp"

// The versions of the agreement as both teams see them.
namespace baton::engine {

struct SignatureView {
    std::string for_ = {};  // marketing or sales
    UserRef by = {};
    Instant at = {};
};

BOOST_DESCRIBE_STRUCT(SignatureView, (), (for_, by, at))

struct AgreementView {
    std::string version = {};
    std::string name = {};
    std::string state = {};  // draft scheduled in_force superseded withdrawn
    std::optional<Instant> effective = {};
    std::optional<Instant> in_force_since = {};
    std::vector<SignatureView> signatures = {};
    std::string fingerprint = {};
    Instant created_at = {};
    std::optional<UserRef> created_by = {};
};

BOOST_DESCRIBE_STRUCT(AgreementView,
                      (),
                      (version,
                       name,
                       state,
                       effective,
                       in_force_since,
                       signatures,
                       fingerprint,
                       created_at,
                       created_by))

// Newest first; drafts that became a version are that version.
[[nodiscard]] std::vector<AgreementView> list_agreements(const Workspace::View& view, Instant now);

// By key, or "in-force"; not_found when there is none.
[[nodiscard]] Result<AgreementVersion> get_agreement(const Workspace::View& view,
                                                     std::string_view key,
                                                     Instant now);
[[nodiscard]] AgreementView agreement_view(const Workspace::View& view,
                                           const AgreementVersion& version,
                                           Instant now);

// Its text read; nullptr when it has errors.
[[nodiscard]] std::shared_ptr<const agreement::Agreement> read_agreement_text(
    const Workspace::View& view, const std::string& text);

struct AgreementStage {
    std::string name = {};
    std::string team = {};
    std::size_t entered_90d = 0;
    std::optional<double> conversion_percent = {};  // of those who reached the stage before
};

BOOST_DESCRIBE_STRUCT(AgreementStage, (), (name, team, entered_90d, conversion_percent))

// People who reached each stage in the last 90 days, as things stand.
[[nodiscard]] std::vector<AgreementStage> agreement_stages(const Workspace::View& view,
                                                           const agreement::Agreement& agreement,
                                                           Instant now);

}  // namespace baton::engine
