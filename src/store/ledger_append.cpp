#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "ledger/event_json.hpp"
#include "ledger/subject.hpp"
#include "ledger/words.hpp"
#include "store/digest.hpp"
#include "store/keys.hpp"
#include "store/ledger_form.hpp"
#include "store/ledger_sql.hpp"
#include "store/ledger_table.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

// Places are written for this many rows at once: one by one they would touch a page for every row.
constexpr std::ptrdiff_t unplaced_rows_max = 32768;
constexpr std::string_view contact_part = "\"c\":";

Bytes bytes_of(const std::string& text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

template <typename T>
std::optional<T> unless_zero(T number) {
    return number == 0 ? std::nullopt : std::optional(number);
}

// Most rows are touches of a contact. The column `subject` says whose, so the body need not.
void leave_out_contact(const ledger::What& what, std::string& body) {
    const auto* touched = std::get_if<ledger::Touched>(&what);
    if (touched == nullptr || !touched->contact || touched->visitor) return;
    if (body.compare(1, contact_part.size(), contact_part) == 0) body.erase(1, body.find(','));
}

// Adds a number to a text of numbers: seven bits a byte, the lowest first.
void append_place(std::string& places, std::int64_t step) {
    auto left = static_cast<std::uint64_t>(step);
    for (; left >= detail::more_bit; left /= detail::more_bit) {
        places += static_cast<char>(left % detail::more_bit + detail::more_bit);
    }
    places += static_cast<char>(left);
}

}  // namespace

Done LedgerAppender::start() {
    last_place_ = TRY(connection_.find_integer(last_place_sql)).value_or(0);
    placed_through_ = TRY(connection_.find_integer(placed_through_sql)).value_or(0);
    const auto received = TRY(connection_.find_integer(last_received_sql, last_place_));
    last_received_ = received ? Instant{.micros = *received} : Instant::earliest();
    TRY(read_unplaced());
    return read_heads();
}

Done LedgerAppender::read_unplaced() {
    unplaced_.clear();
    auto rows = TRY(connection_.prepare(unplaced_sql));
    rows.bind_all(placed_through_, std::int64_t{unplaced_rows_max});
    while (TRY(rows.step())) {
        unplaced_.push_back(
            {.bucket = rows.integer(0), .seq = rows.integer(1), .place = rows.integer(2)});
    }
    return {};
}

Done LedgerAppender::read_heads() {
    auto statement = TRY(connection_.prepare(all_heads_sql));
    while (TRY(statement.step())) {
        auto& head = heads_.at(static_cast<std::size_t>(statement.integer(0)));
        head.seq = statement.integer(1);
        std::ranges::copy(statement.bytes(2).first(head.hash.size()), head.hash.begin());
    }
    return {};
}

Result<std::vector<ledger::Position>> LedgerAppender::append(
    std::span<const ledger::Event> events, std::span<const std::int64_t> numbers) {
    TRY(encode(events, numbers));
    TRY(seal());
    TRY(chain());
    std::vector<ledger::Position> positions;
    positions.reserve(count_);
    for (const auto& row : std::span(rows_).first(count_)) {
        positions.push_back(row.position);
    }
    TRY(insert());
    TRY(place());
    return positions;
}

Done LedgerAppender::encode(std::span<const ledger::Event> events,
                            std::span<const std::int64_t> numbers) {
    count_ = events.size();
    if (rows_.size() < count_) rows_.resize(count_);
    auto last = last_received_;
    for (std::size_t index = 0; index < count_; ++index) {
        const auto& event = events[index];
        if (event.received < last) {
            return fail(Failure::refused, "an event cannot be received before those already there");
        }
        last = event.received;
        auto& row = rows_[index];
        row.event = &event;
        row.number = numbers.empty() ? 0 : numbers[index];
        row.subject = ledger::subject_of(event.what);
        row.owner = owner_of(row.subject);
        row.position = {.bucket = row.subject.bucket()};
        ledger::encode(event.what, personal_, row.what);
        leave_out_contact(event.what, row.what.body);
        row.sealed.clear();
    }
    return {};
}

Done LedgerAppender::seal() {
    std::vector<KeyOwner> owners;
    const auto rows = std::span(rows_).first(count_);
    for (const auto& row : rows) {
        if (!row.what.personal.empty()) owners.push_back(row.owner);
    }
    std::ranges::sort(owners);
    owners.erase(std::ranges::unique(owners).begin(), owners.end());
    TRY(keys_.ensure(owners));
    for (auto& row : rows) {
        if (!row.what.personal.empty()) TRY(keys_.seal(row.owner, row.what.personal, row.sealed));
    }
    return {};
}

Done LedgerAppender::chain() {
    std::vector<std::size_t> by_bucket(count_);
    for (std::size_t index = 0; index < count_; ++index) {
        by_bucket[index] = index;
    }
    const auto bucket_of = [this](std::size_t index) { return rows_[index].position.bucket; };
    std::ranges::stable_sort(by_bucket, {}, bucket_of);
    for (auto begin = by_bucket.begin(); begin != by_bucket.end();) {
        const auto bucket = bucket_of(*begin);
        const auto end = std::find_if(
            begin, by_bucket.end(), [&](std::size_t index) { return bucket_of(index) != bucket; });
        TRY(chain_bucket({begin, end}));
        begin = end;
    }
    return {};
}

Done LedgerAppender::chain_bucket(std::span<const std::size_t> of_bucket) {
    const std::int64_t bucket = rows_[of_bucket.front()].position.bucket;
    auto& [seq, hash] = heads_.at(static_cast<std::size_t>(bucket));
    const auto before = seq;
    for (const auto index : of_bucket) {
        auto& row = rows_[index];
        row.position.seq = ++seq;
        const auto& event = *row.event;
        hash = detail::next_hash(
            digest_,
            hash,
            {.position = row.position,
             .at = event.at,
             .received = event.received,
             .number = unless_zero(row.number),
             .type = ledger::type_name(event.what),
             .subject = row.subject.id,
             .sealed_for = row.sealed.empty() ? std::nullopt : std::optional(row.owner.value),
             .by = event.by,
             .cause = event.cause,
             .body = row.what.body,
             .sealed = bytes_of(row.sealed)});
        row.link = detail::link_of(hash);
    }
    TRY(connection_.run(advance_head_sql, bucket, seq, Bytes(hash), before));
    if (connection_.changed_rows() == 1) return {};
    return fail(Failure::broken, "somebody else appended to the ledger");
}

Done LedgerAppender::insert() {
    const auto rows = std::span(rows_).first(count_);
    const bool all_known = knows_all_unplaced();
    std::ranges::sort(rows, {}, [](const Row& row) {
        return std::tuple(row.event->received, row.number, row.position.bucket, row.position.seq);
    });
    auto statement = TRY(connection_.prepare(insert_ledger_sql));
    for (const auto& row : rows) {
        const auto& event = *row.event;
        const bool sealed = !row.sealed.empty();
        statement.bind_all(std::int64_t{row.position.bucket},
                           row.position.seq,
                           event.at,
                           event.received,
                           unless_zero(row.number),
                           detail::stored_type(ledger::type_name(event.what)),
                           row.subject.id,
                           sealed ? std::optional(row.owner.value) : std::nullopt,
                           std::string_view(event.by),
                           std::string_view(event.cause),
                           std::string_view(row.what.body),
                           sealed ? std::optional(bytes_of(row.sealed)) : std::nullopt,
                           row.link);
        TRY(statement.run());
        last_received_ = event.received;
        ++last_place_;
        if (!all_known) continue;
        unplaced_.push_back(
            {.bucket = row.position.bucket, .seq = row.position.seq, .place = last_place_});
    }
    return {};
}

Done LedgerAppender::place() {
    while (std::ssize(unplaced_) >= unplaced_rows_max) {
        const auto end = unplaced_.begin() + unplaced_rows_max;
        placed_through_ = std::prev(end)->place;
        std::sort(unplaced_.begin(), end);
        TRY(place_block({unplaced_.begin(), end}));
        TRY(connection_.run(set_placed_through_sql, placed_through_));
        unplaced_.erase(unplaced_.begin(), end);
        if (!knows_all_unplaced()) TRY(read_unplaced());
    }
    return {};
}

// One row for each bucket that has rows there: how far each lies after the one before.
Done LedgerAppender::place_block(std::span<const Unplaced> rows) {
    std::string places;
    for (auto row = rows.begin(); row != rows.end();) {
        const auto& first = *row;
        std::int64_t last = 0;
        places.clear();
        for (; row != rows.end() && row->bucket == first.bucket; ++row) {
            append_place(places, row->place - last);
            last = row->place;
        }
        TRY(connection_.run(insert_block_sql, first.bucket, first.seq, bytes_of(places)));
    }
    return {};
}

}  // namespace baton::store
