#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"

// Notes call people by name: "@Kim Weber, she asked for you". Who is called sees it until it was
// looked at.
namespace baton::engine {

// The e-mail addresses of those whom a text calls: "@" and a user's whole name or address, in any
// case, at the beginning of a word and up to the end of one. Each once, in the order of the text.
// Linear in the text times the users.
[[nodiscard]] std::vector<std::string> called_in(std::string_view text,
                                                 std::span<const User> users);

struct Mention {
    std::string id = {};  // of the note
    Instant at = {};
    std::optional<UserRef> by = {};
    std::string text = {};
    std::optional<ContactRef> contact = {};
    std::optional<NamedRef> company = {};
    std::optional<NamedRef> deal = {};
    bool seen = false;
};

BOOST_DESCRIBE_STRUCT(Mention, (), (id, at, by, text, contact, company, deal, seen))

// The newest `most` that call this person, the newest first; notes that were taken back are left
// out, and those whose record is gone.
[[nodiscard]] std::vector<Mention> mentions_of(const Workspace::View& view,
                                               std::string_view person,
                                               std::size_t most,
                                               Instant now);

// That the person has looked at all mentions up to an instant; record `seen`, key: the person.
[[nodiscard]] Result<Receipt> see_mentions(Desk& desk, Instant until, const Because& because);

}  // namespace baton::engine
