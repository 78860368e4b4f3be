#include "places.hpp"

// The only source that is told where the tree is: all others compile to the same object in any
// checkout.
std::filesystem::path source_dir() {
    return BATON_SOURCE_DIR;
}
