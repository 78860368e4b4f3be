#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/ledger_line.hpp"
#include "connect/ledger_lines.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"
#include "ledger/subject.hpp"

namespace baton::connect {

namespace {

namespace json = boost::json;

Done read_types(const json::object& declared, ledger::DeclaredTypes& types) {
    for (const auto& record : declared) {
        const std::string_view record_name = record.key();
        if (record_name == "type") continue;
        if (!record.value().is_object())
            return LedgerLine::wrong(record_name, "expected an object");
        for (const auto& property : record.value().get_object()) {
            const auto& word = property.value();
            const auto type =
                word.is_string()
                    ? find_value_type({word.get_string().data(), word.get_string().size()})
                    : std::nullopt;
            if (!type) {
                return LedgerLine::wrong(
                    record_name,
                    std::string(std::string_view(property.key())) +
                        ": expected text, number, boolean, date, instant, money or multi");
            }
            types.of(record_name).insert_or_assign(property.key(), *type);
        }
    }
    return {};
}

bool is_schema(const json::value& value) {
    const auto* object = value.if_object();
    const auto* type = object == nullptr ? nullptr : object->if_contains("type");
    return type != nullptr && type->is_string() && type->get_string() == "schema";
}

Error located(Error error, std::uint64_t line) {
    const auto where = "line " + std::to_string(line);
    error.message = where + ": " + error.message;
    for (auto& problem : error.problems) {
        problem.where = where + ": " + problem.where;
    }
    return error;
}

}  // namespace

LedgerLinesReader::LedgerLinesReader(ledger::NameTable& names, ledger::DeclaredTypes types)
    : names_(names), types_(std::move(types)) {}

ledger::Position LedgerLinesReader::next_position(const ledger::What& what) {
    const auto bucket = ledger::subject_of(what).bucket();
    return {.bucket = bucket, .seq = ++seqs_.at(static_cast<std::size_t>(bucket))};
}

Result<std::optional<ledger::Event>> LedgerLinesReader::read(std::string_view line) {
    ++line_;
    if (text::trimmed(line).empty()) return std::nullopt;
    auto event = read_event(line);
    if (!event) return std::unexpected(located(std::move(event).error(), line_));
    return *std::move(event);
}

Result<std::optional<ledger::Event>> LedgerLinesReader::read_event(std::string_view line) {
    constexpr std::size_t scratch_bytes = 8192;
    std::array<unsigned char, scratch_bytes> scratch{};
    json::monotonic_resource memory(scratch.data(), scratch.size());
    std::error_code error;
    const auto value = json::parse({line.data(), line.size()}, error, json::storage_ptr(&memory));
    if (!error && is_schema(value)) {
        if (!positions_.empty()) return LedgerLine::wrong("type", "the schema is the first line");
        TRY(read_types(value.get_object(), types_));
        return std::nullopt;
    }
    positions_.emplace_back();
    if (error) return fail(Failure::invalid, "not JSON: " + error.message());
    if (!value.is_object()) return fail(Failure::invalid, "expected one JSON object");
    return TRY(placed(LedgerLine(value.get_object(), names_, types_)));
}

Result<ledger::Event> LedgerLinesReader::placed(const LedgerLine& line) {
    const auto at = TRY(line.instant("at"));
    if (!at) return LedgerLine::wrong("at", "is missing");
    const auto given = TRY(line.instant("received"));
    const auto received = given.value_or(std::max(*at, received_.value_or(*at)));
    if (received_ && received < *received_) {
        return LedgerLine::wrong("received", "is earlier than that of the line before");
    }
    ledger::Event event{.at = std::min(*at, received),
                        .received = received,
                        .order = positions_.size(),
                        .position = {},
                        .by = TRY(line.text("by")),
                        .cause = TRY(line.text("cause")),
                        .what = TRY(read_what(line))};
    if (auto* voided = std::get_if<ledger::Voided>(&event.what)) TRY(locate(*voided));
    event.position = next_position(event.what);
    positions_.back() = event.position;
    received_ = received;
    return event;
}

Done LedgerLinesReader::locate(ledger::Voided& voided) const {
    for (auto& position : voided.positions) {
        const auto number = position.seq;
        const bool earlier = number >= 1 && static_cast<std::size_t>(number) < positions_.size();
        if (earlier) position = positions_[static_cast<std::size_t>(number - 1)];
        if (!earlier || position.seq == 0) {
            return LedgerLine::wrong("positions",
                                     std::to_string(number) + " is no event before this one");
        }
    }
    return {};
}

Result<std::vector<ledger::Event>> read_ledger(std::string_view text, LedgerLinesReader& reader) {
    std::vector<ledger::Event> events;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto event = TRY(reader.read(text.substr(0, end)));
        if (event) events.push_back(*std::move(event));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return events;
}

}  // namespace baton::connect
