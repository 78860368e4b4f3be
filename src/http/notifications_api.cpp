#include "http/notifications_api.hpp"

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "engine/inbox.hpp"
#include "engine/mail_setup.hpp"
#include "engine/notice.hpp"
#include "engine/notice_wishes.hpp"
#include "http/day_time.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct InboxView {
    std::vector<engine::NoticeView> rows = {};
    std::optional<std::string> next = {};
    std::int64_t unseen = 0;
};

BOOST_DESCRIBE_STRUCT(InboxView, (), (rows, next, unseen))

// Either these, or all up to one.
struct LookedAt {
    std::optional<std::vector<std::string>> ids = {};
    std::optional<std::string> until = {};
};

BOOST_DESCRIBE_STRUCT(LookedAt, (), (ids, until))

struct NoticeIds {
    std::vector<std::string> ids = {};
};

BOOST_DESCRIBE_STRUCT(NoticeIds, (), (ids))

struct KindWish {
    engine::NoticeKind kind = engine::NoticeKind::offered;
    engine::MailWish mail = engine::MailWish::at_once;
    bool urgent = false;
};

BOOST_DESCRIBE_STRUCT(KindWish, (), (kind, mail, urgent))

// Times as 08:00, in the person's zone. No quiet hours, no digest: none.
struct NotificationWishes {
    std::vector<KindWish> kinds = {};
    std::optional<std::string> quiet_from = {};
    std::optional<std::string> quiet_to = {};
    std::optional<std::string> daily_at = {};
    std::optional<int> weekly_on = {};  // 0 Monday … 6 Sunday
    std::optional<std::string> weekly_at = {};
};

BOOST_DESCRIBE_STRUCT(NotificationWishes,
                      (),
                      (kinds, quiet_from, quiet_to, daily_at, weekly_on, weekly_at))

// `mail`: whether letters go out at all.
struct NotificationSettings {
    NotificationWishes wishes = {};
    bool mail = false;
};

BOOST_DESCRIBE_STRUCT(NotificationSettings, (), (wishes, mail))

// Keys have no inbox.
Result<std::string> person_of(const Request& request) {
    if (request.principal.kind != Principal::Kind::session) {
        return fail(Failure::forbidden, "Only a person is told something; keys are not.");
    }
    return request.principal.name;
}

constexpr std::size_t ids_max = 1'000;

Result<std::vector<std::int64_t>> numbers_of(const std::vector<std::string>& ids) {
    if (ids.size() > ids_max) {
        return fail(Failure::invalid, "Too many at once.", {{"/ids", "at most 1000"}});
    }
    std::vector<std::int64_t> numbers;
    for (std::size_t at = 0; at < ids.size(); ++at) {
        numbers.push_back(TRY(parse_id(ids[at], "/ids/" + std::to_string(at))));
    }
    return numbers;
}

Result<Response> list(Application& application, const Request& request) {
    const std::string after = text_of(request, "after");
    const engine::InboxAsk ask{.person = TRY(person_of(request)),
                               .before = after.empty() ? 0 : TRY(parse_id(after, "?after")),
                               .unseen = flag_of(request, "unseen"),
                               .limit = TRY(limit_of(request))};
    engine::Inbox inbox = TRY(engine::inbox_of(application.workspace(), ask));
    return json_response(
        InboxView{.rows = std::move(inbox.rows),
                  .next = inbox.next ? std::optional(std::to_string(*inbox.next)) : std::nullopt,
                  .unseen = inbox.unseen});
}

Result<Response> see(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<LookedAt>(request.body));
    engine::SeenAsk ask{.person = TRY(person_of(request))};
    ask.ids = TRY(numbers_of(wish.ids.value_or(std::vector<std::string>())));
    if (wish.until) {
        ask.until = TRY(parse_id(*wish.until, "/until"));
    }
    NoticeIds seen;
    for (const std::int64_t id : TRY(engine::see(application.workspace(), ask))) {
        seen.ids.push_back(std::to_string(id));
    }
    return json_response(seen);
}

Result<Response> unsee(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<NoticeIds>(request.body));
    const std::string person = TRY(person_of(request));
    const auto ids = TRY(numbers_of(wish.ids));
    TRY(engine::unsee(application.workspace(), person, ids));
    return no_content();
}

Result<Response> receipts(Application& application, const Request& request) {
    const ContactId contact = TRY(id_of<ContactId>(request, "contact"));
    Page<engine::SeenReceipt> page;
    page.rows = TRY(engine::receipts_of(application.workspace(), contact));
    return json_response(page);
}

Result<Response> wishes(Application& application, const Request& request) {
    const std::string person = TRY(person_of(request));
    const engine::NoticeWishes held =
        application.workspace().read([&](const engine::Workspace::View& view) {
            return engine::wishes_of(view.timeline, person);
        });
    NotificationWishes shown{
        .daily_at = held.daily_at ? std::optional(day_time(*held.daily_at)) : std::nullopt,
        .weekly_on = held.weekly_on,
        .weekly_at = day_time(held.weekly_at)};
    for (const engine::NoticeKind kind : engine::notice_kinds) {
        shown.kinds.push_back(
            {.kind = kind, .mail = held.of(kind), .urgent = held.urgent.contains(kind)});
    }
    if (held.quiet_from != held.quiet_to) {
        shown.quiet_from = day_time(held.quiet_from);
        shown.quiet_to = day_time(held.quiet_to);
    }
    const engine::MailState mail = TRY(engine::mail_state(application.workspace()));
    return json_response(
        NotificationSettings{.wishes = std::move(shown), .mail = mail.setup.active});
}

Result<engine::NoticeWishes> wishes_in(const NotificationWishes& said) {
    engine::NoticeWishes wishes;
    for (const KindWish& each : said.kinds) {
        wishes.mail.at(static_cast<std::size_t>(each.kind)) = each.mail;
        if (each.urgent) {
            wishes.urgent.insert(each.kind);
        }
    }
    wishes.quiet_from = 0;
    wishes.quiet_to = 0;
    if (said.quiet_from && said.quiet_to) {
        wishes.quiet_from = TRY(parse_day_time(*said.quiet_from, "/quiet_from"));
        wishes.quiet_to = TRY(parse_day_time(*said.quiet_to, "/quiet_to"));
    }
    if (said.daily_at) {
        wishes.daily_at = TRY(parse_day_time(*said.daily_at, "/daily_at"));
    }
    wishes.weekly_on = said.weekly_on;
    if (said.weekly_at) {
        wishes.weekly_at = TRY(parse_day_time(*said.weekly_at, "/weekly_at"));
    }
    return wishes;
}

Result<Response> wish(Application& application, const Request& request) {
    TRY(person_of(request));
    const auto said = TRY(parse_body<NotificationWishes>(request.body));
    const engine::NoticeWishes wishes = TRY(wishes_in(said));
    const auto command = [wishes, because = because_of(request)](engine::Desk& desk) {
        return engine::set_wishes(desk, wishes, because);
    };
    return application.written(request, application.workspace().run(command));
}

}  // namespace

std::vector<Route> notifications_api(Application& application) {
    const auto with = [&application](auto use) {
        return Answer(
            [&application, use](const Request& request) { return use(application, request); });
    };
    return {
        {.method = Method::get,
         .pattern = "/api/v1/notifications",
         .handler = with(list),
         .summary = "What you were told, the newest first, and how much of it is new",
         .query = {"unseen", "after", "limit"},
         .response = schema_of<InboxView>},
        {.method = Method::post,
         .pattern = "/api/v1/notifications/seen",
         .handler = with(see),
         .summary = "You looked at these, or at all up to one; which of them were new",
         .request = schema_of<LookedAt>,
         .response = schema_of<NoticeIds>},
        {.method = Method::post,
         .pattern = "/api/v1/notifications/unseen",
         .handler = with(unsee),
         .summary = "You did not look at these after all",
         .success = 204,
         .request = schema_of<NoticeIds>},
        {.method = Method::get,
         .pattern = "/api/v1/handoffs/{contact}/seen",
         .handler = with(receipts),
         .access = signed_in("handoffs:read"),
         .summary = "Who was told of the last handoff of a contact, and when they looked",
         .response = schema_of<Page<engine::SeenReceipt>>},
        {.method = Method::get,
         .pattern = "/api/v1/me/notifications",
         .handler = with(wishes),
         .summary = "How you want to be told",
         .response = schema_of<NotificationSettings>},
        {.method = Method::put,
         .pattern = "/api/v1/me/notifications",
         .handler = with(wish),
         .summary = "Say how you want to be told",
         .request = schema_of<NotificationWishes>,
         .response = schema_of<Written>},
    };
}

}  // namespace baton::http
