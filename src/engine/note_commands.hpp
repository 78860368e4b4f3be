#pragma once

#include <string>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"

namespace baton::engine {

// What somebody writes about records: a contact, a company, a deal, or more than one of them.
struct NewNote {
    std::string text = {};
    ContactId contact = {};
    CompanyId company = {};
    DealId deal = {};
    std::string about = {};  // the thread it belongs to: feedback_views.hpp
};

// Kept as record `note`, with whom it calls (mentions.hpp). invalid when it says nothing, not_found
// when a record does not exist.
Result<Receipt> add_note(Desk& desk, const NewNote& note, const Because& because);

}  // namespace baton::engine
