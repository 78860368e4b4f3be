#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/event_json.hpp"
#include "ledger/json_text.hpp"
#include "ledger/personal.hpp"
#include "ledger/words.hpp"

namespace baton::ledger {

namespace {

// Up to here a double carries every decimal exactly, so that any JSON reader gives it back.
constexpr std::int64_t plain_millionths_max = 999'999'999'999'999;

struct ValueText {
    std::string& out;

    void operator()(Unknown /*unknown*/) const { out += "null"; }

    void operator()(bool value) const { out += value ? "true" : "false"; }

    void operator()(Decimal number) const {
        if (number.millionths <= plain_millionths_max &&
            number.millionths >= -plain_millionths_max) {
            out += render(number);
            return;
        }
        ObjectText object(out);
        object.text("n", render(number));
        object.close();
    }

    void operator()(const std::string& text) const { append_quoted(out, text); }

    void operator()(Date date) const {
        ObjectText object(out);
        object.number("d", date.days);
        object.close();
    }

    void operator()(Instant at) const {
        ObjectText object(out);
        object.number("t", at.micros);
        object.close();
    }

    void operator()(const Money& money) const {
        ObjectText object(out);
        object.number("m", money.minor);
        object.text("c", money.currency.text());
        object.close();
    }

    void operator()(const std::vector<std::string>& texts) const { append_texts(out, texts); }
};

class Encoder {
public:
    Encoder(const Personal& personal, EncodedWhat& out)
        : personal_(personal), out_(out), object_(out.body) {}

    void finish() {
        object_.close();
        if (parts_ > 0) out_.personal += ']';
    }

    void operator()(const ContactCreated& created) {
        object_.number("contact", created.contact.value);
        object_.text("id", created.external_id);
        pairs("set", created.properties, true);
    }

    void operator()(const ContactChanged& changed) {
        object_.number("contact", changed.contact.value);
        pairs("set", changed.properties, true);
    }

    void operator()(const CompanyChanged& changed) {
        object_.number("company", changed.company.value);
        text("id", changed.external_id);
        pairs("set", changed.properties, false);
    }

    void operator()(const RecordChanged& changed) {
        object_.text("record", changed.record);
        object_.text("key", changed.key);
        pairs("set", changed.properties, changed.record != "user");
    }

    void operator()(const CompanySet& set) {
        object_.number("contact", set.contact.value);
        object_.number("company", set.company.value);
    }

    void operator()(const Touched& touched) {
        if (touched.contact) object_.number("c", touched.contact.value);
        if (touched.visitor) object_.number("v", touched.visitor.value);
        object_.text("k", touched.kind);
        pairs("f", touched.fields, true);
        text("m", touched.message_id);
        if (touched.actor != Actor::unknown) object_.text("a", name(touched.actor));
        if (touched.trust != Trust::server) object_.text("t", name(touched.trust));
        if (touched.direction != Direction::in) object_.text("d", name(touched.direction));
    }

    void operator()(const Linked& linked) {
        object_.number("visitor", linked.visitor.value);
        object_.number("contact", linked.contact.value);
    }

    void operator()(const Merged& merged) {
        object_.number("from", merged.from.value);
        object_.number("into", merged.into.value);
    }

    void operator()(const HandoffMoved& moved) {
        object_.number("contact", moved.contact.value);
        object_.text("step", name(moved.step));
        text("reason", moved.reason);
        text("owner", moved.owner);
        if (moved.note.empty()) return;
        object_.key("note");
        take_out(moved.note, {});
    }

    void operator()(const DealChanged& changed) {
        object_.number("deal", changed.deal.value);
        text("id", changed.external_id);
        if (changed.contacts_given) contacts(changed.contacts);
        if (changed.status_given) object_.text("status", name(changed.status));
        pairs("set", changed.properties, false);
        if (changed.deleted) object_.number("deleted", 1);
    }

    void operator()(const Placed& placed) {
        object_.number("contact", placed.contact.value);
        object_.text("stage", placed.stage);
        text("why", placed.why);
    }

    void operator()(const RateSet& set) {
        object_.text("from", set.from.text());
        object_.text("to", set.to.text());
        object_.text("rate", set.rate);
    }

    void operator()(const Deleted& deleted) { object_.number("contact", deleted.contact.value); }

    void operator()(const Voided& voided) {
        object_.key("positions");
        out_.body += '[';
        for (const auto& position : voided.positions) {
            if (&position != &voided.positions.front()) out_.body += ',';
            out_.body += '[';
            append_number(out_.body, position.bucket);
            out_.body += ',';
            append_number(out_.body, position.seq);
            out_.body += ',';
            append_number(out_.body, position.sub);
            out_.body += ']';
        }
        out_.body += ']';
    }

private:
    void text(std::string_view name, const std::string& value) {
        if (!value.empty()) object_.text(name, value);
    }

    void contacts(const std::vector<ContactId>& ids) {
        object_.key("contacts");
        out_.body += '[';
        for (const auto id : ids) {
            if (out_.body.back() != '[') out_.body += ',';
            append_number(out_.body, id.value);
        }
        out_.body += ']';
    }

    void pairs(std::string_view name,
               const std::vector<std::pair<std::string, Value>>& values,
               bool of_a_person) {
        if (values.empty()) return;
        object_.key(name);
        ObjectText object(out_.body);
        for (const auto& [key, value] : values) {
            object.key(key);
            if (of_a_person) {
                personal_value(key, value);
            } else {
                std::visit(ValueText{out_.body}, value);
            }
        }
        object.close();
    }

    void personal_value(const std::string& key, const Value& value) {
        if (known(value) && personal_.is_personal(key)) {
            take_out(value, {});
            return;
        }
        const auto* text = std::get_if<std::string>(&value);
        const auto query = text == nullptr ? std::string::npos : text->find('?');
        if (query != std::string::npos && personal_.is_url(key)) {
            take_out(text->substr(query), std::string_view(*text).substr(0, query));
            return;
        }
        std::visit(ValueText{out_.body}, value);
    }

    void take_out(const Value& value, std::string_view rest) {
        out_.personal += parts_ == 0 ? '[' : ',';
        std::visit(ValueText{out_.personal}, value);
        ObjectText object(out_.body);
        object.number("p", parts_++);
        if (!rest.empty()) object.text("s", rest);
        object.close();
    }

    const Personal& personal_;
    EncodedWhat& out_;
    ObjectText object_;
    std::int64_t parts_ = 0;
};

}  // namespace

void encode(const What& what, const Personal& personal, EncodedWhat& out) {
    out.body.clear();
    out.personal.clear();
    Encoder encoder(personal, out);
    std::visit(encoder, what);
    encoder.finish();
}

}  // namespace baton::ledger
