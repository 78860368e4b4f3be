#pragma once

#include <filesystem>

// The root of the source tree that the tests were built from.
std::filesystem::path source_dir();
