#include "engine/funnel_question.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "agreement/check.hpp"
#include "agreement/check_touches.hpp"
#include "agreement/diagnostic.hpp"
#include "engine/attribution_question.hpp"
#include "engine/settings.hpp"
#include "engine/versions.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/duration.hpp"

namespace baton::engine {

namespace {

using agreement::Criterion;
using agreement::Diagnostic;
using agreement::Unit;
using attribution::WindowFrom;

constexpr std::array<std::string_view, 2> window_names{"first", "previous"};
constexpr std::array<std::string_view, 3> by_names{"channel", "campaign", "asset"};
constexpr std::int64_t usual_micros = 30 * day_micros;

// The agreement whose lists, zone and currency steps are read with.
agreement::Agreement ground_of(const Workspace::View& view, Instant now) {
    const lifecycle::Chain& chain = view.live.chain();
    agreement::Agreement ground;
    if (const auto version = chain.in_force(now)) {
        ground = *chain.version(*version).agreement;
    }
    const Settings settings = settings_of(view, now);
    return {.name = "funnel",
            .currency = settings.currency,
            .timezone = settings.zone.name(),
            .business_hours = ground.business_hours,
            .lists = ground.lists};
}

std::vector<std::string> kinds_of(const ledger::Timeline& timeline) {
    std::vector<std::string> kinds;
    for (ledger::Code kind = 0; kind < timeline.dictionary().kinds(); ++kind) {
        kinds.push_back(timeline.dictionary().kind(kind));
    }
    return kinds;
}

std::string with_hint(const Diagnostic& diagnostic) {
    return diagnostic.hint.empty() ? diagnostic.message
                                   : fmt::format("{}; {}", diagnostic.message, diagnostic.hint);
}

// Elapsed time only: the length of months and of business hours depends on when they begin.
std::optional<std::int64_t> micros_of(const agreement::Duration& within,
                                      const agreement::Agreement& ground) {
    const bool elapsed = within.unit == Unit::minutes || within.unit == Unit::hours ||
                         within.unit == Unit::days || within.unit == Unit::weeks;
    if (!elapsed) {
        return std::nullopt;
    }
    const Instant start{0};
    return lifecycle::after(start, within, lifecycle::calendar_of(ground)).micros;
}

// Reads the words one by one and keeps what is wrong with each.
class FunnelWordsReader {
public:
    FunnelWordsReader(const Workspace::View& view, const FunnelWords& words, Instant now)
        : words_(words),
          ground_(ground_of(view, now)),
          schema_(schema_of(view.timeline)),
          known_{.kinds = kinds_of(view.timeline), .fields = {}, .teams = {}, .users = {}},
          zone_(settings_of(view, now).zone) {
        question_.as_of = now;
    }

    Result<FunnelQuestion> read() && {
        take(words_.within, "/within", usual_, parse_lookback);
        read_names();
        read_steps();
        read_times();
        if (!problems_.empty()) {
            return fail(Failure::invalid, "This funnel cannot be counted.", std::move(problems_));
        }
        question_.agreement = std::make_shared<const agreement::Agreement>(std::move(ground_));
        return std::move(question_);
    }

private:
    void problem(std::string where, std::string message) {
        problems_.push_back({.where = std::move(where), .message = std::move(message)});
    }

    template <typename Value, typename Parse>
    void take(const std::string& text, const std::string& where, Value& into, Parse parse) {
        if (text.empty()) {
            return;
        }
        if (auto value = parse(text)) {
            into = *std::move(value);
        } else {
            problem(where, value.error().message);
        }
    }

    void read_names() {
        const std::string& window = words_.window_from;
        if (window == window_names[0]) {
            question_.window_from = WindowFrom::first;
        } else if (!window.empty() && window != window_names[1]) {
            problem("/window_from", fmt::format("\"{}\" is neither previous nor first", window));
        }
        if (!words_.by.empty() && std::ranges::find(by_names, words_.by) == by_names.end()) {
            problem("/by",
                    fmt::format("\"{}\" is nothing to break down by; there are channel, campaign, "
                                "asset",
                                words_.by));
        }
        question_.by = words_.by;
    }

    void read_steps() {
        if (words_.steps.empty() || words_.steps.size() > funnel_steps_max) {
            problem("/steps", fmt::format("a funnel has 1 to {} steps", funnel_steps_max));
            return;
        }
        for (const std::string& step : words_.steps) {
            read_step(step);
        }
    }

    void read_step(const std::string& text) {
        const std::size_t step = question_.steps.size();
        const std::string where = fmt::format("/steps/{}", step);
        question_.steps.push_back(text);
        auto checked = agreement::check_touches(text, ground_, schema_, known_);
        for (const Diagnostic& each : checked.diagnostics) {
            if (each.severity == Diagnostic::Severity::warning) {
                question_.warnings.push_back({.step = step, .message = with_hint(each)});
            } else {
                problem(
                    where,
                    fmt::format("{}:{}: {}", each.place.line, each.place.column, with_hint(each)));
            }
        }
        if (checked.touches) {
            add(step, where, *std::move(checked.touches));
        }
    }

    void add(std::size_t step, const std::string& where, agreement::Touches touches) {
        std::int64_t within = step == 0 ? 0 : usual_;
        if (touches.within && step == 0) {
            problem(where, "the first step has no window: it begins the others");
        } else if (touches.within) {
            const auto micros = micros_of(*touches.within, ground_);
            if (!micros) {
                problem(where, "a funnel's windows are minutes, hours, days or weeks");
            }
            within = micros.value_or(within);
        }
        question_.within_micros.push_back(within);
        ground_.definitions.push_back(
            {.name = fmt::format("step {}", step + 1),
             .when = {.kind = Criterion::Kind::any, .touches = std::move(touches)}});
    }

    void read_times() {
        Instant as_of = question_.as_of;
        take(words_.from, "/from", question_.from, [&](const std::string& text) {
            return parse_moment(text, zone_, OfDay::first);
        });
        take(words_.to, "/to", question_.to, [&](const std::string& text) {
            return parse_moment(text, zone_, OfDay::first);
        });
        take(words_.as_of, "/as_of", as_of, [&](const std::string& text) {
            return parse_moment(text, zone_, OfDay::last);
        });
        question_.as_of = std::min(question_.as_of, as_of);
        if (question_.from && question_.to && *question_.to <= *question_.from) {
            problem("/to", "must be later than from");
        }
    }

    const FunnelWords& words_;
    agreement::Agreement ground_;
    agreement::Schema schema_;
    agreement::Known known_;
    TimeZone zone_;
    std::int64_t usual_ = usual_micros;
    FunnelQuestion question_;
    std::vector<Problem> problems_;
};

}  // namespace

std::string_view name(WindowFrom window_from) {
    return window_names.at(static_cast<std::size_t>(window_from));
}

Result<FunnelQuestion> read_funnel(const Workspace::View& view,
                                   const FunnelWords& words,
                                   Instant now) {
    return FunnelWordsReader(view, words, now).read();
}

}  // namespace baton::engine
