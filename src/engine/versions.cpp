#include "engine/versions.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>
#include <utility>

#include "agreement/normalise.hpp"
#include "engine/people.hpp"

namespace baton::engine {

namespace {

std::vector<Signature> signatures_of(const ledger::Timeline& timeline,
                                     const std::string& version,
                                     Instant at) {
    std::vector<Signature> signatures;
    for (const std::string_view team : {"marketing", "sales"}) {
        const auto* record = timeline.find_record("signature", fmt::format("{}/{}", version, team));
        if (record == nullptr) {
            continue;
        }
        const ledger::Code by = timeline.dictionary().find_name("by");
        const ledger::Change* signed_by = ledger::Timeline::property(record->properties, by, at);
        const auto* who =
            signed_by == nullptr
                ? nullptr
                : std::get_if<std::string>(&timeline.dictionary().value(signed_by->value));
        if (who != nullptr && !who->empty()) {
            signatures.push_back(
                {.team = std::string(team),
                 .by = *who,
                 .at = signed_by->at,
                 .fingerprint = text_of(timeline, record->properties, "fingerprint", at)});
        }
    }
    return signatures;
}

Instant created_at(const ledger::Timeline& timeline, const ledger::Record& record) {
    const ledger::Code text = timeline.dictionary().find_name("text");
    const auto* track = record.properties.find(text);
    return track == nullptr || track->empty() ? Instant{0} : track->front().at;
}

AgreementVersion read_version(const ledger::Timeline& timeline,
                              const ledger::Record& record,
                              Instant at) {
    const auto text = [&](std::string_view name) {
        return text_of(timeline, record.properties, name, at);
    };
    AgreementVersion version{.key = record.key,
                             .name = text("name"),
                             .text = text("text"),
                             .fingerprint = {},
                             .created_by = text("created_by"),
                             .created_at = created_at(timeline, record),
                             .signatures = signatures_of(timeline, record.key, at),
                             .effective = {}};
    version.fingerprint = fingerprint_of(version.text);
    if (!text("discarded").empty()) {
        version.state = AgreementVersion::State::discarded;
    }
    return version;
}

// Effective at the later of its date and its second signature (rule 23).
std::optional<Instant> effective_of(const AgreementVersion& version,
                                    const agreement::Agreement& agreement) {
    if (version.signatures.size() < 2) {
        return std::nullopt;
    }
    const Instant both = std::max(version.signatures[0].at, version.signatures[1].at);
    return agreement.effective ? std::max(both, lifecycle::effective_start(agreement)) : both;
}

void set_states(std::vector<AgreementVersion>& versions, Instant at) {
    const AgreementVersion* in_force = nullptr;
    for (const AgreementVersion& version : versions) {
        const bool decides = version.effective && *version.effective <= at;
        if (decides && (in_force == nullptr || *version.effective >= *in_force->effective)) {
            in_force = &version;
        }
    }
    for (AgreementVersion& version : versions) {
        if (version.effective) {
            version.state = &version == in_force      ? AgreementVersion::State::in_force
                            : *version.effective > at ? AgreementVersion::State::scheduled
                                                      : AgreementVersion::State::superseded;
        }
    }
}

struct SignedVersion {
    lifecycle::Version version;
    std::string key;
};

agreement::Schema::Types with_types(agreement::Schema::Types known,
                                    const ledger::DeclaredTypes::Types& found) {
    for (const auto& [name, type] : found) {
        known.try_emplace(name, type);
    }
    return known;
}

// Types declared by hand or by an imported schema: record `property`, key "contact/NAME".
void take_declared(const ledger::Timeline& timeline, agreement::Schema& schema) {
    for (const ledger::Record* record : timeline.records_of("property")) {
        const auto slash = record->key.find('/');
        const auto type =
            find_value_type(text_of(timeline, record->properties, "type", Instant::latest()));
        if (slash == std::string::npos || !type) {
            continue;
        }
        const std::string of = record->key.substr(0, slash);
        auto& types = of == "company" ? schema.company
                      : of == "deal"  ? schema.deal
                                      : schema.contact;
        types[record->key.substr(slash + 1)] = *type;
    }
}

}  // namespace

std::string_view name(AgreementVersion::State state) {
    constexpr std::array<std::string_view, 5> names{
        "draft", "scheduled", "in_force", "superseded", "discarded"};
    return names.at(static_cast<std::size_t>(state));
}

std::string fingerprint_of(std::string_view text) {
    const std::string normalised = agreement::normalised_text(text);
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(),
                       reinterpret_cast<const unsigned char*>(normalised.data()),
                       normalised.size());
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

std::vector<AgreementVersion> list_versions(const ledger::Timeline& timeline, Instant at) {
    std::vector<AgreementVersion> versions;
    const agreement::Schema schema = schema_of(timeline);
    for (const ledger::Record* record : timeline.records_of("version")) {
        AgreementVersion version = read_version(timeline, *record, at);
        if (version.text.empty()) {
            continue;
        }
        const auto checked = agreement::check(version.text, schema);
        if (checked.agreement && version.state != AgreementVersion::State::discarded) {
            version.effective = effective_of(version, *checked.agreement);
        }
        versions.push_back(std::move(version));
    }
    set_states(versions, at);
    return versions;
}

ChainInForce chain_of(const ledger::Timeline& timeline, Instant at) {
    ChainInForce in_force;
    std::vector<SignedVersion> signed_versions;
    const agreement::Schema schema = schema_of(timeline);
    for (const ledger::Record* record : timeline.records_of("version")) {
        const AgreementVersion version = read_version(timeline, *record, at);
        if (version.signatures.size() < 2 || version.state == AgreementVersion::State::discarded) {
            continue;
        }
        auto checked = agreement::check(version.text, schema);
        if (!checked.agreement) {
            in_force.problems.push_back(fmt::format("version {} no longer checks", version.key));
            continue;
        }
        auto shared = std::make_shared<agreement::Agreement>(*std::move(checked.agreement));
        signed_versions.push_back(
            {.version = {.agreement = shared, .effective = *effective_of(version, *shared)},
             .key = version.key});
    }
    std::ranges::stable_sort(
        signed_versions, {}, [](const auto& each) { return each.version.effective; });
    std::vector<lifecycle::Version> chain;
    for (SignedVersion& each : signed_versions) {
        chain.push_back(std::move(each.version));
        in_force.keys.push_back(std::move(each.key));
    }
    in_force.chain =
        std::make_shared<lifecycle::Chain>(std::move(chain), lifecycle::Chain::Options{});
    return in_force;
}

bool same_versions(const ChainInForce& left, const ChainInForce& right) {
    if (left.keys != right.keys) {
        return false;
    }
    for (std::size_t i = 0; i < left.keys.size(); ++i) {
        if (left.chain->version(i).effective != right.chain->version(i).effective) {
            return false;
        }
    }
    return true;
}

ledger::DeclaredTypes standard_types() {
    const agreement::Schema schema = agreement::standard_schema();
    return {.contact = schema.contact, .company = schema.company, .deal = schema.deal};
}

agreement::Schema schema_of(const ledger::Timeline& timeline) {
    const agreement::Schema standard = agreement::standard_schema();
    agreement::Schema schema{.contact = with_types(standard.contact, timeline.types().contact),
                             .company = with_types(standard.company, timeline.types().company),
                             .deal = with_types(standard.deal, timeline.types().deal)};
    take_declared(timeline, schema);
    return schema;
}

}  // namespace baton::engine
