#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/kind.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/event_json.hpp"
#include "ledger/words.hpp"

namespace baton::ledger {

namespace {

namespace json = boost::json;

std::string_view view(const json::string& text) {
    return {text.data(), text.size()};
}

// A stored body that does not read back is a broken store: it throws as far as decode(), no
// further.
[[noreturn]] void corrupt(const char* what) {
    throw std::invalid_argument(what);
}

template <typename T>
T present(std::optional<T> found) {
    if (!found) corrupt("an unknown word");
    return *std::move(found);
}

template <typename T>
T present(Result<T> found) {
    if (!found) corrupt("an unreadable value");
    return *std::move(found);
}

// One stored event while it is read back.
class Body {
public:
    Body(const json::object& body, const json::array& parts) : body_(body), parts_(parts) {}

    [[nodiscard]] std::int64_t number(std::string_view name) const {
        return body_.at(name).as_int64();
    }

    template <typename Tag>
    [[nodiscard]] Id<Tag> id(std::string_view name) const {
        const auto* value = body_.if_contains(name);
        return {value == nullptr ? 0 : value->as_int64()};
    }

    [[nodiscard]] bool has(std::string_view name) const { return body_.contains(name); }

    [[nodiscard]] std::string text(std::string_view name) const {
        const auto* value = body_.if_contains(name);
        return value == nullptr ? std::string() : std::string(view(value->as_string()));
    }

    [[nodiscard]] std::vector<std::pair<std::string, Value>> pairs(std::string_view name) const {
        std::vector<std::pair<std::string, Value>> out;
        const auto* values = body_.if_contains(name);
        if (values == nullptr) return out;
        out.reserve(values->as_object().size());
        for (const auto& member : values->as_object()) {
            out.emplace_back(member.key(), value_of(member.value()));
        }
        return out;
    }

    [[nodiscard]] std::string note() const {
        const auto* note = body_.if_contains("note");
        if (note == nullptr) return {};
        const auto value = value_of(*note);
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? std::string() : *text;
    }

    [[nodiscard]] const json::array& list(std::string_view name) const {
        return body_.at(name).as_array();
    }

private:
    [[nodiscard]] Value value_of(const json::value& value) const {
        switch (value.kind()) {
            case json::kind::null: return Unknown{};
            case json::kind::bool_: return value.get_bool();
            case json::kind::int64: return whole(value.get_int64());
            case json::kind::uint64: corrupt("a number out of range");
            case json::kind::double_: return present(decimal_of(value.get_double()));
            case json::kind::string: return std::string(view(value.get_string()));
            case json::kind::array: return texts(value.get_array());
            case json::kind::object: return tagged(value.get_object());
        }
        corrupt("a value of no kind");
    }

    static Decimal whole(std::int64_t number) {
        std::int64_t millionths = 0;
        if (__builtin_mul_overflow(number, decimal_one, &millionths)) corrupt("too large a number");
        return {millionths};
    }

    static std::vector<std::string> texts(const json::array& array) {
        std::vector<std::string> out;
        out.reserve(array.size());
        for (const auto& text : array) {
            out.emplace_back(view(text.as_string()));
        }
        return out;
    }

    [[nodiscard]] Value tagged(const json::object& object) const {
        const auto first = object.begin();
        if (first == object.end()) corrupt("an empty value");
        const std::string_view tag = first->key();
        const auto& value = first->value();
        if (tag == "p") return restored(value.as_int64(), object.if_contains("s"));
        if (tag == "n") return present(parse_decimal(view(value.as_string())));
        if (tag == "d") return Date{.days = static_cast<std::int32_t>(value.as_int64())};
        if (tag == "t") return Instant{.micros = value.as_int64()};
        if (tag != "m") corrupt("an unknown value");
        const auto currency = present(parse_currency(view(object.at("c").as_string())));
        return Money{.minor = value.as_int64(), .currency = currency};
    }

    // The part that was taken out, or what is left without it.
    [[nodiscard]] Value restored(std::int64_t index, const json::value* rest) const {
        const std::string_view start =
            rest == nullptr ? std::string_view() : view(rest->as_string());
        if (parts_.empty()) return start.empty() ? Value(Unknown{}) : Value(std::string(start));
        const auto& part = parts_.at(static_cast<std::size_t>(index));
        if (start.empty()) return value_of(part);
        return std::string(start).append(view(part.as_string()));
    }

    const json::object& body_;
    const json::array& parts_;
};

What contact_created(const Body& body) {
    return ContactCreated{.contact = body.id<ContactTag>("contact"),
                          .external_id = body.text("id"),
                          .properties = body.pairs("set")};
}

What contact_changed(const Body& body) {
    return ContactChanged{.contact = body.id<ContactTag>("contact"),
                          .properties = body.pairs("set")};
}

What company_changed(const Body& body) {
    return CompanyChanged{.company = body.id<CompanyTag>("company"),
                          .external_id = body.text("id"),
                          .properties = body.pairs("set")};
}

What record_changed(const Body& body) {
    return RecordChanged{
        .record = body.text("record"), .key = body.text("key"), .properties = body.pairs("set")};
}

What company_set(const Body& body) {
    return CompanySet{.contact = body.id<ContactTag>("contact"),
                      .company = body.id<CompanyTag>("company")};
}

What touched(const Body& body) {
    Touched touched{.contact = body.id<ContactTag>("c"),
                    .visitor = body.id<VisitorTag>("v"),
                    .kind = body.text("k"),
                    .fields = body.pairs("f"),
                    .message_id = body.text("m")};
    if (body.has("a")) touched.actor = present(find_actor(body.text("a")));
    if (body.has("t")) touched.trust = present(find_trust(body.text("t")));
    if (body.has("d")) touched.direction = present(find_direction(body.text("d")));
    return touched;
}

What linked(const Body& body) {
    return Linked{.visitor = body.id<VisitorTag>("visitor"),
                  .contact = body.id<ContactTag>("contact")};
}

What merged(const Body& body) {
    return Merged{.from = body.id<ContactTag>("from"), .into = body.id<ContactTag>("into")};
}

What handoff_moved(const Body& body) {
    return HandoffMoved{.contact = body.id<ContactTag>("contact"),
                        .step = present(find_handoff_step(body.text("step"))),
                        .reason = body.text("reason"),
                        .owner = body.text("owner"),
                        .note = body.note()};
}

What deal_changed(const Body& body) {
    DealChanged changed{.deal = body.id<DealTag>("deal"),
                        .external_id = body.text("id"),
                        .contacts_given = body.has("contacts"),
                        .contacts = {},
                        .status_given = body.has("status"),
                        .properties = body.pairs("set"),
                        .deleted = body.has("deleted")};
    if (changed.status_given) changed.status = present(find_deal_status(body.text("status")));
    if (!changed.contacts_given) return changed;
    for (const auto& contact : body.list("contacts")) {
        changed.contacts.push_back({contact.as_int64()});
    }
    return changed;
}

What placed(const Body& body) {
    return Placed{.contact = body.id<ContactTag>("contact"),
                  .stage = body.text("stage"),
                  .why = body.text("why")};
}

What rate_set(const Body& body) {
    return RateSet{.from = present(parse_currency(body.text("from"))),
                   .to = present(parse_currency(body.text("to"))),
                   .rate = body.text("rate")};
}

What deleted(const Body& body) {
    return Deleted{.contact = body.id<ContactTag>("contact")};
}

What voided(const Body& body) {
    Voided out;
    for (const auto& position : body.list("positions")) {
        const auto& parts = position.as_array();
        out.positions.push_back({.bucket = static_cast<std::int32_t>(parts.at(0).as_int64()),
                                 .sub = static_cast<std::int32_t>(parts.at(2).as_int64()),
                                 .seq = parts.at(1).as_int64()});
    }
    return out;
}

struct Reader {
    std::string_view type;
    What (*read)(const Body&);
};

// In order of how often they occur.
constexpr std::array readers{
    Reader{.type = "touch", .read = touched},
    Reader{.type = "contact_change", .read = contact_changed},
    Reader{.type = "contact", .read = contact_created},
    Reader{.type = "handoff", .read = handoff_moved},
    Reader{.type = "deal", .read = deal_changed},
    Reader{.type = "company", .read = company_set},
    Reader{.type = "link", .read = linked},
    Reader{.type = "company_change", .read = company_changed},
    Reader{.type = "record_change", .read = record_changed},
    Reader{.type = "merge", .read = merged},
    Reader{.type = "place", .read = placed},
    Reader{.type = "rate", .read = rate_set},
    Reader{.type = "delete", .read = deleted},
    Reader{.type = "void", .read = voided},
};

What read_body(std::string_view type, std::string_view body, std::string_view personal) {
    constexpr std::size_t scratch_bytes = 8192;
    std::array<unsigned char, scratch_bytes> scratch{};
    json::monotonic_resource memory(scratch.data(), scratch.size());
    const json::storage_ptr storage(&memory);
    const auto object = json::parse({body.data(), body.size()}, storage);
    const auto parts = personal.empty() ? json::value(json::array(storage))
                                        : json::parse({personal.data(), personal.size()}, storage);
    const auto* const reader = std::ranges::find(readers, type, &Reader::type);
    if (reader == readers.end()) corrupt("an unknown type");
    return reader->read(Body(object.as_object(), parts.as_array()));
}

}  // namespace

Result<What> decode(std::string_view type, std::string_view body, std::string_view personal) {
    try {
        return read_body(type, body, personal);
    } catch (const std::exception& error) {
        return fail(
            Failure::broken,
            std::string("a stored ").append(type) + " event does not read back: " + error.what());
    }
}

}  // namespace baton::ledger
