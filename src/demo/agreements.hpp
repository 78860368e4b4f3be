#pragma once

#include <string>

#include "demo/setting.hpp"

namespace baton::demo {

// The texts: the first version, the version in force, and a draft nobody has signed.
[[nodiscard]] std::string first_version(const Setting& setting);
[[nodiscard]] std::string second_version(const Setting& setting);
[[nodiscard]] std::string unsigned_draft(const Setting& setting);

// Writes the versions and their signatures down.
void record_agreements(Setting& setting);

}  // namespace baton::demo
