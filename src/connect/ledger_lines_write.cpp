#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/ledger_lines.hpp"
#include "connect/ledger_references.hpp"
#include "connect/ledger_values.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/json_text.hpp"
#include "ledger/name_table.hpp"
#include "ledger/words.hpp"

namespace baton::connect {

namespace {

// The lines of one event.
class Lines {
public:
    Lines(const ledger::NameTable& names, const ledger::Event& event, std::string& out)
        : names_(names), event_(event), out_(out) {}

    Done operator()(const ledger::ContactCreated& created) {
        const auto contact = TRY(name_of(created.contact));
        auto line = begin("contact");
        line.text("id", contact);
        end(line);
        return properties("contact", contact, created.properties);
    }

    Done operator()(const ledger::ContactChanged& changed) {
        return changes("contact", TRY(name_of(changed.contact)), changed.properties);
    }

    Done operator()(const ledger::CompanyChanged& changed) {
        return changes("company", TRY(name_of(changed.company)), changed.properties);
    }

    Done operator()(const ledger::RecordChanged& changed) {
        const auto named = with_external_ids(changed, names_);
        return changes(named.record, named.key, named.properties);
    }

    Done operator()(const ledger::CompanySet& set) {
        const auto contact = TRY(name_of(set.contact));
        const auto company = set.company ? TRY(name_of(set.company)) : std::string_view();
        auto line = begin("company");
        line.text("contact", contact);
        line.key("company");
        append_value(out_, set.company ? Value(std::string(company)) : Value(Unknown{}));
        end(line);
        return {};
    }

    Done operator()(const ledger::Touched& touched) {
        const bool of_contact = static_cast<bool>(touched.contact);
        const auto who = of_contact ? TRY(name_of(touched.contact)) : TRY(name_of(touched.visitor));
        auto line = begin("touch");
        line.text(of_contact ? "contact" : "visitor", who);
        line.text("kind", touched.kind);
        if (!touched.fields.empty()) {
            line.key("fields");
            append_fields(out_, touched.fields);
        }
        optional(line, "message_id", touched.message_id);
        if (touched.actor != ledger::Actor::unknown) line.text("actor", name(touched.actor));
        if (touched.trust != ledger::Trust::server) line.text("trust", name(touched.trust));
        if (touched.direction != ledger::Direction::in) {
            line.text("direction", name(touched.direction));
        }
        end(line);
        return {};
    }

    Done operator()(const ledger::Linked& linked) {
        return pair("link",
                    {"visitor", TRY(name_of(linked.visitor))},
                    {"contact", TRY(name_of(linked.contact))});
    }

    Done operator()(const ledger::Merged& merged) {
        return pair(
            "merge", {"from", TRY(name_of(merged.from))}, {"into", TRY(name_of(merged.into))});
    }

    Done operator()(const ledger::HandoffMoved& moved) {
        const auto contact = TRY(name_of(moved.contact));
        auto line = begin("handoff");
        line.text("contact", contact);
        line.text("event", name(moved.step));
        optional(line, "reason", moved.reason);
        optional(line, "owner", moved.owner);
        optional(line, "note", moved.note);
        end(line);
        return {};
    }

    Done operator()(const ledger::DealChanged& changed) {
        const auto deal = TRY(name_of(changed.deal));
        const auto contacts = TRY(names_of(changed.contacts));
        auto line = begin("deal");
        line.text("deal", deal);
        if (changed.contacts_given) {
            line.key("contacts");
            ledger::append_texts(out_, contacts);
        }
        if (changed.status_given) line.text("status", name(changed.status));
        if (!changed.properties.empty()) {
            line.key("set");
            ledger::ObjectText set(out_);
            for (const auto& [property, value] : changed.properties) {
                set.key(property);
                append_value(out_, value);
            }
            set.close();
        }
        if (changed.deleted) {
            line.key("deleted");
            out_ += "true";
        }
        end(line);
        return {};
    }

    Done operator()(const ledger::Placed& placed) {
        const auto contact = TRY(name_of(placed.contact));
        auto line = begin("place");
        line.text("contact", contact);
        line.text("stage", placed.stage);
        optional(line, "why", placed.why);
        end(line);
        return {};
    }

    Done operator()(const ledger::RateSet& set) {
        auto line = begin("rate");
        line.text("from", set.from.text());
        line.text("to", set.to.text());
        line.key("rate");
        constexpr std::size_t exact_digits_max = 15;
        if (set.rate.size() <= exact_digits_max) {
            out_ += set.rate;
        } else {
            ledger::append_quoted(out_, set.rate);
        }
        end(line);
        return {};
    }

    Done operator()(const ledger::Deleted& deleted) {
        const auto contact = TRY(name_of(deleted.contact));
        auto line = begin("delete");
        line.text("contact", contact);
        end(line);
        return {};
    }

    // Numbers were put in place of the positions, in `seq`.
    Done operator()(const ledger::Voided& voided) {
        auto line = begin("void");
        line.key("positions");
        out_ += '[';
        for (const auto& position : voided.positions) {
            if (out_.back() != '[') out_ += ',';
            ledger::append_number(out_, position.seq);
        }
        out_ += ']';
        end(line);
        return {};
    }

private:
    using Member = std::pair<std::string_view, std::string_view>;

    [[nodiscard]] ledger::ObjectText begin(std::string_view type) const {
        ledger::ObjectText line(out_);
        line.text("type", type);
        line.text("at", render(event_.at));
        line.text("received", render(event_.received));
        return line;
    }

    void end(ledger::ObjectText& line) const {
        optional(line, "by", event_.by);
        optional(line, "cause", event_.cause);
        line.close();
        out_ += '\n';
    }

    static void optional(ledger::ObjectText& line, std::string_view name, const std::string& text) {
        if (!text.empty()) line.text(name, text);
    }

    [[nodiscard]] Done pair(std::string_view type, Member first, Member second) const {
        auto line = begin(type);
        line.text(first.first, first.second);
        line.text(second.first, second.second);
        end(line);
        return {};
    }

    // A change that says nothing still makes its record, and takes a number.
    [[nodiscard]] Done changes(std::string_view record,
                               std::string_view id,
                               const ledger::Properties& changed) const {
        return properties(
            record, id, changed.empty() ? ledger::Properties{{"name", Unknown{}}} : changed);
    }

    [[nodiscard]] Done properties(std::string_view record,
                                  std::string_view id,
                                  const ledger::Properties& properties) const {
        for (const auto& [property, value] : properties) {
            auto line = begin("change");
            line.text("record", record);
            line.text("id", id);
            line.text("property", property);
            line.key("value");
            append_value(out_, value);
            end(line);
        }
        return {};
    }

    template <typename Tag>
    [[nodiscard]] Result<std::string_view> name_of(Id<Tag> id) const {
        const auto name = names_.name_of(id);
        if (name.empty()) {
            return fail(Failure::broken, "no external id is known for " + std::to_string(id.value));
        }
        return name;
    }

    [[nodiscard]] Result<std::vector<std::string>> names_of(
        const std::vector<ContactId>& contacts) const {
        std::vector<std::string> out;
        for (const auto contact : contacts) {
            out.emplace_back(TRY(name_of(contact)));
        }
        return out;
    }

    const ledger::NameTable& names_;
    const ledger::Event& event_;
    std::string& out_;
};

void write_types(ledger::ObjectText& line,
                 std::string& out,
                 std::string_view record,
                 const ledger::DeclaredTypes::Types& types) {
    if (types.empty()) return;
    line.key(record);
    ledger::ObjectText object(out);
    for (const auto& [property, type] : types) {
        object.text(property, name(type));
    }
    object.close();
}

std::int64_t key_of(const ledger::Position& position) {
    return position.seq * bucket_count + position.bucket;
}

}  // namespace

void LedgerLinesWriter::write_schema(const ledger::DeclaredTypes& types, std::string& out) {
    ledger::ObjectText line(out);
    line.text("type", "schema");
    write_types(line, out, "contact", types.contact);
    write_types(line, out, "company", types.company);
    write_types(line, out, "deal", types.deal);
    for (const auto& [record, others] : types.others) {
        write_types(line, out, record, others);
    }
    line.close();
    out += '\n';
}

Done LedgerLinesWriter::write(const ledger::Event& event, std::string& out) {
    const auto start = out.size();
    auto done = write_lines(event, out);
    if (!done) {
        out.resize(start);
        return done;
    }
    const auto lines = static_cast<std::uint32_t>(
        std::count(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), '\n'));
    written_[key_of(event.position)] = {
        .first = last_number_ + 1,
        .lines = lines,
        .created = std::holds_alternative<ledger::ContactCreated>(event.what)};
    last_number_ += lines;
    return {};
}

Done LedgerLinesWriter::write_lines(const ledger::Event& event, std::string& out) const {
    const auto* voided = std::get_if<ledger::Voided>(&event.what);
    if (voided == nullptr) return std::visit(Lines(names_, event, out), event.what);
    auto numbered = event;
    numbered.what = TRY(numbers_of(*voided));
    return std::visit(Lines(names_, numbered, out), numbered.what);
}

Result<ledger::Voided> LedgerLinesWriter::numbers_of(const ledger::Voided& voided) const {
    ledger::Voided out;
    for (const auto& position : voided.positions) {
        const auto found = written_.find(key_of(position));
        if (found == written_.end()) {
            return fail(Failure::broken, "a void names an event that was not written before it");
        }
        const auto& [first, lines, created] = found->second;
        const auto line = static_cast<std::uint32_t>(position.sub) - (created ? 0U : 1U);
        const bool whole = position.sub == 0;
        if (!whole && line >= lines) return fail(Failure::broken, "a void names no line");
        const auto begin = first + (whole ? 0U : line);
        const auto end = whole ? first + lines : begin + 1;
        for (auto number = begin; number < end; ++number) {
            out.positions.push_back({.seq = static_cast<std::int64_t>(number)});
        }
    }
    return out;
}

}  // namespace baton::connect
