#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/contract.hpp"
#include "oracle/criteria.hpp"
#include "oracle/ledger.hpp"
#include "oracle/value.hpp"
#include "oracle/world.hpp"

namespace oracle {

// g++ asks for initialisers of members that designated initialisers leave out.

/// What a criterion is asked of.
struct Scene {
    const World& world;
    const Ledger& ledger;
    const Contract& contract;
    Instant now = 0;
    std::optional<Instant> cut_off = {};    ///< touches at or before it do not count
    std::vector<std::string> reached = {};  ///< stages of the current journey
    const Event* touch = nullptr;           ///< in a touch's condition
    const Deal* deal = nullptr;             ///< in a deal's condition
};

/// A clause with its outcome; nothing is short-circuited.
struct Verdict {
    std::string op;
    std::string text;
    bool held = false;
    std::vector<Verdict> of = {};
    std::optional<Value> value = {};
    std::vector<Value> need = {};
    std::vector<int> evidence = {};
};

Verdict evaluate(const Node& node, const Scene& scene);

struct Measured {
    Value value = {};
    std::vector<int> evidence = {};
};

Measured measure(const Operand& operand, const Scene& scene);

/// The touches that count, in event order.
std::vector<const Event*> counted(const Touches& touches, const Scene& scene);

/// Null and blank never come here: the fold leaves them out.
Value value_of_property(const Property& property, Type type, const Scene& scene);
Value value_of_touch_field(const Event& touch, const std::string& name);

bool compares(const std::string& symbol, const Value& left, const Value& right, const Scene& scene);
bool is_in(const Value& value, const std::vector<Value>& set, const Scene& scene);

}  // namespace oracle
