#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"

// Drafts, versions and signatures of the agreement.
namespace baton::engine {

// A new draft ("draft-3"), or new text of one that nobody has signed. The text may still have
// errors: a draft is work in progress; signing refuses them.
Result<Receipt> save_draft(Desk& desk,
                           const std::string& key,  // empty: a new one
                           const std::string& text,
                           const Because& because);

Result<Receipt> discard_draft(Desk& desk, const std::string& key, const Because& because);

struct Signing {
    std::string
        key;  // a draft (which becomes the next version with its first signature) or a version
    std::string team;  // marketing or sales
};

// By somebody who may sign for that team and has not signed for the other; the caller has made sure
// that it is them (password). The receipt's id is the version's key.
Result<Receipt> sign_version(Desk& desk, const Signing& signing, const Because& because);

// The same for a text: the version that has it and waits for a signature, or a new one. A text with
// errors is not stored.
Result<Receipt> sign_text(Desk& desk,
                          const std::string& text,
                          const std::string& team,
                          const Because& because);

// Until the version is in force, whoever signed may take their signature back.
Result<Receipt> withdraw_signature(Desk& desk, const Signing& signing, const Because& because);

}  // namespace baton::engine
