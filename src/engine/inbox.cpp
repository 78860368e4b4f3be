#include "engine/inbox.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/notice.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/survivors.hpp"
#include "engine/workspace.hpp"
#include "goals/signs.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "store/database.hpp"
#include "store/notices.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

std::int64_t number_in(const ledger::Timeline& timeline,
                       const ledger::Record& record,
                       std::string_view name) {
    const std::string text = text_of(timeline, record.properties, name, latest);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<std::string> unless_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

void name_contact(const Workspace::View& view, ContactId id, Instant now, NoticeView& notice) {
    const ContactId who = survivor_of(view.timeline, id, latest);
    const auto* contact = view.timeline.find(who);
    if (contact != nullptr && !contact->deleted() && !view.directory.is_erased(who)) {
        notice.contact = contact_ref(view.timeline, *contact, now);
    }
}

// The company and the deal that a note or a task names.
void name_others(const ledger::Timeline& timeline,
                 const ledger::Record& record,
                 Instant now,
                 NoticeView& notice) {
    const CompanyId company{number_in(timeline, record, "company")};
    if (const auto* found = timeline.find(company)) {
        notice.company = NamedRef{.id = std::to_string(company.value),
                                  .name = company_name(timeline, *found, now)};
    }
    const DealId deal{number_in(timeline, record, "deal")};
    const auto* found = timeline.find(deal);
    if (found != nullptr && ledger::Timeline::exists(*found, latest)) {
        notice.deal =
            NamedRef{.id = std::to_string(deal.value), .name = deal_name(timeline, *found, now)};
    }
}

// Whether the record is still there to be read.
bool name_record(const ledger::Timeline& timeline,
                 std::string_view record,
                 std::string_view property,
                 const std::string& key,
                 Instant now,
                 NoticeView& notice) {
    const auto* found = timeline.find_record(record, key);
    notice.text = found == nullptr
                      ? std::nullopt
                      : unless_empty(text_of(timeline, found->properties, property, latest));
    if (notice.text) {
        name_others(timeline, *found, now, notice);
    }
    return notice.text.has_value();
}

bool name_subject(const Workspace::View& view,
                  const store::NoticeRow& row,
                  Instant now,
                  NoticeView& notice) {
    switch (notice.kind) {
        case NoticeKind::mentioned:
            return name_record(view.timeline, "note", "text", row.subject, now, notice) &&
                   (notice.contact || notice.company || notice.deal);
        case NoticeKind::task_due:
            return name_record(view.timeline, "task", "title", row.subject, now, notice);
        case NoticeKind::sign_opened: {
            const goals::Sign* sign = goals::find_sign(row.subject);
            notice.sign = row.subject;
            notice.text = sign == nullptr ? std::nullopt : std::optional(std::string(sign->title));
            return sign != nullptr;
        }
        case NoticeKind::offered:
        case NoticeKind::due_soon:
        case NoticeKind::breached:
        case NoticeKind::escalated:
        case NoticeKind::reassigned:
        case NoticeKind::taken:
        case NoticeKind::rejected:
        case NoticeKind::disputed:
        case NoticeKind::answered:
        case NoticeKind::praised: return notice.contact.has_value();
    }
    return false;
}

// When the contact was offered last; earliest() when never.
Instant last_offered(const ledger::Contact& contact) {
    Instant at = Instant::earliest();
    for (const ledger::HandoffFact& fact : contact.all().handoffs) {
        if (!fact.voided && fact.step == ledger::HandoffStep::offered) {
            at = fact.at;
        }
    }
    return at;
}

}  // namespace

std::optional<NoticeView> notice_view(const Workspace::View& view,
                                      const store::NoticeRow& row,
                                      Instant now) {
    const auto kind = find_notice_kind(row.kind);
    if (!kind) {
        return std::nullopt;
    }
    NoticeView notice{.id = std::to_string(row.id),
                      .kind = *kind,
                      .at = row.at,
                      .by = row.by == "baton" ? std::nullopt : user_ref(view.timeline, row.by, now),
                      .reason = unless_empty(row.word),
                      .due_at = row.due_at,
                      .seen_at = row.seen_at};
    name_contact(view, row.contact, now, notice);
    return name_subject(view, row, now, notice) ? std::optional(std::move(notice)) : std::nullopt;
}

Result<Inbox> inbox_of(Workspace& workspace, const InboxAsk& ask) {
    Inbox inbox;
    std::vector<store::NoticeRow> rows;
    {
        const store::Reading reading = workspace.database().reading();
        const store::NoticeAsk asked{.before = ask.before,
                                     .unseen = ask.unseen,
                                     .limit = static_cast<std::int64_t>(ask.limit)};
        rows = TRY(store::list_notices(reading.connection(), ask.person, asked));
        inbox.unseen = TRY(store::count_unseen(reading.connection(), ask.person));
    }
    if (rows.size() == ask.limit) {
        inbox.next = rows.back().id;
    }
    workspace.read([&](const Workspace::View& view) {
        const Instant now = workspace.clock().now();
        for (const store::NoticeRow& row : rows) {
            if (auto notice = notice_view(view, row, now)) {
                inbox.rows.push_back(*std::move(notice));
            }
        }
        return 0;
    });
    return inbox;
}

Result<std::vector<std::int64_t>> see(Workspace& workspace, const SeenAsk& ask) {
    const Instant now = workspace.clock().now();
    std::vector<std::int64_t> seen;
    const auto write = [&](store::Writing& writing) -> Done {
        seen = TRY(ask.until > 0
                       ? store::see_notices_until(writing.connection, ask.person, ask.until, now)
                       : store::see_notices(writing.connection, ask.person, ask.ids, now));
        return {};
    };
    TRY(workspace.write_outside_ledger(write));
    workspace.tell({"notifications"});
    return seen;
}

Done unsee(Workspace& workspace, const std::string& person, const std::vector<std::int64_t>& ids) {
    TRY(workspace.write_outside_ledger([&](store::Writing& writing) {
        return store::unsee_notices(writing.connection, person, ids);
    }));
    workspace.tell({"notifications"});
    return {};
}

Done see_older(Workspace& workspace, Instant before) {
    return workspace.write_outside_ledger([before](store::Writing& writing) {
        return store::see_old_notices(writing.connection, before, 17 * minute_micros);
    });
}

Result<std::vector<SeenReceipt>> receipts_of(Workspace& workspace, ContactId contact) {
    std::vector<ContactId> ids{contact};
    const Instant since = workspace.read([&](const Workspace::View& view) {
        const auto* found = view.timeline.find(contact);
        if (found == nullptr) {
            return latest;
        }
        ids.push_back(holder_of_handoff(view.timeline, *found));
        return last_offered(*found);
    });
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::vector<store::NoticeRow> rows;
    for (const ContactId id : ids) {
        const store::Reading reading = workspace.database().reading();
        auto some = TRY(store::notices_of_contact(reading.connection(), id, since));
        std::ranges::move(some, std::back_inserter(rows));
    }
    std::ranges::stable_sort(rows, {}, &store::NoticeRow::id);
    std::vector<SeenReceipt> receipts;
    workspace.read([&](const Workspace::View& view) {
        for (const store::NoticeRow& row : rows) {
            const auto kind = find_notice_kind(row.kind);
            const bool tells = kind == NoticeKind::offered || kind == NoticeKind::reassigned ||
                               kind == NoticeKind::breached || kind == NoticeKind::escalated;
            auto who = user_ref(view.timeline, row.person, latest);
            if (tells && who) {
                receipts.push_back({.who = *std::move(who),
                                    .kind = *kind,
                                    .told_at = row.at,
                                    .seen_at = row.seen_at});
            }
        }
        return 0;
    });
    return receipts;
}

}  // namespace baton::engine
