# room(NAME LINKS …): src/NAME as a static library that others name by its folder.
function(room name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  if(sources)
    add_library(${name} STATIC ${sources})
    set(visibility PUBLIC)
  else()
    add_library(${name} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(${name} ${visibility} ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} ${visibility} ${arg_LINKS} Threads::Threads)
endfunction()

function(link_rooms target)
  target_link_libraries(${target} PRIVATE ${ARGN})
endfunction()

# The allocator must come before the C library, and only once: into programs, not into rooms.
function(link_allocator target)
  if(BATON_JEMALLOC)
    target_link_libraries(${target} PRIVATE PkgConfig::jemalloc)
  endif()
endfunction()

# embed_page(TARGET): ui/dist becomes part of the program, when it was built.
function(embed_page target)
  if(EXISTS ${CMAKE_SOURCE_DIR}/cmake/embed_page.cmake)
    include(${CMAKE_SOURCE_DIR}/cmake/embed_page.cmake)
    embed_page_into(${target})
  endif()
endfunction()

# tests_of(ROOM LINKS …): tests/ROOM/*_test.cpp as one gtest program, test_ROOM.
function(tests_of name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS")
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources} $<TARGET_OBJECTS:places>)
  target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR})
  target_link_libraries(test_${name} PRIVATE ${arg_LINKS} GTest::gmock GTest::gtest_main rapidcheck)
  add_test(NAME ${name} COMMAND test_${name})
endfunction()

# fuzzer(NAME FILE LINKS …): a libFuzzer program; only in the fuzz preset.
function(fuzzer name file)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "LINKS")
  add_executable(fuzz_${name} ${file})
  target_link_libraries(fuzz_${name} PRIVATE ${arg_LINKS})
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
endfunction()
