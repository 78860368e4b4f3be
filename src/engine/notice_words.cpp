#include "engine/notice_words.hpp"

#include <fmt/core.h>
#include <string>
#include <string_view>

#include "engine/inbox.hpp"
#include "engine/notice.hpp"

namespace baton::engine {

namespace {

std::string subject_of(const NoticeView& notice) {
    return notice.contact   ? notice.contact->name
           : notice.deal    ? notice.deal->name
           : notice.company ? notice.company->name
                            : std::string();
}

std::string_view answer_words(std::string_view answer) {
    if (answer == "agreed") return "Marketing agrees";
    if (answer == "changed") return "Marketing changed something";
    if (answer == "disputed") return "Disputed by marketing";
    if (answer == "upheld") return "Sales stands by it";
    if (answer == "reopened") return "Taken back by sales";
    return answer;
}

}  // namespace

std::string notice_line(const NoticeView& notice) {
    const std::string who = subject_of(notice);
    const std::string text = notice.text.value_or("");
    switch (notice.kind) {
        case NoticeKind::offered: return fmt::format("{} is yours to answer", who);
        case NoticeKind::due_soon: return fmt::format("{} is about to be late", who);
        case NoticeKind::breached: return fmt::format("{} is late", who);
        case NoticeKind::escalated: return fmt::format("{} waits for an answer", who);
        case NoticeKind::reassigned: return fmt::format("{} is yours now", who);
        case NoticeKind::taken: return fmt::format("{} went to somebody else", who);
        case NoticeKind::rejected: return fmt::format("{} was given back", who);
        case NoticeKind::disputed: return fmt::format("Your rejection of {} is disputed", who);
        case NoticeKind::answered: return fmt::format("There is an answer about {}", who);
        case NoticeKind::praised: return fmt::format("{} was a great lead", who);
        case NoticeKind::mentioned:
            return fmt::format(
                "{} calls you about {}", notice.by ? notice.by->name : "Somebody", who);
        case NoticeKind::sign_opened: return fmt::format("Warning sign: {}", text);
        case NoticeKind::task_due: return fmt::format("Task: {}", text);
    }
    return who;
}

std::string notice_more(const NoticeView& notice) {
    switch (notice.kind) {
        case NoticeKind::mentioned: return notice.text.value_or("");
        case NoticeKind::disputed:
        case NoticeKind::answered: return std::string(answer_words(notice.reason.value_or("")));
        case NoticeKind::rejected:
        case NoticeKind::praised:
        case NoticeKind::taken: return notice.reason.value_or("");
        case NoticeKind::offered:
        case NoticeKind::due_soon:
        case NoticeKind::breached:
        case NoticeKind::escalated:
        case NoticeKind::reassigned:
        case NoticeKind::sign_opened:
        case NoticeKind::task_due: break;
    }
    return notice.contact ? notice.contact->company.value_or("") : std::string();
}

std::string notice_path(const NoticeView& notice) {
    if (notice.sign) {
        return "/alignment/" + *notice.sign;
    }
    const bool of_record =
        notice.kind == NoticeKind::mentioned || notice.kind == NoticeKind::task_due;
    if (notice.contact) {
        return (of_record ? "/contacts/" : "/handoffs/") + notice.contact->id;
    }
    return notice.deal      ? "/deals/" + notice.deal->id
           : notice.company ? "/companies/" + notice.company->id
                            : std::string("/");
}

}  // namespace baton::engine
