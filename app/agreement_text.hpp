#pragma once

#include <string>

#include "agreement/schema.hpp"
#include "app/verbs.hpp"
#include "base/result.hpp"
#include "engine/workspace.hpp"

// Where the text of an agreement comes from: a file, or a version of the workspace.
namespace baton::app {

struct AgreementText {
    std::string key;  // as it was asked for, or the version's key
    std::string text;
    std::string fingerprint;
};

[[nodiscard]] Result<std::string> read_text(const std::string& path);

// A file of that name; else the version of the workspace with that key; "in-force" is the one that
// decides now.
[[nodiscard]] Result<AgreementText> find_agreement(const Common& common, const std::string& wanted);
[[nodiscard]] Result<AgreementText> find_agreement(const engine::Workspace& workspace,
                                                   Instant now,
                                                   const std::string& wanted);

// The property types of the workspace, when there is one; the standard ones otherwise.
[[nodiscard]] agreement::Schema schema_for(const Common& common);

}  // namespace baton::app
