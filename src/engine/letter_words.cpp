#include "engine/letter_words.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "deliver/mail.hpp"
#include "engine/digest.hpp"
#include "engine/inbox.hpp"
#include "engine/notice_words.hpp"
#include "engine/two_way.hpp"
#include "engine/wording.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t notices_max = 20;
constexpr int minutes_of_hour = 60;
constexpr double percent = 100;

std::string moment(Instant at, const TimeZone& zone) {
    const int minute = zone.minute_of(at);
    return fmt::format("{} {:02}:{:02}",
                       render(zone.day_of(at)),
                       minute / minutes_of_hour,
                       minute % minutes_of_hour);
}

LetterLine line_of(const NoticeView& notice, const TimeZone& zone) {
    std::string more = notice_more(notice);
    more += (more.empty() ? "" : ", ") + moment(notice.at, zone);
    if (notice.due_at) {
        more += ", due " + moment(*notice.due_at, zone);
    }
    return {.text = notice_line(notice), .more = std::move(more), .path = notice_path(notice)};
}

void add_notices(const std::vector<NoticeView>& notices,
                 const TimeZone& zone,
                 std::vector<LetterLine>& lines) {
    for (std::size_t at = 0; at < notices.size() && at < notices_max; ++at) {
        lines.push_back(line_of(notices[at], zone));
    }
    if (notices.size() > notices_max) {
        lines.push_back({.text = fmt::format("{} more", notices.size() - notices_max),
                         .path = "/notifications"});
    }
}

LetterLine figure(std::string_view what, std::int64_t count, std::string path = {}) {
    return {.text = fmt::format("{}: {}", what, count), .path = std::move(path)};
}

std::string shown(double number) {
    return fmt::format("{:.0f}", std::round(number));
}

// "lead_value: 12000.00 EUR of 20000.00 EUR, even pace 14000.00 EUR".
LetterLine promise_line(const SlaPromise& promise) {
    std::string text = property_words(promise.metric) + ": ";
    if (!promise.measured) {
        text += "not measured here";
    } else if (promise.share) {
        const auto& share = *promise.share;
        text += fmt::format("{} of {}", share.k, share.n);
        if (share.n > 0) {
            text += fmt::format(" ({} %)", shown(percent * double(share.k) / double(share.n)));
        }
        if (promise.target) text += fmt::format(", promised {} %", shown(*promise.target));
    } else if (promise.sum) {
        text += value_words(Value(*promise.sum));
        if (promise.target_sum) text += " of " + value_words(Value(*promise.target_sum));
        if (promise.even_sum) text += ", even pace " + value_words(Value(*promise.even_sum));
    } else {
        text += fmt::format("{}", promise.count.value_or(0));
        if (promise.target) text += fmt::format(" of {}", shown(*promise.target));
        if (promise.even_count) text += fmt::format(", even pace {}", shown(*promise.even_count));
    }
    return {.text = capitalised(std::move(text)), .path = "/sla"};
}

void add_promises(std::string_view heading,
                  const std::vector<SlaPromise>& promises,
                  std::vector<LetterLine>& lines) {
    if (!promises.empty()) {
        lines.push_back({.text = std::string(heading), .heading = true});
    }
    for (const SlaPromise& promise : promises) {
        lines.push_back(promise_line(promise));
    }
}

void add_handoffs(const DigestView& digest, std::vector<LetterLine>& lines) {
    lines.push_back({.text = "Handoffs", .heading = true});
    lines.push_back(figure("Offered", digest.offered, "/handoffs"));
    lines.push_back(figure("Accepted", digest.accepted));
    lines.push_back(figure("Rejected", digest.rejected, "/feedback"));
    lines.push_back(figure("Recycled", digest.recycled));
    for (const ReturnCount& reason : digest.reasons) {
        lines.back().more += (lines.back().more.empty() ? "Because: " : ", ") +
                             fmt::format("{} {}", reason.reason, reason.count);
    }
    lines.push_back(figure("Praised", digest.praised));
    lines.push_back(figure("Promised times that passed", digest.late));
    lines.push_back(figure("Waiting for an answer now", digest.waiting, "/handoffs"));
    lines.back().more = fmt::format("{} of them late", digest.waiting_late);
    lines.push_back(figure("Rejections nobody has answered", digest.unanswered, "/feedback"));
}

std::string address_of(const LetterLine& line, const std::string& link) {
    return line.path.empty() || link.empty() ? std::string() : link + line.path;
}

}  // namespace

LetterWords words_of(const std::vector<NoticeView>& notices, const TimeZone& zone) {
    LetterWords words;
    if (notices.size() == 1) {
        words.subject = notice_line(notices.front());
    } else if (!notices.empty()) {
        words.subject =
            fmt::format("{}, and {} more", notice_line(notices.front()), notices.size() - 1);
    }
    add_notices(notices, zone, words.lines);
    return words;
}

LetterWords words_of(const DigestView& digest,
                     const std::vector<NoticeView>& notices,
                     const TimeZone& zone) {
    LetterWords words{.subject = fmt::format("What happened from {} to {}",
                                             moment(digest.from, zone),
                                             moment(digest.to, zone))};
    if (digest.owner) {
        words.lines.push_back({.text = "The handoffs of " + digest.owner->name});
    }
    add_handoffs(digest, words.lines);
    add_promises("What marketing promised this month", digest.marketing, words.lines);
    add_promises("What sales promised this month", digest.sales, words.lines);
    if (!digest.signs.empty()) {
        words.lines.push_back({.text = "Open warning signs", .heading = true});
    }
    for (const DigestSign& sign : digest.signs) {
        words.lines.push_back({.text = sign.title,
                               .more = "since " + render(zone.day_of(sign.since)),
                               .path = "/alignment/" + sign.key});
    }
    if (!notices.empty()) {
        words.lines.push_back({.text = "You were told, and have not seen it", .heading = true});
        add_notices(notices, zone, words.lines);
    }
    return words;
}

LetterWords words_of_test() {
    return {.subject = "Baton can reach you here",
            .lines = {{.text = "This letter was sent to try the mail server."}}};
}

std::string plain_text(const LetterWords& words, const std::string& link) {
    std::string text;
    for (const LetterLine& line : words.lines) {
        text += line.heading ? fmt::format("\n{}\n", line.text) : fmt::format("- {}\n", line.text);
        if (!line.more.empty()) {
            text += fmt::format("  {}\n", line.more);
        }
        if (const std::string address = address_of(line, link); !address.empty()) {
            text += fmt::format("  {}\n", address);
        }
    }
    if (!link.empty()) {
        text += fmt::format("\nHow you are told: {}/settings/notifications\n", link);
    }
    return text;
}

std::string html_of(const LetterWords& words, const std::string& link) {
    using deliver::html_text;
    std::string html = "<!doctype html><html><head><meta charset=\"utf-8\"><title>" +
                       html_text(words.subject) + "</title></head><body>\n";
    for (const LetterLine& line : words.lines) {
        const std::string address = address_of(line, link);
        const std::string text = html_text(line.text);
        if (line.heading) {
            html += "<h3>" + text + "</h3>\n";
            continue;
        }
        html += "<p>" + (address.empty()
                             ? text
                             : fmt::format("<a href=\"{}\">{}</a>", html_text(address), text));
        html += line.more.empty() ? "" : "<br><small>" + html_text(line.more) + "</small>";
        html += "</p>\n";
    }
    if (!link.empty()) {
        html += fmt::format(
            "<p><small><a href=\"{}/settings/notifications\">How you are told"
            "</a></small></p>\n",
            html_text(link));
    }
    return html + "</body></html>\n";
}

}  // namespace baton::engine
