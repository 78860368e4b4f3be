option(BATON_TESTS "Build the tests" ON)
option(BATON_BENCH "Build what measures speed" OFF)
option(BATON_FUZZ "Build the fuzzers (clang only)" OFF)
option(BATON_JEMALLOC "Programs allocate with jemalloc; not together with sanitizers" OFF)
set(BATON_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

find_program(CCACHE ccache)
if(CCACHE)
  # Relative paths, so that a second checkout finds what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
# By which a snapshot file is known to be of this very program.
add_link_options(LINKER:--build-id=sha1)

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
add_compile_definitions(_GLIBCXX_ASSERTIONS)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options(-Wthread-safety)
  # std::stable_sort of libstdc++ 12 calls what the same library deprecates.
  add_compile_options(-Wno-deprecated-declarations)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 with -O2 sees overlaps and uninitialised values in its own std::string and std::optional.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
endif()
if(BATON_SANITIZE STREQUAL "thread")
  # ThreadSanitizer does not know fences, and g++ refuses them. Those of Asio stand beside locks.
  add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()
if(BATON_SANITIZE)
  add_compile_options(-fsanitize=${BATON_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${BATON_SANITIZE})
  # g++ 12 reports uninitialised variants inside std::expected that only the sanitizer's code has.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
