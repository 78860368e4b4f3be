#pragma once

#include "demo/setting.hpp"

namespace baton::demo {

// Everything else people do, until there are as many touches as the world is to have: visits,
// mails, webinars, downloads, and visitors nobody ever gets to know.
void add_traffic(Setting& setting);

}  // namespace baton::demo
