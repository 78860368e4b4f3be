#include "engine/ingest_command.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <utility>
#include <variant>

#include "base/limits.hpp"
#include "engine/ingest_identity.hpp"
#include "engine/ingest_traits.hpp"
#include "engine/message_cause.hpp"

namespace baton::engine {

namespace {

using connect::SegmentAlias;
using connect::SegmentEnvelope;
using connect::SegmentGroup;
using connect::SegmentIdentify;
using connect::SegmentMessage;
using connect::SegmentTouch;

constexpr std::size_t looked_ahead = 4;  // messages

// What the content comes to, in 32 bits; never 0, which stands for "not known".
std::uint32_t body_of(const connect::BodyKey& key) {
    std::uint32_t body = 0;
    for (std::size_t i = 0; i < sizeof body; ++i) {
        body = body << 8U | key.at(i);
    }
    return std::max<std::uint32_t>(body, 1);
}

std::string email_in(const ledger::Properties& properties) {
    const auto found =
        std::ranges::find(properties, "email", &ledger::Properties::value_type::first);
    const auto* text =
        found == properties.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text == nullptr ? std::string() : *text;
}

// One request at work.
class Ingesting {
public:
    Ingesting(Desk& desk, const Ingestion& ingestion, IngestOutcome& outcome)
        : desk_(desk),
          ingestion_(ingestion),
          outcome_(outcome),
          by_(ingest_source(ingestion.source)) {}

    Done apply(SegmentMessage& message) {
        const SegmentEnvelope& envelope = message.envelope;
        const std::uint32_t body = body_of(envelope.body_key);
        if (const auto seen = desk_.seen(by_, envelope.message_id)) {
            take_repeated(envelope, seen->body == 0 || seen->body == body);
            return {};
        }
        left_out_.clear();
        TRY(std::visit([&](auto& what) { return apply(envelope, body, what); }, message.what));
        report(envelope);
        ++outcome_.accepted;
        return {};
    }

    void expect(const SegmentMessage& message) const {
        desk_.expect_message(by_, message.envelope.message_id);
    }

    void keep_aside(const connect::SegmentRejection& rejection) {
        std::string text = ingestion_.text_of ? ingestion_.text_of(rejection.index) : std::string();
        if (text.size() > touch_bytes_max) {
            text.resize(touch_bytes_max);
        }
        desk_.batch().kept_aside.push_back({.received = desk_.now(),
                                            .source = ingestion_.source,
                                            .reason = rejection.reason,
                                            .body = std::move(text)});
        desk_.batch().topics.insert("quarantine");
    }

private:
    void take_repeated(const SegmentEnvelope& envelope, bool same) {
        if (same) {
            ++outcome_.duplicate;
            return;
        }
        outcome_.rejected.push_back({.index = envelope.index,
                                     .message_id = envelope.message_id,
                                     .reason = "this messageId came before with other content"});
        keep_aside(outcome_.rejected.back());
    }

    void report(const SegmentEnvelope& envelope) {
        for (const std::string& id : envelope.blocked) {
            left_out_.push_back(fmt::format("\"{}\" names nobody", id));
        }
        for (std::string& reason : left_out_) {
            outcome_.reported.push_back({.index = envelope.index,
                                         .message_id = envelope.message_id,
                                         .reason = std::move(reason)});
        }
    }

    [[nodiscard]] Because because(const SegmentEnvelope& envelope, std::uint32_t body) const {
        return {.by = by_, .cause = message_cause(envelope.message_id, body), .at = envelope.at};
    }

    // The contact of the message, linked with its visitor; zero while it is anonymous.
    Result<ContactId> who(const SegmentEnvelope& envelope,
                          const std::string& email,
                          const Because& why) {
        if (envelope.user.empty() && email.empty()) {
            return ContactId{};
        }
        const ContactId contact = TRY(contact_for(
            desk_, {.user = envelope.user, .anonymous = envelope.anonymous, .email = email}, why));
        if (contact && !envelope.anonymous.empty()) {
            TRY(link(desk_, envelope.anonymous, contact, why));
        }
        if (contact) {
            tell(contact);
        }
        return contact;
    }

    void tell(ContactId contact) {
        desk_.batch().topics.insert({"contacts", fmt::format("contact:{}", contact.value)});
    }

    Done apply(const SegmentEnvelope& envelope, std::uint32_t body, SegmentTouch& touch) {
        // A new contact or link is recorded without the message: the touch is what the message
        // becomes.
        const ContactId contact = TRY(who(envelope, {}, {.by = by_, .at = envelope.at}));
        const VisitorId visitor = contact ? VisitorId{} : TRY(desk_.visitor(envelope.anonymous));
        desk_.record(ledger::Touched{.contact = contact,
                                     .visitor = visitor,
                                     .kind = std::move(touch.kind),
                                     .fields = std::move(touch.fields),
                                     .message_id = envelope.message_id,
                                     .actor = touch.actor,
                                     .trust = touch.trust,
                                     .direction = touch.direction},
                     {.by = by_, .cause = touch_cause(body), .at = envelope.at});
        return {};
    }

    Done apply(const SegmentEnvelope& envelope,
               std::uint32_t body,
               const SegmentIdentify& identify) {
        const Because why = because(envelope, body);
        ContactId contact = TRY(who(envelope, email_in(identify.properties), why));
        if (!contact) {
            contact =
                named_contact(desk_, {.user = {}, .anonymous = envelope.anonymous, .email = {}});
        }
        if (!contact) {
            return {};
        }
        const auto left_out =
            apply_contact_traits(desk_,
                                 contact,
                                 {.properties = identify.properties, .browser = ingestion_.browser},
                                 why);
        left_out_.insert(left_out_.end(), left_out.begin(), left_out.end());
        return identify.company.empty()
                   ? Done{}
                   : join(contact, identify.company, identify.company_properties, why);
    }

    Done apply(const SegmentEnvelope& envelope, std::uint32_t body, const SegmentGroup& group) {
        const Because why = because(envelope, body);
        ContactId contact = TRY(who(envelope, {}, why));
        if (!contact) {
            contact =
                named_contact(desk_, {.user = {}, .anonymous = envelope.anonymous, .email = {}});
        }
        if (!contact && ingestion_.browser) {
            return {};
        }
        return join(contact, group.group, group.properties, why);
    }

    Done join(ContactId contact,
              const std::string& company,
              const ledger::Properties& properties,
              const Because& why) {
        const CompanyId id =
            TRY(apply_company_traits(desk_,
                                     company,
                                     {.properties = properties, .browser = ingestion_.browser},
                                     why,
                                     left_out_));
        if (contact) {
            set_ingested_company(desk_, contact, id, ingestion_.browser, why);
            tell(contact);
        }
        return {};
    }

    // Two ids of one person: the earlier one is linked where it is a visitor's. Two contacts are
    // never made one on this word alone.
    Done apply(const SegmentEnvelope& envelope, std::uint32_t body, const SegmentAlias& alias) {
        const Because why = because(envelope, body);
        const ContactId contact = TRY(who(envelope, {}, why));
        if (!contact || desk_.find_contact_by_external_id(alias.previous) != nullptr) {
            return {};
        }
        return link(desk_, alias.previous, contact, why);
    }

    Desk& desk_;
    const Ingestion& ingestion_;
    IngestOutcome& outcome_;
    std::string by_;
    std::vector<std::string> left_out_;
};

}  // namespace

std::string ingest_source(const std::string& name) {
    return "source:" + name;
}

Result<Receipt> ingest(Desk& desk, Ingestion& ingestion, IngestOutcome& outcome) {
    Ingesting ingesting(desk, ingestion, outcome);
    const std::size_t before = desk.batch().events.size();
    for (const connect::SegmentRejection& rejection : ingestion.batch.rejected) {
        ingesting.keep_aside(rejection);
        outcome.rejected.push_back(rejection);
    }
    auto& accepted = ingestion.batch.accepted;
    for (std::size_t next = 0; next < accepted.size(); ++next) {
        if (next + looked_ahead < accepted.size()) {
            ingesting.expect(accepted[next + looked_ahead]);
        }
        TRY(ingesting.apply(accepted[next]));
    }
    outcome.accepted += ingestion.batch.ignored;
    std::ranges::sort(outcome.rejected, {}, &connect::SegmentRejection::index);
    return Receipt{.id = {},
                   .recorded = {},
                   .count = static_cast<std::int64_t>(desk.batch().events.size() - before)};
}

}  // namespace baton::engine
