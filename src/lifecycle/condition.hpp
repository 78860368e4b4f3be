#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "lifecycle/computed.hpp"

namespace baton::lifecycle {

// What follows `where`, prepared once: literals folded, patterns compiled. Immutable.
class Condition {
public:
    Condition(const agreement::Condition& source, const TimeZone& zone);

    // The value of a field by its name; unknown when it is lacking.
    using Lookup = std::function<Computed(std::string_view)>;
    [[nodiscard]] bool holds(const Lookup& field) const;

    // The same of a comparison or `known`, whose field has this value.
    [[nodiscard]] bool compares(const Computed& value) const;

    [[nodiscard]] agreement::Condition::Kind kind() const { return kind_; }

    // Of and, or, not.
    [[nodiscard]] const std::vector<Condition>& of() const { return of_; }

    // Of a comparison or `known`.
    [[nodiscard]] const std::string& field() const { return field_; }

    // Of a constant.
    [[nodiscard]] bool constant() const { return value_; }

    // Whether the condition names the field, anywhere.
    [[nodiscard]] bool names(std::string_view field) const;

private:
    agreement::Condition::Kind kind_;
    std::vector<Condition> of_;
    std::string field_;
    bool value_;
    agreement::Comparator comparator_;
    std::vector<Computed> literals_;
    TextTest text_;
    TimeZone zone_;
};

}  // namespace baton::lifecycle
