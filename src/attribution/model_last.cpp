#include <cstddef>

#include "attribution/model.hpp"
#include "attribution/path.hpp"

namespace baton::attribution {

namespace {

std::size_t pick(const Path& path) {
    return path.key.size() - 1;
}

}  // namespace

Model model_last() {
    return {.name = "last",
            .title = "Last touch",
            .definition = "The last touch has all of it.",
            .pick = pick};
}

}  // namespace baton::attribution
