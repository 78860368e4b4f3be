#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "goals/measure.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

namespace baton::goals::testing {

inline Instant at(std::string_view text) {
    return parse_instant(text.size() == 10 ? std::string(text) + "T12:00Z" : std::string(text))
        .value();
}

inline Currency euro() {
    return parse_currency("EUR").value();
}

inline ContactId contact(int number) {
    return make_id<ContactTag>(number, number % bucket_count);
}

// A ledger written line by line.
class Book {
public:
    void add(Instant when, ledger::What what) {
        ledger::Event event{
            .at = when,
            .received = when,
            .order = next_,
            .position = {.bucket = 0, .sub = 0, .seq = static_cast<std::int64_t>(next_)},
            .by = "test",
            .cause = "",
            .what = std::move(what)};
        next_ += ledger::lines_of(event.what);
        timeline_.add(event);
    }

    void person(int number, Instant when) {
        add(when,
            ledger::ContactCreated{.contact = contact(number),
                                   .external_id = "c" + std::to_string(number),
                                   .properties = {}});
    }

    void touch(int number, Instant when, ledger::Fields fields) {
        add(when,
            ledger::Touched{.contact = contact(number),
                            .visitor = {},
                            .kind = "page_view",
                            .fields = std::move(fields),
                            .message_id = ""});
    }

    void record(Instant when, std::string kind, std::string key, ledger::Properties properties) {
        add(when,
            ledger::RecordChanged{.record = std::move(kind),
                                  .key = std::move(key),
                                  .properties = std::move(properties)});
    }

    void user(Instant when,
              const std::string& email,
              const std::string& name,
              const std::string& team) {
        record(when, "user", email, {{"name", name}, {"role", std::string("rep")}, {"team", team}});
    }

    void deal(int number,
              Instant when,
              std::vector<ContactId> contacts,
              ledger::Properties properties) {
        add(when,
            ledger::DealChanged{.deal = make_id<DealTag>(number, 0),
                                .external_id = "d" + std::to_string(number),
                                .contacts_given = true,
                                .contacts = std::move(contacts),
                                .status_given = true,
                                .status = ledger::DealStatus::open,
                                .properties = std::move(properties)});
    }

    void close(int number, Instant when, ledger::DealStatus status) {
        add(when,
            ledger::DealChanged{.deal = make_id<DealTag>(number, 0),
                                .external_id = "",
                                .contacts = {},
                                .status_given = true,
                                .status = status,
                                .properties = {}});
    }

    void handoff(int number, Instant when, ledger::HandoffStep step, std::string owner) {
        add(when,
            ledger::HandoffMoved{.contact = contact(number),
                                 .step = step,
                                 .reason = "",
                                 .owner = std::move(owner),
                                 .note = ""});
    }

    [[nodiscard]] const ledger::Timeline& timeline() const { return timeline_; }

    [[nodiscard]] std::vector<MeasureRow> rows(MeasureRequest request,
                                               const Histories& histories = {}) const {
        request.currency = euro();
        const auto result = measure(timeline_, histories, request);
        return result ? result->rows : std::vector<MeasureRow>{};
    }

private:
    ledger::Timeline timeline_;
    std::uint64_t next_ = 1;
};

// "key numerator/denominator" of each row, one a line: what a test compares.
inline std::string text_of(const std::vector<MeasureRow>& rows) {
    std::string text;
    for (const MeasureRow& row : rows) {
        text += row.key + " " + std::to_string(row.numerator);
        text += row.denominator ? "/" + std::to_string(*row.denominator) + "\n" : "\n";
    }
    return text;
}

}  // namespace baton::goals::testing
