#pragma once

#include <string>
#include <string_view>

#include "engine/inbox.hpp"
#include "engine/notice.hpp"

// What a notice says in a letter.
namespace baton::engine {

[[nodiscard]] std::string notice_line(const NoticeView& notice);
// A note's text, a reason, a company; may be empty.
[[nodiscard]] std::string notice_more(const NoticeView& notice);
// Where it is dealt with, below the page's own address: "/handoffs/17".
[[nodiscard]] std::string notice_path(const NoticeView& notice);

}  // namespace baton::engine
