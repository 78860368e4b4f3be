#include "app/agreement_text.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>

#include "agreement/schema.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/versions.hpp"
#include "engine/workspace.hpp"

namespace baton::app {

namespace {

using engine::AgreementVersion;

bool is_wanted(const AgreementVersion& version, const std::string& wanted) {
    return wanted == "in-force" ? version.state == AgreementVersion::State::in_force
                                : version.key == wanted;
}

}  // namespace

Result<std::string> read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path)) {
        return fail(Failure::not_found, fmt::format("{} cannot be read", path));
    }
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<AgreementText> find_agreement(const engine::Workspace& workspace,
                                     Instant now,
                                     const std::string& wanted) {
    if (std::filesystem::is_regular_file(wanted)) {
        const std::string text = TRY(read_text(wanted));
        return AgreementText{
            .key = wanted, .text = text, .fingerprint = engine::fingerprint_of(text)};
    }
    const auto versions = workspace.read([&](const engine::Workspace::View& view) {
        return engine::list_versions(view.timeline, now);
    });
    const auto found = std::ranges::find_if(
        versions, [&](const AgreementVersion& version) { return is_wanted(version, wanted); });
    if (found == versions.end()) {
        return fail(
            Failure::not_found,
            wanted == "in-force"
                ? "no agreement is in force"
                : fmt::format("{} is neither a file nor a version of the agreement", wanted));
    }
    return AgreementText{.key = found->key, .text = found->text, .fingerprint = found->fingerprint};
}

Result<AgreementText> find_agreement(const Common& common, const std::string& wanted) {
    if (std::filesystem::is_regular_file(wanted)) {
        const std::string text = TRY(read_text(wanted));
        return AgreementText{
            .key = wanted, .text = text, .fingerprint = engine::fingerprint_of(text)};
    }
    const auto workspace = TRY(open_to_read(common));
    return find_agreement(*workspace, workspace->clock().now(), wanted);
}

agreement::Schema schema_for(const Common& common) {
    if (!std::filesystem::exists(common.data / "baton.sqlite")) {
        return agreement::standard_schema();
    }
    const auto workspace = open_to_read(common);
    if (!workspace) {
        return agreement::standard_schema();
    }
    return (*workspace)->read([](const engine::Workspace::View& view) {
        return engine::schema_of(view.timeline);
    });
}

}  // namespace baton::app
