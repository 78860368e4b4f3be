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

namespace baton::connect {

namespace {

// Which records have a property `contact` or `deal`, and how many parts of the key follow the
// contact that it begins with.
struct Form {
    std::string_view record;
    bool deal = false;
    std::size_t key_parts = 0;  // 0: the key names nobody
};

constexpr std::array forms{
    Form{.record = "task", .deal = true},
    Form{.record = "note", .deal = true},
    Form{.record = "breach", .key_parts = 2},       // CONTACT/NUMBER/KIND
    Form{.record = "restatement", .key_parts = 1},  // CONTACT/PLACE
    Form{.record = "erasure", .key_parts = 1},      // CONTACT/erased
};

const Form* form_of(std::string_view record) {
    const auto* const found = std::ranges::find(forms, record, &Form::record);
    return found == forms.end() ? nullptr : found;
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

// Applies `translate(text, of_deal)` to each reference; external ids may have slashes of their own.
template <typename Translate>
ledger::RecordChanged translated(ledger::RecordChanged changed, Translate translate) {
    const Form* form = form_of(changed.record);
    if (form == nullptr) return changed;
    for (auto& [name, value] : changed.properties) {
        const bool of_deal = form->deal && name == "deal";
        const auto text = name == "contact" || of_deal ? text_in(value) : std::nullopt;
        if (text) value = translate(*text, of_deal);
    }
    auto end = form->key_parts == 0 ? std::string::npos : changed.key.size();
    for (std::size_t part = 0; part < form->key_parts && end != std::string::npos && end > 0;
         ++part)
        end = changed.key.rfind('/', end - 1);
    if (end != std::string::npos && end > 0) {
        changed.key = translate(changed.key.substr(0, end), false) + changed.key.substr(end);
    }
    return changed;
}

}  // namespace

ledger::RecordChanged with_external_ids(const ledger::RecordChanged& changed,
                                        const ledger::NameTable& names) {
    return translated(changed, [&](const std::string& text, bool of_deal) {
        const auto id = id_in(text);
        if (!id) return text;
        const auto name = of_deal ? names.name_of(DealId{*id}) : names.name_of(ContactId{*id});
        return name.empty() ? text : std::string(name);
    });
}

ledger::RecordChanged with_internal_ids(ledger::RecordChanged changed, ledger::NameTable& names) {
    return translated(std::move(changed), [&](const std::string& text, bool of_deal) {
        if (text.empty()) return text;
        return std::to_string(of_deal ? names.deal(text).value : names.contact(text).value);
    });
}

Referred referred_in(const ledger::RecordChanged& changed) {
    Referred referred;
    static_cast<void>(translated(changed, [&](const std::string& text, bool of_deal) {
        const auto id = id_in(text);
        if (id && of_deal) referred.deals.push_back({*id});
        if (id && !of_deal) referred.contacts.push_back({*id});
        return text;
    }));
    return referred;
}

}  // namespace baton::connect
