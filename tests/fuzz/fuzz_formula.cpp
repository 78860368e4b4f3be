#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/value.hpp"
#include "formula/evaluate.hpp"
#include "formula/expression.hpp"

// Any bytes are read as a formula without a crash; what is wrong stands at a place inside the text;
// what is accepted is worked out for every mixture of known, unknown and extreme values.
namespace {

using namespace baton;

void require(bool holds) {
    if (!holds) std::abort();
}

const formula::Types& types() {
    static const formula::Types all{{"a", ValueType::number},
                                    {"b", ValueType::number},
                                    {"m", ValueType::money},
                                    {"n", ValueType::money},
                                    {"t", ValueType::text},
                                    {"y", ValueType::boolean},
                                    {"d", ValueType::date},
                                    {"i", ValueType::instant},
                                    {"l", ValueType::multi}};
    return all;
}

Value value_of(ValueType type, bool extreme) {
    switch (type) {
        case ValueType::text: return extreme ? std::string("Ä\xF0\x9F\x8E\xB5") : std::string("x");
        case ValueType::number: return Decimal{extreme ? INT64_MIN : 0};
        case ValueType::boolean: return extreme;
        case ValueType::date: return Date{extreme ? INT32_MAX : 20'000};
        case ValueType::instant: return Instant{extreme ? 0 : 1'700'000'000'000'000};
        case ValueType::money: return Money{extreme ? INT64_MAX : 1, {"EUR"}};
        case ValueType::multi: return std::vector<std::string>{"x", "y"};
    }
    return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto made =
        formula::compile(text, {.record = "deal", .own = types(), .company = &types()});
    if (!made) {
        require(made.error().problems.size() == 1 && !made.error().problems.front().where.empty());
        return 0;
    }
    require(made->nodes.size() <= formula_nodes_max);
    formula::Evaluator evaluator;
    for (int turn = 0; turn < 3; ++turn) {
        std::vector<Value> values;
        for (const formula::Field& field : made->fields) {
            values.push_back(turn == 0 ? Value() : value_of(field.type, turn == 2));
        }
        std::vector<const Value*> given;
        for (const Value& value : values) {
            given.push_back(&value);
        }
        const auto outcome = evaluator.evaluate(
            *made, {.fields = given, .today = Date{20'000}, .zone = TimeZone::utc()});
        require(outcome ==
                evaluator.evaluate(
                    *made, {.fields = given, .today = Date{20'000}, .zone = TimeZone::utc()}));
    }
    return 0;
}
