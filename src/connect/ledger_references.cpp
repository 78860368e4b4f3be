#include "connect/ledger_references.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "base/id.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"

namespace baton::connect {

namespace {

enum class Kind : std::uint8_t { contact, company, deal };

// Which records have a property `contact`, `deal` or `company`, and how many parts of the key
// follow the contact that it begins with.
struct Form {
    std::string_view record;
    bool deal = false;
    bool company = false;
    std::size_t key_parts = 0;  // 0: the key names nobody
};

constexpr std::array forms{
    Form{.record = "task", .deal = true},
    Form{.record = "note", .deal = true},
    Form{.record = "association", .deal = true, .company = true},
    Form{.record = "breach", .key_parts = 2},       // CONTACT/NUMBER/KIND
    Form{.record = "offer", .key_parts = 1},        // CONTACT/INSTANT
    Form{.record = "escalation", .key_parts = 2},   // CONTACT/INSTANT/ACTION
    Form{.record = "restatement", .key_parts = 1},  // CONTACT/PLACE
    Form{.record = "erasure", .key_parts = 1},      // CONTACT/erased
};

const Form* form_of(std::string_view record) {
    const auto* const found = std::ranges::find(forms, record, &Form::record);
    return found == forms.end() ? nullptr : found;
}

std::optional<Kind> kind_of(const Form& form, std::string_view property) {
    if (property == "contact") return Kind::contact;
    if (property == "deal" && form.deal) return Kind::deal;
    if (property == "company" && form.company) return Kind::company;
    return std::nullopt;
}

std::optional<std::int64_t> id_in(std::string_view text) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    const bool whole = error == std::errc() && end == text.data() + text.size() && id > 0;
    return whole ? std::optional(id) : std::nullopt;
}

std::optional<std::string> text_in(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<Decimal>(&value)) return render(*number);
    return std::nullopt;
}

std::string_view name_of(const ledger::NameTable& names, Kind kind, std::int64_t id) {
    switch (kind) {
        case Kind::contact: return names.name_of(ContactId{id});
        case Kind::company: return names.name_of(CompanyId{id});
        case Kind::deal: return names.name_of(DealId{id});
    }
    return {};
}

std::int64_t id_of(ledger::NameTable& names, Kind kind, std::string_view name) {
    switch (kind) {
        case Kind::contact: return names.contact(name).value;
        case Kind::company: return names.company(name).value;
        case Kind::deal: return names.deal(name).value;
    }
    return 0;
}

// Applies `translate(text, kind)` to each reference; external ids may have slashes of their own.
template <typename Translate>
ledger::RecordChanged translated(ledger::RecordChanged changed, Translate translate) {
    const Form* form = form_of(changed.record);
    if (form == nullptr) return changed;
    for (auto& [name, value] : changed.properties) {
        const auto kind = kind_of(*form, name);
        const auto text = kind ? text_in(value) : std::nullopt;
        if (text) value = translate(*text, *kind);
    }
    auto end = form->key_parts == 0 ? std::string::npos : changed.key.size();
    for (std::size_t part = 0; part < form->key_parts && end != std::string::npos && end > 0;
         ++part)
        end = changed.key.rfind('/', end - 1);
    if (end != std::string::npos && end > 0) {
        changed.key =
            translate(changed.key.substr(0, end), Kind::contact) + changed.key.substr(end);
    }
    return changed;
}

}  // namespace

ledger::RecordChanged with_external_ids(const ledger::RecordChanged& changed,
                                        const ledger::NameTable& names) {
    return translated(changed, [&](const std::string& text, Kind kind) {
        const auto id = id_in(text);
        const auto name = id ? name_of(names, kind, *id) : std::string_view();
        return name.empty() ? text : std::string(name);
    });
}

ledger::RecordChanged with_internal_ids(ledger::RecordChanged changed, ledger::NameTable& names) {
    return translated(std::move(changed), [&](const std::string& text, Kind kind) {
        return text.empty() ? text : std::to_string(id_of(names, kind, text));
    });
}

Referred referred_in(const ledger::RecordChanged& changed) {
    Referred referred;
    static_cast<void>(translated(changed, [&](const std::string& text, Kind kind) {
        const auto id = id_in(text);
        if (id && kind == Kind::deal) referred.deals.push_back({*id});
        if (id && kind == Kind::company) referred.companies.push_back({*id});
        if (id && kind == Kind::contact) referred.contacts.push_back({*id});
        return text;
    }));
    return referred;
}

}  // namespace baton::connect
