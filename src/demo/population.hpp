#pragma once

#include "demo/setting.hpp"

namespace baton::demo {

// Companies, contacts, their consent and what they are called.
void populate(Setting& setting);

}  // namespace baton::demo
