#include "engine/wording.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>
#include <variant>
#include <vector>

#include "engine/people.hpp"

namespace baton::engine {

namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> machine_names{{
    {"import:", "import "},
    {"key:", "API key "},
    {"source:", ""},
}};

}  // namespace

bool is_person(std::string_view by) {
    return by.find('@') != std::string_view::npos;
}

std::string actor_words(const ledger::Timeline& timeline, std::string_view by, Instant at) {
    if (by == "baton") {
        return "Baton";
    }
    for (const auto& [prefix, words] : machine_names) {
        if (by.starts_with(prefix)) {
            return fmt::format("{}{}", words, by.substr(prefix.size()));
        }
    }
    return display_name(timeline, by, at);
}

std::string property_words(std::string_view name) {
    std::string words(name);
    std::ranges::replace_if(words, [](char c) { return c == '_' || c == '.'; }, ' ');
    return words;
}

std::string capitalised(std::string text) {
    if (!text.empty()) {
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    }
    return text;
}

std::string value_words(const Value& value) {
    return std::visit(Overloaded{
                          [](const Unknown& /*unknown*/) { return std::string("not known"); },
                          [](bool truth) { return std::string(truth ? "yes" : "no"); },
                          [](const Decimal& number) { return render(number); },
                          [](const std::string& text) { return text; },
                          [](const Date& date) { return render(date); },
                          [](const Instant& at) { return render(at).substr(0, 16); },
                          [](const Money& money) {
                              return fmt::format(
                                  "{} {}", render_amount(money), money.currency.text());
                          },
                          [](const std::vector<std::string>& texts) {
                              return fmt::format("{}", fmt::join(texts, ", "));
                          },
                      },
                      value);
}

std::string duration_words(std::int64_t micros) {
    const std::int64_t minutes = micros / minute_micros;
    if (minutes < 1) {
        return "under a minute";
    }
    if (minutes < 60) {
        return fmt::format("{} min", minutes);
    }
    const std::int64_t hours = minutes / 60;
    if (hours < 24) {
        return minutes % 60 == 0 ? fmt::format("{} h", hours)
                                 : fmt::format("{} h {} min", hours, minutes % 60);
    }
    return hours % 24 == 0 ? fmt::format("{} d", hours / 24)
                           : fmt::format("{} d {} h", hours / 24, hours % 24);
}

namespace {

bool is_due_soon(const handoff::Handoff& handoff, Instant now) {
    const std::int64_t left = handoff.due_at.micros - now.micros;
    const std::int64_t whole = handoff.due_at.micros - handoff.offered_at.micros;
    return left < hour_micros || left < whole / 4;
}

}  // namespace

std::string_view clock_state(const handoff::Handoff& handoff, Instant now) {
    if (handoff.closed_at) {
        return "closed";
    }
    if (handoff.accepted_at || handoff.responded_at) {
        return "answered";
    }
    if (handoff.due_at == Instant::latest()) {
        return "waiting";
    }
    if (handoff.response_missed(now)) {
        return "breached";
    }
    return is_due_soon(handoff, now) ? "due_soon" : "waiting";
}

std::string clock_words(const handoff::Handoff& handoff, Instant now) {
    const std::string_view state = clock_state(handoff, now);
    if (state == "closed") {
        return std::string(handoff::name(handoff.state));
    }
    if (state == "answered") {
        const Instant answered = std::min(handoff.responded_at.value_or(Instant::latest()),
                                          handoff.accepted_at.value_or(Instant::latest()));
        return "answered after " + duration_words(answered.micros - handoff.offered_at.micros);
    }
    if (handoff.due_at == Instant::latest()) {
        return "no clock runs";
    }
    const std::int64_t left = handoff.due_at.micros - now.micros;
    return left > 0 ? duration_words(left) + " left" : duration_words(-left) + " late";
}

std::string first_words(std::string_view text, int words) {
    std::size_t end = 0;
    while (words > 0 && end < text.size()) {
        end = std::min(text.find(' ', end + 1), text.size());
        --words;
    }
    return std::string(text.substr(0, end));
}

}  // namespace baton::engine
