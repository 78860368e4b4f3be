#pragma once

// Memory of the program that nothing lives in.
namespace baton {

// Gives it back to the system at once, instead of when the allocator next thinks of it: after work
// that needed much more than what stays, such as loading. Some 10 ms for each 100 MB; any thread.
void give_back_free_memory();

}  // namespace baton
