#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "deliver/poster.hpp"
#include "engine/digest.hpp"
#include "engine/mail_setup.hpp"
#include "engine/notice_wishes.hpp"
#include "engine/workspace.hpp"
#include "store/database.hpp"
#include "store/webhooks.hpp"

// Which letters go out, and what each says when it does. A letter is a message of the outbox that
// holds ids alone, so that who was erased meanwhile is named in none.
namespace baton::engine {

inline constexpr std::string_view notices_mail = "mail.notifications";
inline constexpr std::string_view digest_mail = "mail.digest";
inline constexpr std::string_view test_mail = "mail.test";

struct LetterWish {
    std::string_view type = {};
    std::string person = {};
    std::vector<std::int64_t> notices = {};
    DigestSpan span = DigestSpan::week;
    Instant from = {};
    Instant to = {};
};

// The letter begins its way. Inside a Transaction.
[[nodiscard]] Done post_letter(store::Writing& writing, const LetterWish& wish, Instant now);

// What is due goes into letters, each notice into one: those of one person that are due together
// into one letter; what was seen meanwhile into none. Digests go out at their times, each once; who
// has just begun to want them waits for the next. Nothing while mail is not set up. Durable when it
// returns; not from the writer's thread.
[[nodiscard]] Done write_letters(Workspace& workspace, Instant now);

// Whoever wants a digest waits for their next: what was while no mail went out comes in none.
// Inside a Transaction.
[[nodiscard]] Done begin_digests(store::Writing& writing,
                                 const std::vector<std::string>& people,
                                 Instant now);

// When there is next something to do, as far as is known.
[[nodiscard]] Result<std::optional<Instant>> next_letter(Workspace& workspace);

// A team's digest is the same for all who get it: read once for letters that leave within ten
// minutes. One thread.
class Digests {
public:
    [[nodiscard]] const DigestView& of(const Workspace::View& view,
                                       const DigestAsk& ask,
                                       Instant now);

private:
    struct Read {
        Instant at;
        DigestView digest;
    };

    std::map<std::tuple<Instant, Instant, std::string>, Read> read_;  // from, to, owner
};

// How a letter leaves, as everything is called now; nullopt when there is nothing left to say: it
// was seen, taken back, or who it was for has left. Every attempt has the same Message-ID.
[[nodiscard]] Result<std::optional<deliver::Post>> letter_post(Workspace& workspace,
                                                               const MailSetup& setup,
                                                               const store::DeliveryRow& row,
                                                               Digests& digests,
                                                               Instant now);

}  // namespace baton::engine
