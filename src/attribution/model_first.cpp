#include <cstddef>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

std::size_t pick(const Path& /*path*/) {
    return 0;
}

}  // namespace

Model model_first() {
    return {.name = "first",
            .title = "First touch",
            .definition = "The first touch has all of it.",
            .pick = pick};
}

}  // namespace baton::attribution
