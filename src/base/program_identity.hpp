#pragma once

#include <string>

namespace baton {

// Another text for every build of the program, and for every version of the libraries that decide
// how text is compared and hashed: what one program keeps of its memory, no other one reads. Empty
// when the program does not know; then nothing may be kept.
[[nodiscard]] const std::string& program_identity();

}  // namespace baton
