#include "engine/attribution_question.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "base/value.hpp"
#include "goals/measure.hpp"

namespace baton::engine {

namespace {

constexpr std::array<std::string_view, 2> credited_names{"won", "pipeline"};
constexpr std::int64_t span_max = 100'000;

struct SpanUnit {
    std::string_view word;
    std::int64_t micros;
};

constexpr std::array units{SpanUnit{.word = "h", .micros = hour_micros},
                           SpanUnit{.word = "hour", .micros = hour_micros},
                           SpanUnit{.word = "hours", .micros = hour_micros},
                           SpanUnit{.word = "d", .micros = day_micros},
                           SpanUnit{.word = "day", .micros = day_micros},
                           SpanUnit{.word = "days", .micros = day_micros},
                           SpanUnit{.word = "w", .micros = 7 * day_micros},
                           SpanUnit{.word = "week", .micros = 7 * day_micros},
                           SpanUnit{.word = "weeks", .micros = 7 * day_micros}};

// A whole number at the beginning of a text, and what follows it.
template <typename Number>
std::optional<std::pair<Number, std::string_view>> leading(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) {
        return std::nullopt;
    }
    return std::pair(number, text.substr(static_cast<std::size_t>(end - text.data())));
}

std::string model_names() {
    std::vector<std::string_view> names;
    for (const attribution::Model& model : attribution::models()) {
        names.push_back(model.name);
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

// Reads the parameters one by one and keeps what is wrong with each.
class QuestionReader {
public:
    QuestionReader(const AttributionWords& words, const TimeZone& zone, Instant now)
        : words_(words), zone_(zone) {
        question_.as_of = now;
    }

    Result<AttributionQuestion> read() && {
        read_names();
        read_terms();
        read_times();
        if (question_.model == attribution::find_model("custom") && words_.weights.empty()) {
            problem("?weights", "custom needs weights: FIRST,MIDDLE,LAST, such as 50,20,30");
        }
        if (!problems_.empty()) {
            std::string message = problems_.front().message;
            return fail(Failure::invalid, std::move(message), std::move(problems_));
        }
        return std::move(question_);
    }

private:
    void problem(std::string where, std::string message) {
        problems_.push_back({.where = std::move(where), .message = std::move(message)});
    }

    void read_names() {
        question_.model = attribution::find_model(words_.model.empty() ? "linear" : words_.model);
        if (question_.model == nullptr) {
            problem("?model",
                    fmt::format("\"{}\" is no model; there are {}", words_.model, model_names()));
        }
        const auto by = attribution::find_by(words_.by.empty() ? "channel" : words_.by);
        if (!by) {
            problem(
                "?by",
                fmt::format("\"{}\" cannot be credited; there are channel, campaign, asset, user",
                            words_.by));
        }
        question_.by = by.value_or(question_.by);
        const auto credited = find_credited(words_.credit.empty() ? "won" : words_.credit);
        if (!credited) {
            problem("?credit", fmt::format("\"{}\" is neither won nor pipeline", words_.credit));
        }
        question_.credited = credited.value_or(question_.credited);
    }

    template <typename Value, typename Parse>
    void take(const std::string& text, std::string_view name, Value& into, Parse parse) {
        if (text.empty()) {
            return;
        }
        if (auto value = parse(text)) {
            into = *std::move(value);
        } else {
            problem(fmt::format("?{}", name), value.error().message);
        }
    }

    void read_terms() {
        take(words_.lookback, "lookback", question_.lookback_micros, parse_lookback);
        take(words_.half_life, "half_life", question_.terms.half_life_micros, parse_span);
        take(words_.weights, "weights", question_.terms.weights, parse_weights);
        take(words_.order, "order", question_.terms.order, parse_order);
        take(words_.seed, "seed", question_.terms.seed, parse_seed);
        question_.terms.converting_only = words_.converting_only;
    }

    void read_times() {
        Instant as_of = question_.as_of;
        take(words_.from, "from", question_.from, [&](const std::string& text) {
            return parse_moment(text, zone_, OfDay::first);
        });
        take(words_.to, "to", question_.to, [&](const std::string& text) {
            return parse_moment(text, zone_, OfDay::first);
        });
        take(words_.as_of, "as_of", as_of, [&](const std::string& text) {
            return parse_moment(text, zone_, OfDay::last);
        });
        question_.as_of = std::min(question_.as_of, as_of);
    }

    const AttributionWords& words_;
    const TimeZone& zone_;
    AttributionQuestion question_;
    std::vector<Problem> problems_;
};

}  // namespace

std::string_view name(Credited credited) {
    return credited_names.at(static_cast<std::size_t>(credited));
}

std::optional<Credited> find_credited(std::string_view name) {
    const auto* const found = std::ranges::find(credited_names, name);
    return found == credited_names.end()
               ? std::nullopt
               : std::optional(static_cast<Credited>(found - credited_names.begin()));
}

Result<AttributionQuestion> read_question(const AttributionWords& words,
                                          const TimeZone& zone,
                                          Instant now) {
    return QuestionReader(words, zone, now).read();
}

Result<Instant> parse_moment(std::string_view text, const TimeZone& zone, OfDay instant) {
    if (const auto day = parse_date(text)) {
        return instant == OfDay::last ? goals::end_of_day(zone, *day) : zone.start_of(*day);
    }
    if (const auto at = parse_instant(text)) {
        return *at;
    }
    return fail(Failure::invalid,
                fmt::format("\"{}\" is neither an instant (2026-02-03T10:00Z) nor a day", text));
}

Result<std::int64_t> parse_span(std::string_view text) {
    const auto read = leading<std::int64_t>(text);
    const std::string_view word = read ? text::trimmed(read->second) : std::string_view();
    const auto* const unit = std::ranges::find(units, word, &SpanUnit::word);
    if (!read || unit == units.end() || read->first < 1 || read->first > span_max) {
        return fail(
            Failure::invalid,
            fmt::format("\"{}\" is no span of time: a number of hours, days or weeks, as in 90d",
                        text));
    }
    return read->first * unit->micros;
}

Result<std::int64_t> parse_lookback(std::string_view text) {
    return text == "all" ? std::numeric_limits<std::int64_t>::max() : parse_span(text);
}

Result<std::array<std::int64_t, 3>> parse_weights(std::string_view text) {
    std::array<std::int64_t, 3> weights{};
    std::size_t count = 0;
    std::int64_t most = 0;
    for (std::string_view rest = text; count < weights.size(); ++count) {
        const std::size_t comma = rest.find(',');
        const auto weight = parse_decimal(text::trimmed(rest.substr(0, comma)));
        if (!weight || weight->millionths < 0 ||
            weight->millionths > attribution::custom_weight_max) {
            break;
        }
        weights.at(count) = weight->millionths;
        most = std::max(most, weight->millionths);
        const bool ends = comma == std::string_view::npos;
        if (ends != (count + 1 == weights.size())) {
            break;
        }
        rest = ends ? std::string_view() : rest.substr(comma + 1);
    }
    if (count < weights.size() || most == 0) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" is not three weights, FIRST,MIDDLE,LAST, as in 50,20,30; "
                                "none may be below zero, nor all zero",
                                text));
    }
    return weights;
}

Result<int> parse_order(std::string_view text) {
    const auto read = leading<int>(text);
    if (!read || !read->second.empty() || read->first < 1 || read->first > attribution::order_max) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" is no order: 1 to {}", text, attribution::order_max));
    }
    return read->first;
}

Result<std::uint64_t> parse_seed(std::string_view text) {
    const auto read = leading<std::uint64_t>(text);
    if (!read || !read->second.empty()) {
        return fail(Failure::invalid, fmt::format("\"{}\" is no whole number", text));
    }
    return read->first;
}

}  // namespace baton::engine
