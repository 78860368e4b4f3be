#include "base/free_memory.hpp"

#include <cstddef>
#include <malloc.h>

// jemalloc's, when the program was linked with it.
extern "C" int mallctl(const char* name,
                       void* old,
                       std::size_t* old_size,
                       void* made,
                       std::size_t size) __attribute__((weak));

namespace baton {

void give_back_free_memory() {
    if (mallctl != nullptr) {
        constexpr auto every_arena = "arena.4096.purge";  // MALLCTL_ARENAS_ALL
        mallctl(every_arena, nullptr, nullptr, nullptr, 0);
    } else {
        malloc_trim(0);
    }
}

}  // namespace baton
