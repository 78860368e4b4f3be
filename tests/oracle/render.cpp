#include "oracle/render.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/evaluate.hpp"
#include "oracle/history.hpp"
#include "oracle/number.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

namespace json = boost::json;

json::value render_day(std::int64_t day) {
    return render_instant(day * day_us).substr(0, 10).c_str();
}

json::value render_value(const Value& value) {
    switch (value.type) {
        case Type::unknown: return nullptr;
        case Type::text: return json::value(value.text);
        case Type::number:
        case Type::money: return json::value(shortest_decimal(value.number));
        case Type::boolean: return value.number != 0;
        case Type::date: return render_day(value.number);
        case Type::instant: return json::value(render_instant(value.number));
        case Type::multi: return json::array(value.items.begin(), value.items.end());
    }
    return nullptr;
}

json::value render_need(const std::vector<Value>& need) {
    if (need.size() == 1) return render_value(need.front());
    json::array all;
    for (const Value& value : need)
        all.push_back(render_value(value));
    return all;
}

json::object render_verdict(const Verdict& verdict) {
    json::object object;
    object["op"] = verdict.op;
    object["text"] = verdict.text;
    object["held"] = verdict.held;
    if (!verdict.of.empty()) {
        json::array& of = object["of"].emplace_array();
        for (const Verdict& child : verdict.of)
            of.push_back(render_verdict(child));
    }
    if (verdict.value) {
        object["value"] = render_value(*verdict.value);
        object["need"] = render_need(verdict.need);
    }
    if (!verdict.evidence.empty()) {
        object["evidence"] = json::array(verdict.evidence.begin(), verdict.evidence.end());
    }
    return object;
}

bool is_listed(Instant instant, const Range& range) {
    return range.from <= instant && instant < range.to;
}

json::value text_or_null(const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value(nullptr);
}

json::array render_stages(const Journey& journey, const Range& range, bool explain) {
    std::vector<ReachedStage> stages = journey.stages;
    std::ranges::stable_sort(stages, {}, &ReachedStage::at);
    json::array list;
    for (const ReachedStage& stage : stages) {
        if (!is_listed(stage.at, range)) continue;
        json::object object;
        object["stage"] = stage.stage;
        object["at"] = render_instant(stage.at);
        object["how"] = stage.how;
        if (explain)
            object["explain"] = stage.verdict ? render_verdict(*stage.verdict) : json::object();
        list.push_back(std::move(object));
    }
    return list;
}

json::object render_journey(const Journey& journey, const Range& range, bool explain) {
    const bool has_ended = journey.ended && *journey.ended < range.to;
    json::object object;
    object["began"] = render_instant(journey.began);
    object["ended"] =
        has_ended ? json::value(render_instant(*journey.ended)) : json::value(nullptr);
    object["end"] = has_ended ? json::value(journey.end) : json::value(nullptr);
    object["reason"] = has_ended ? text_or_null(journey.reason) : json::value(nullptr);
    object["stages"] = render_stages(journey, range, explain);
    return object;
}

}  // namespace

json::object render_history(const History& history, const Range& range, bool explain) {
    json::array journeys;
    for (const Journey& journey : history.journeys) {
        if (journey.began >= range.to || (journey.ended && *journey.ended < range.from)) continue;
        journeys.push_back(render_journey(journey, range, explain));
    }
    json::array disqualified;
    for (const Disqualification& event : history.disqualified) {
        if (!is_listed(event.at, range)) continue;
        json::object object;
        object["at"] = render_instant(event.at);
        object["reason"] = event.reasons.front();
        object["reasons"] = json::array(event.reasons.begin(), event.reasons.end());
        disqualified.push_back(std::move(object));
    }
    json::object result;
    if (journeys.empty() && disqualified.empty()) return result;
    result["journeys"] = std::move(journeys);
    result["disqualified"] = std::move(disqualified);
    return result;
}

}  // namespace oracle
