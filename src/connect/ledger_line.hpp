#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"

namespace baton::connect {

// One line of the text form while it is read: its members by name, and errors that name the field.
class LedgerLine {
public:
    LedgerLine(const boost::json::object& object,
               ledger::NameTable& names,
               ledger::DeclaredTypes& types)
        : names_(names), types_(types), object_(object) {}

    [[nodiscard]] ledger::NameTable& names() const { return names_; }

    // Nothing when absent or null.
    [[nodiscard]] const boost::json::value* find(std::string_view field) const;

    // Empty when absent or null. Whole numbers are read as text: external ids often are.
    [[nodiscard]] Result<std::string> text(std::string_view field) const;

    // Refused when absent, null or empty.
    [[nodiscard]] Result<std::string> required(std::string_view field) const;

    [[nodiscard]] Result<std::optional<Instant>> instant(std::string_view field) const;

    // The contact that a required field names.
    [[nodiscard]] Result<ContactId> contact(std::string_view field) const;

    // A word of a closed set; `otherwise` when absent.
    template <typename Enum>
    [[nodiscard]] Result<Enum> word(std::string_view field,
                                    std::optional<Enum> (*find_word)(std::string_view),
                                    std::optional<Enum> otherwise) const {
        const auto written = TRY(text(field));
        if (written.empty() && otherwise) return *otherwise;
        const auto found = find_word(written);
        if (!found) return wrong(field, written.empty() ? "is missing" : "unknown word " + written);
        return *found;
    }

    // A value of a record's property, whose type is declared, or is now found and declared.
    [[nodiscard]] Result<Value> property(std::string_view record,
                                         std::string_view property,
                                         const boost::json::value& value) const;

    [[nodiscard]] static std::unexpected<Error> wrong(std::string_view field, std::string message);

private:
    ledger::NameTable& names_;
    ledger::DeclaredTypes& types_;
    const boost::json::object& object_;
};

// What the line says happened. Numbers in a void are still those of the file, in `seq`.
[[nodiscard]] Result<ledger::What> read_what(const LedgerLine& line);

}  // namespace baton::connect
