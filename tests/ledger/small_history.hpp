#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/subject.hpp"
#include "ledger/timeline.hpp"

namespace baton::testing {

// A history of a few contacts, visitors, companies and deals in which everything happens to each:
// one number is one event, whatever the number. Late ones, voids of anything before, voids of
// voids, merges in circles and links of shared browsers are among them.
class SmallHistory {
public:
    ledger::Event next(std::uint32_t number) {
        dice_ = number;
        ledger::Event event;
        event.received = {start + second_micros * ++count_};
        event.at = {event.received.micros - (roll(3) == 0 ? roll(4000) * second_micros : 0)};
        event.by = "by" + std::to_string(roll(3));
        event.what = what();
        event.order = next_order_;
        next_order_ += ledger::lines_of(event.what);
        event.position.bucket = ledger::subject_of(event.what).bucket();
        event.position.seq = ++seqs_.at(static_cast<std::size_t>(event.position.bucket));
        positions_.push_back(event.position);
        return event;
    }

private:
    static constexpr std::int64_t start = 1'767'225'600'000'000;

    // The number is spent digit by digit.
    std::int64_t roll(std::uint32_t sides) {
        dice_ = dice_ * 2'654'435'761U + 12'345U;
        return (dice_ >> 16U) % sides;
    }

    ContactId contact() { return {1025 * (1 + roll(4))}; }

    std::string text() { return "text " + std::to_string(roll(5)); }

    Value value() {
        switch (roll(8)) {
            case 0: return Unknown{};
            case 1: return roll(2) == 0;
            case 2: return Decimal{.millionths = roll(9) * 500'000};
            case 3: return Date{.days = static_cast<std::int32_t>(roll(30'000))};
            case 4: return Instant{.micros = start + roll(1000)};
            case 5: return Money{.minor = roll(1000), .currency = {"EUR"}};
            case 6: return std::vector<std::string>{text(), text()};
            default: return text();
        }
    }

    ledger::Properties properties() {
        ledger::Properties out;
        for (const char* name : {"email", "plan", "domain"}) {
            if (roll(2) == 0) out.emplace_back(name, value());
        }
        return out;
    }

    ledger::What touch() {
        ledger::Touched touched{
            .contact = {},
            .visitor = {},
            .kind = "kind " + std::to_string(roll(4)),
            .fields = {{"channel", text()}, {"asset", text()}, {"path", text()}},
            .message_id = {},
            .actor = static_cast<ledger::Actor>(roll(4)),
            .trust = static_cast<ledger::Trust>(roll(3)),
            .direction = static_cast<ledger::Direction>(roll(2))};
        if (roll(3) == 0) {
            touched.visitor = {2049 * (1 + roll(3))};
        } else {
            touched.contact = contact();
        }
        return touched;
    }

    ledger::What deal() {
        ledger::DealChanged changed{.deal = {4097 * (1 + roll(2))},
                                    .external_id = text(),
                                    .contacts_given = roll(2) == 0,
                                    .contacts = {},
                                    .status_given = roll(2) == 0,
                                    .status = static_cast<ledger::DealStatus>(roll(3)),
                                    .properties = properties(),
                                    .deleted = roll(9) == 0};
        if (changed.contacts_given) changed.contacts = {contact(), contact()};
        return changed;
    }

    ledger::What voided() {
        if (positions_.empty()) return ledger::Voided{};
        const auto one =
            static_cast<std::size_t>(roll(static_cast<std::uint32_t>(positions_.size())));
        ledger::Position position = positions_[one];
        position.sub = static_cast<std::int32_t>(roll(3));
        return ledger::Voided{.positions = {position}};
    }

    ledger::What what() {
        switch (roll(18)) {
            case 0:
                return ledger::ContactCreated{
                    .contact = contact(), .external_id = text(), .properties = properties()};
            case 1: return ledger::ContactChanged{.contact = contact(), .properties = properties()};
            case 2:
                return ledger::CompanyChanged{.company = {1026 * (1 + roll(2))},
                                              .external_id = text(),
                                              .properties = properties()};
            case 3:
                return ledger::RecordChanged{
                    .record = text(), .key = text(), .properties = properties()};
            case 4: return ledger::CompanySet{.contact = contact(), .company = {1026 * roll(3)}};
            case 5: return ledger::Linked{.visitor = {2049 * (1 + roll(3))}, .contact = contact()};
            case 6: return ledger::Merged{.from = contact(), .into = contact()};
            case 7:
                return ledger::HandoffMoved{.contact = contact(),
                                            .step = static_cast<ledger::HandoffStep>(roll(9)),
                                            .reason = text(),
                                            .owner = text(),
                                            .note = text()};
            case 8: return deal();
            case 9: return ledger::Placed{.contact = contact(), .stage = text(), .why = text()};
            case 10: return ledger::RateSet{.from = {"USD"}, .to = {"EUR"}, .rate = "0.92"};
            case 11: return ledger::Deleted{.contact = contact()};
            case 12: return voided();
            default: return touch();
        }
    }

    std::uint32_t dice_ = 0;
    std::int64_t count_ = 0;
    std::uint64_t next_order_ = 1;
    std::array<std::int64_t, static_cast<std::size_t>(bucket_count)> seqs_ = {};
    std::vector<ledger::Position> positions_;
};

}  // namespace baton::testing
