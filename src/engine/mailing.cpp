#include "engine/mailing.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "deliver/mail.hpp"
#include "deliver/poster.hpp"
#include "engine/digest.hpp"
#include "engine/inbox.hpp"
#include "engine/letter_words.hpp"
#include "engine/mail_setup.hpp"
#include "engine/notice_wishes.hpp"
#include "engine/people.hpp"
#include "engine/settings.hpp"
#include "engine/workspace.hpp"
#include "store/database.hpp"
#include "store/delivery.hpp"
#include "store/notices.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

namespace {

namespace json = boost::json;

constexpr std::int64_t at_once_max = 500;
constexpr std::int64_t digest_notices_max = 100;
constexpr std::int64_t no_letter = -1;
constexpr std::int64_t digest_kept_micros = 10 * minute_micros;
constexpr std::array spans{DigestSpan::day, DigestSpan::week};

std::string_view name(DigestSpan span) {
    return span == DigestSpan::day ? "day" : "week";
}

std::string body_of(const LetterWish& wish) {
    json::array notices;
    for (const std::int64_t id : wish.notices) {
        notices.emplace_back(id);
    }
    return json::serialize(json::object{{"person", wish.person},
                                        {"notices", std::move(notices)},
                                        {"span", name(wish.span)},
                                        {"from", wish.from.micros},
                                        {"to", wish.to.micros}});
}

// REQUIRES: a body that `body_of` made.
LetterWish wish_of(const store::DeliveryRow& row) {
    boost::system::error_code error;
    const json::value value = json::parse(row.body, error);
    LetterWish wish{.type = row.type};
    const auto* members = error ? nullptr : value.if_object();
    if (members == nullptr) {
        return wish;
    }
    const auto number = [&](std::string_view key) {
        const auto* found = members->if_contains(json::string_view(key.data(), key.size()));
        return found != nullptr && found->is_int64() ? found->get_int64() : 0;
    };
    if (const auto* person = members->if_contains("person"); person && person->is_string()) {
        wish.person = std::string(person->get_string().data(), person->get_string().size());
    }
    if (const auto* ids = members->if_contains("notices"); ids && ids->is_array()) {
        for (const json::value& id : ids->get_array()) {
            wish.notices.push_back(id.is_int64() ? id.get_int64() : 0);
        }
    }
    const auto* span = members->if_contains("span");
    wish.span = span != nullptr && *span == json::value("day") ? DigestSpan::day : DigestSpan::week;
    wish.from = {number("from")};
    wish.to = {number("to")};
    return wish;
}

// Those of one person stand together.
Done write_notices(store::Writing& writing, Instant now) {
    const auto rows = TRY(store::unmailed_notices(writing.connection, now, at_once_max));
    for (std::size_t at = 0; at < rows.size();) {
        LetterWish wish{.type = notices_mail, .person = rows[at].person};
        for (; at < rows.size() && rows[at].person == wish.person; ++at) {
            const bool is_new = !rows[at].seen_at;
            TRY(store::set_mailed(
                writing.connection, wish.person, rows[at].id, is_new ? 1 : no_letter));
            if (is_new) {
                wish.notices.push_back(rows[at].id);
            }
        }
        if (!wish.notices.empty()) {
            TRY(post_letter(writing, wish, now));
        }
    }
    return {};
}

std::string digest_key(DigestSpan span, std::string_view person) {
    return fmt::format("digest/{}/{}", name(span), person);
}

struct DigestTime {
    std::string person;
    DigestSpan span = DigestSpan::week;
    Instant due = {};
};

std::vector<DigestTime> digest_times(Workspace& workspace, Instant now) {
    return workspace.read([&](const Workspace::View& view) {
        std::vector<DigestTime> times;
        const TimeZone zone = settings_of(view, now).zone;
        for (const User& user : list_users(view.timeline, now)) {
            const NoticeWishes wishes = wishes_of(view.timeline, user.email);
            const TimeZone theirs = zone_of(view.timeline, user.email, zone, now);
            for (const DigestSpan span : spans) {
                if (const auto due = digest_due(wishes, span, theirs, now)) {
                    times.push_back({.person = user.email, .span = span, .due = *due});
                }
            }
        }
        return times;
    });
}

// What was missed while nobody served is one digest, of the whole time.
Done write_digest(store::Writing& writing, const DigestTime& time, Instant now) {
    const std::string key = digest_key(time.span, time.person);
    const auto last = TRY(store::find_meta(writing.connection, key));
    std::int64_t before = 0;
    if (last) {
        std::from_chars(last->data(), last->data() + last->size(), before);
    }
    if (last && before >= time.due.micros) {
        return {};
    }
    TRY(store::set_meta(writing.connection, key, std::to_string(time.due.micros)));
    if (!last) {
        return {};
    }
    return post_letter(writing,
                       {.type = digest_mail,
                        .person = time.person,
                        .span = time.span,
                        .from = {before},
                        .to = time.due},
                       now);
}

std::vector<NoticeView> views_of(Workspace& workspace,
                                 const std::vector<store::NoticeRow>& rows,
                                 Instant now) {
    return workspace.read([&](const Workspace::View& view) {
        std::vector<NoticeView> views;
        for (const store::NoticeRow& row : rows) {
            auto notice = row.seen_at ? std::nullopt : notice_view(view, row, now);
            if (notice) {
                views.push_back(*std::move(notice));
            }
        }
        return views;
    });
}

// What was wanted at once went out by itself, and what was never wanted does not go out.
void keep_wanted_in_digest(Workspace& workspace,
                           const std::string& person,
                           std::vector<store::NoticeRow>& rows) {
    const NoticeWishes wishes = workspace.read(
        [&](const Workspace::View& view) { return wishes_of(view.timeline, person); });
    std::erase_if(rows, [&](const store::NoticeRow& row) {
        const auto kind = find_notice_kind(row.kind);
        return !kind || wishes.of(*kind) != MailWish::digest;
    });
}

Result<std::vector<NoticeView>> notices_of(Workspace& workspace,
                                           const LetterWish& wish,
                                           Instant now) {
    std::vector<store::NoticeRow> rows;
    {
        const store::Reading reading = workspace.database().reading();
        if (wish.type == digest_mail) {
            rows = TRY(store::notices_between(
                reading.connection(), wish.person, wish.from, wish.to, digest_notices_max));
        }
        for (const std::int64_t id : wish.notices) {
            auto row = TRY(store::find_notice(reading.connection(), wish.person, id));
            if (row) {
                rows.push_back(*std::move(row));
            }
        }
    }
    if (wish.type == digest_mail) {
        keep_wanted_in_digest(workspace, wish.person, rows);
    }
    return views_of(workspace, rows, now);
}

// A rep's day is their own; everything else is both teams'.
DigestAsk digest_for(const LetterWish& wish, const User& user) {
    const bool own = wish.span == DigestSpan::day && user.role == "rep";
    return {.from = wish.from, .to = wish.to, .owner = own ? user.email : std::string()};
}

}  // namespace

Done post_letter(store::Writing& writing, const LetterWish& wish, Instant now) {
    const auto message = TRY(writing.outbox.add(0, wish.type, body_of(wish), now));
    return store::add_delivery(writing.connection, mail_receiver, message, now);
}

Done begin_digests(store::Writing& writing, const std::vector<std::string>& people, Instant now) {
    for (const std::string& person : people) {
        for (const DigestSpan span : spans) {
            TRY(store::set_meta(
                writing.connection, digest_key(span, person), std::to_string(now.micros)));
        }
    }
    return {};
}

Done write_letters(Workspace& workspace, Instant now) {
    const std::vector<DigestTime> times = digest_times(workspace, now);
    return workspace.write_outside_ledger([&](store::Writing& writing) -> Done {
        TRY(write_notices(writing, now));
        for (const DigestTime& time : times) {
            TRY(write_digest(writing, time, now));
        }
        return {};
    });
}

Result<std::optional<Instant>> next_letter(Workspace& workspace) {
    const store::Reading reading = workspace.database().reading();
    return store::next_mail(reading.connection());
}

const DigestView& Digests::of(const Workspace::View& view, const DigestAsk& ask, Instant now) {
    std::erase_if(
        read_, [&](const auto& each) { return plus(each.second.at, digest_kept_micros) <= now; });
    const std::tuple key(ask.from, ask.to, ask.owner);
    const auto found = read_.find(key);
    if (found != read_.end()) {
        return found->second.digest;
    }
    return read_.emplace(key, Read{.at = now, .digest = digest_view(view, ask)})
        .first->second.digest;
}

Result<std::optional<deliver::Post>> letter_post(Workspace& workspace,
                                                 const MailSetup& setup,
                                                 const store::DeliveryRow& row,
                                                 Digests& digests,
                                                 Instant now) {
    const LetterWish wish = wish_of(row);
    const std::vector<NoticeView> notices = TRY(notices_of(workspace, wish, now));
    LetterWords words;
    const auto user = workspace.read([&](const Workspace::View& view) {
        auto found = find_user(view.timeline, wish.person, now);
        const TimeZone zone = zone_of(view.timeline, wish.person, settings_of(view, now).zone, now);
        if (found && wish.type == digest_mail) {
            words = words_of(digests.of(view, digest_for(wish, *found), now), notices, zone);
        } else if (wish.type == test_mail) {
            words = words_of_test();
        } else {
            words = words_of(notices, zone);
        }
        return found;
    });
    if (!user || words.lines.empty()) {
        return std::nullopt;
    }
    const std::string domain = setup.from.substr(setup.from.find('@') + 1);
    const deliver::Letter letter{
        .from = setup.from,
        .from_name = setup.from_name,
        .to = user->email,
        .to_name = user->name,
        .subject = words.subject,
        .text = plain_text(words, setup.link),
        .html = html_of(words, setup.link),
        .message_id = fmt::format("msg_{}.{}@{}", row.message, setup.token, domain),
        .at = row.created_at};
    return deliver::Post{
        .url = fmt::format(
            "{}://{}:{}", setup.seal == MailSeal::tls ? "smtps" : "smtp", setup.host, setup.port),
        .body = TRY(deliver::compose(letter)),
        .envelope = deliver::Envelope{.from = setup.from,
                                      .to = user->email,
                                      .user = setup.user,
                                      .password = setup.password,
                                      .sealed = setup.seal != MailSeal::none}};
}

}  // namespace baton::engine
