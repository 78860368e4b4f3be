#include "engine/agreement_commands.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "base/limits.hpp"
#include "engine/people.hpp"
#include "engine/versions.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view draft_prefix = "draft-";

bool is_draft(std::string_view key) {
    return key.starts_with(draft_prefix);
}

// The number after the highest of those keys that `wanted` takes.
template <typename Wanted>
int next_number(const ledger::Timeline& timeline, Wanted number_of) {
    int highest = 0;
    for (const ledger::Record* record : timeline.records_of("version")) {
        highest = std::max(highest, number_of(record->key));
    }
    return highest + 1;
}

int number_in(std::string_view text) {
    int number = 0;
    for (const char each : text) {
        if (each < '0' || each > '9' || number > 1'000'000) {
            return 0;
        }
        number = number * 10 + (each - '0');
    }
    return number;
}

std::string next_draft_key(const ledger::Timeline& timeline) {
    return fmt::format("draft-{}", next_number(timeline, [](std::string_view key) {
                           return is_draft(key) ? number_in(key.substr(draft_prefix.size())) : 0;
                       }));
}

std::string next_version_key(const ledger::Timeline& timeline) {
    return std::to_string(
        next_number(timeline, [](std::string_view key) { return number_in(key); }));
}

Result<AgreementVersion> get_version(Desk& desk, const std::string& key) {
    const auto versions = list_versions(desk.timeline(), Instant::latest());
    const auto found = std::ranges::find(versions, key, &AgreementVersion::key);
    if (found == versions.end() || found->state == AgreementVersion::State::discarded) {
        return fail(Failure::not_found,
                    fmt::format("there is no version {} of the agreement", key));
    }
    return *found;
}

std::string name_in(Desk& desk, const std::string& text) {
    const auto checked = agreement::check(text, schema_of(desk.timeline()));
    return checked.agreement ? checked.agreement->name : "Agreement with errors";
}

ledger::Event record_version(Desk& desk,
                             const std::string& key,
                             const std::string& text,
                             const Because& because) {
    return desk.record(ledger::RecordChanged{.record = "version",
                                             .key = key,
                                             .properties = {{"name", name_in(desk, text)},
                                                            {"text", text},
                                                            {"created_by", because.by}}},
                       because);
}

Done check_signer(Desk& desk, const Signing& signing, const std::string& by) {
    const std::optional<User> user = find_user(desk.timeline(), by, Instant::latest());
    if (!user || user->signs_for != signing.team) {
        return fail(Failure::forbidden, fmt::format("{} may not sign for {}", by, signing.team));
    }
    return {};
}

Done check_text(Desk& desk, const std::string& text) {
    const auto checked = agreement::check(text, schema_of(desk.timeline()));
    if (checked.agreement) {
        return {};
    }
    std::vector<Problem> problems;
    for (const agreement::Diagnostic& each : checked.diagnostics) {
        if (each.severity == agreement::Diagnostic::Severity::error) {
            problems.push_back({.where = fmt::format("{}:{}", each.place.line, each.place.column),
                                .message = each.message});
        }
    }
    return fail(Failure::invalid, "the agreement has errors", std::move(problems));
}

Done check_not_signed(const AgreementVersion& version,
                      const Signing& signing,
                      const std::string& by) {
    for (const Signature& signature : version.signatures) {
        if (signature.team == signing.team) {
            return fail(Failure::refused,
                        fmt::format("{} has signed for {} already", signature.by, signing.team));
        }
        if (signature.by == by) {
            return fail(Failure::refused, "two different people have to sign");
        }
    }
    return {};
}

}  // namespace

Result<Receipt> save_draft(Desk& desk,
                           const std::string& key,
                           const std::string& text,
                           const Because& because) {
    if (!key.empty()) {
        const AgreementVersion version = TRY(get_version(desk, key));
        if (!is_draft(key) || !version.signatures.empty()) {
            return fail(Failure::refused, "a signed version does not change; write a new draft");
        }
    }
    if (text.size() > agreement_bytes_max) {
        return fail(
            Failure::too_large, "the agreement is too long", {{"/text", "at most 256 KiB"}});
    }
    const std::string draft = key.empty() ? next_draft_key(desk.timeline()) : key;
    desk.batch().topics.insert("agreement");
    const ledger::Event event = record_version(desk, draft, text, because);
    return Receipt{.id = draft, .recorded = {event.position}, .count = 1};
}

Result<Receipt> discard_draft(Desk& desk, const std::string& key, const Because& because) {
    const AgreementVersion version = TRY(get_version(desk, key));
    if (!is_draft(key)) {
        return fail(Failure::refused, "only a draft can be discarded");
    }
    desk.batch().topics.insert("agreement");
    const ledger::Event event =
        desk.record(ledger::RecordChanged{.record = "version",
                                          .key = version.key,
                                          .properties = {{"discarded", std::string("discarded")}}},
                    because);
    return Receipt{.id = key, .recorded = {event.position}, .count = 1};
}

Result<Receipt> sign_version(Desk& desk, const Signing& signing, const Because& because) {
    const AgreementVersion version = TRY(get_version(desk, signing.key));
    TRY(check_signer(desk, signing, because.by));
    TRY(check_not_signed(version, signing, because.by));
    TRY(check_text(desk, version.text));
    std::string key = version.key;
    if (is_draft(key)) {
        key = next_version_key(desk.timeline());
        record_version(desk, key, version.text, because);
        desk.record(ledger::RecordChanged{.record = "version",
                                          .key = version.key,
                                          .properties = {{"discarded", "became version " + key}}},
                    because);
    }
    const ledger::Event event =
        desk.record(ledger::RecordChanged{.record = "signature",
                                          .key = fmt::format("{}/{}", key, signing.team),
                                          .properties = {{"version", key},
                                                         {"for", signing.team},
                                                         {"by", because.by},
                                                         {"fingerprint", version.fingerprint}}},
                    because);
    desk.batch().topics.insert("agreement");
    return Receipt{.id = key, .recorded = {event.position}, .count = 1};
}

Result<Receipt> sign_text(Desk& desk,
                          const std::string& text,
                          const std::string& team,
                          const Because& because) {
    TRY(check_signer(desk, {.key = {}, .team = team}, because.by));
    TRY(check_text(desk, text));
    const std::string fingerprint = fingerprint_of(text);
    for (const AgreementVersion& version : list_versions(desk.timeline(), Instant::latest())) {
        const bool waits =
            version.signatures.size() < 2 && version.state != AgreementVersion::State::discarded;
        if (version.fingerprint == fingerprint && waits) {
            return sign_version(desk, {.key = version.key, .team = team}, because);
        }
    }
    const Receipt draft = TRY(save_draft(desk, "", text, because));
    return sign_version(desk, {.key = draft.id, .team = team}, because);
}

Result<Receipt> withdraw_signature(Desk& desk, const Signing& signing, const Because& because) {
    const AgreementVersion version = TRY(get_version(desk, signing.key));
    const auto mine = std::ranges::find(version.signatures, signing.team, &Signature::team);
    if (mine == version.signatures.end() || mine->by != because.by) {
        return fail(Failure::refused, "you have not signed this version");
    }
    if (version.effective && *version.effective <= desk.now()) {
        return fail(Failure::refused, "the version is in force; sign another one instead");
    }
    desk.batch().topics.insert("agreement");
    const ledger::Event event =
        desk.record(ledger::RecordChanged{.record = "signature",
                                          .key = fmt::format("{}/{}", version.key, signing.team),
                                          .properties = {{"by", Unknown{}}}},
                    because);
    return Receipt{.id = version.key, .recorded = {event.position}, .count = 1};
}

}  // namespace baton::engine
