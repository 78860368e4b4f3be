#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/contract.hpp"
#include "oracle/criteria.hpp"
#include "oracle/evaluate.hpp"
#include "oracle/ledger.hpp"
#include "oracle/number.hpp"
#include "oracle/text.hpp"
#include "oracle/value.hpp"
#include "oracle/world.hpp"

namespace oracle {
namespace {

namespace json = boost::json;

bool window_holds(const Event& touch, const Touches& touches, const Scene& scene) {
    if (touch.at > scene.now) return false;
    if (scene.cut_off && touch.at <= *scene.cut_off) return false;
    if (!touches.within) return true;
    return scene.now < scene.contract.calendar.plus(touch.at, *touches.within);
}

bool is_machine(const Event& touch) {
    const std::string actor = text_field(touch, "actor");
    return actor == "scanner" || actor == "prefetch";
}

bool counts(const Event& touch, const Touches& touches, const Scene& scene) {
    if (!window_holds(touch, touches, scene)) return false;
    if (touches.every_kind && text_field(touch, "direction") == "out") return false;
    if (!touches.every_kind && std::ranges::count(touches.kinds, touch.kind_key) == 0) return false;
    if (is_machine(touch) && !touches.names_actor) return false;
    if (!touches.where) return true;
    Scene inside = scene;
    inside.touch = &touch;
    return evaluate(*touches.where, inside).held;
}

Measured sum_of(const Operand& operand, const Scene& scene) {
    Measured result{.value = {.type = Type::number}};
    for (const Event* touch : counted(*operand.touches, scene)) {
        const Value value = value_of_touch_field(*touch, operand.name);
        if (value.type == Type::number) result.value.number += value.number;
        result.evidence.push_back(touch->position);
    }
    return result;
}

Measured count_of(const Operand& operand, const Scene& scene) {
    Measured result{.value = {.type = Type::number}};
    for (const Event* touch : counted(*operand.touches, scene)) {
        result.value.number += one_million;
        result.evidence.push_back(touch->position);
    }
    return result;
}

Measured instant_of(const Operand& operand, bool first, const Scene& scene) {
    const std::vector<const Event*> touches = counted(*operand.touches, scene);
    if (touches.empty()) return {};
    const Event& touch = first ? *touches.front() : *touches.back();
    return {.value = {.type = Type::instant, .number = touch.at}, .evidence = {touch.position}};
}

Measured days_since(const Operand& operand, bool first, const Scene& scene) {
    Measured result = instant_of(operand, first, scene);
    if (!is_known(result.value)) return result;
    const std::int64_t days = (scene.now - result.value.number) / day_us;
    result.value = {.type = Type::number, .number = days * one_million};
    return result;
}

std::int64_t weight_of(const Score& score, const Event& touch, const Scene& scene) {
    if (!score.half_life_days) return one_million;
    const Calendar& calendar = scene.contract.calendar;
    const std::int64_t days = calendar.day_of(scene.now) - calendar.day_of(touch.at);
    return half_life_weight(days, *score.half_life_days);
}

Measured score_of(const Operand& operand, const Scene& scene) {
    const auto found = scene.contract.scores.find(operand.name);
    if (found == scene.contract.scores.end()) throw std::runtime_error("no score " + operand.name);
    Measured result{.value = {.type = Type::number}};
    for (const Event* touch : scene.world.touches) {
        bool matched = false;
        for (const ScoreLine& line : found->second.lines) {
            if (!counts(*touch, line.touches, scene)) continue;
            result.value.number += line.points * weight_of(found->second, *touch, scene);
            matched = true;
        }
        if (matched) result.evidence.push_back(touch->position);
    }
    return result;
}

Measured property_of(const Properties& properties,
                     const std::string& record,
                     const std::string& name,
                     const Scene& scene) {
    const auto found = properties.find(name);
    if (found == properties.end()) return {};
    const auto& types = scene.ledger.types.at(record);
    const auto type = types.find(name);
    const Type declared = type == types.end() ? Type::unknown : type->second;
    return {.value = value_of_property(found->second, declared, scene),
            .evidence = {found->second.change->position}};
}

Measured contact_property(const std::string& name, const Scene& scene) {
    if (name != "email_domain") return property_of(scene.world.properties, "contact", name, scene);
    Measured email = property_of(scene.world.properties, "contact", "email", scene);
    const std::size_t at_sign = email.value.text.rfind('@');
    if (at_sign == std::string::npos) return {};
    email.value.text = trimmed(email.value.text.substr(at_sign + 1));
    if (email.value.text.empty()) return {};
    return email;
}

Measured field_of(const std::string& name, const Scene& scene) {
    if (scene.deal != nullptr) return property_of(scene.deal->properties, "deal", name, scene);
    if (scene.touch != nullptr) return {.value = value_of_touch_field(*scene.touch, name)};
    throw std::runtime_error("a field of nothing: " + name);
}

}  // namespace

std::vector<const Event*> counted(const Touches& touches, const Scene& scene) {
    std::vector<const Event*> result;
    for (const Event* touch : scene.world.touches) {
        if (counts(*touch, touches, scene)) result.push_back(touch);
    }
    return result;
}

Measured measure(const Operand& operand, const Scene& scene) {
    switch (operand.source) {
        case Source::literal: return {.value = operand.literal};
        case Source::contact: return contact_property(operand.name, scene);
        case Source::company:
            return property_of(scene.world.company, "company", operand.name, scene);
        case Source::field: return field_of(operand.name, scene);
        case Source::count: return count_of(operand, scene);
        case Source::sum: return sum_of(operand, scene);
        case Source::first: return instant_of(operand, true, scene);
        case Source::last: return instant_of(operand, false, scene);
        case Source::days_since_first: return days_since(operand, true, scene);
        case Source::days_since_last: return days_since(operand, false, scene);
        case Source::score: return score_of(operand, scene);
    }
    throw std::runtime_error("an operand that does not exist");
}

}  // namespace oracle
