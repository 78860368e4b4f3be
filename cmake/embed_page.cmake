# embed_page_into(TARGET): defines baton::http::embedded_page() in TARGET. Every file of ui/dist is put
# into the program with .incbin, plain and as brotli makes it smallest; without ui/dist the table is
# empty. Runs when CMake configures, and again when ui/dist/index.html changes.
function(embed_page_into target)
  set(page ${CMAKE_SOURCE_DIR}/ui/dist)
  set(out ${CMAKE_BINARY_DIR}/page)
  set(files "")
  if(EXISTS ${page}/index.html)
    file(GLOB_RECURSE files RELATIVE ${page} CONFIGURE_DEPENDS ${page}/*)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page}/index.html)
    find_program(BROTLI brotli REQUIRED)
  endif()
  set(assembly ".section .rodata\n")
  set(declarations "")
  set(table "")
  set(inputs "")
  set(number 0)
  foreach(file IN LISTS files)
    file(SIZE ${page}/${file} size)
    file(SHA256 ${page}/${file} hash)
    string(SUBSTRING ${hash} 0 16 tag)
    embed_bytes(${page}/${file} page_${number})
    set(packed "{}")
    if(size GREATER 512 AND NOT file MATCHES "\\.(png|jpg|webp|woff2|woff)$")
      set(brotli ${out}/${tag}.br)
      if(NOT EXISTS ${brotli})
        file(MAKE_DIRECTORY ${out})
        execute_process(COMMAND ${BROTLI} -q 11 -f -o ${brotli} ${page}/${file} COMMAND_ERROR_IS_FATAL ANY)
      endif()
      embed_bytes(${brotli} packed_${number})
      set(packed "bytes(packed_${number}_begin, packed_${number}_end)")
    endif()
    string(APPEND table
      "    {.path = \"/${file}\", .plain = bytes(page_${number}_begin, page_${number}_end), "
      ".brotli = ${packed}, .hash = \"${tag}\"},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  embed_sources()
  target_sources(${target} PRIVATE ${out}/embedded_page.cpp)
  set_source_files_properties(${out}/embedded_page.cpp PROPERTIES OBJECT_DEPENDS "${inputs}")
endfunction()

# The bytes of one file between two symbols. A macro: it adds to the caller's variables.
macro(embed_bytes path symbol)
  string(APPEND assembly
    ".global ${symbol}_begin\n.global ${symbol}_end\n"
    "${symbol}_begin:\n.incbin \"${path}\"\n${symbol}_end:\n")
  string(APPEND declarations "extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n")
  list(APPEND inputs ${path})
endmacro()

macro(embed_sources)
  string(APPEND assembly ".text\n")
  set(source "#include <cstddef>\n#include <span>\n#include <string_view>\n\n#include \"http/static_page.hpp\"\n\n")
  if(number GREATER 0)
    string(APPEND source
      "__asm__(R\"assembly(\n${assembly})assembly\");\n\nextern \"C\" {\n${declarations}}\n\nnamespace baton::http {\n\nnamespace {\n\n"
      "std::string_view bytes(const char* begin, const char* end) {\n"
      "    return {begin, static_cast<std::size_t>(end - begin)};\n}\n\n}  // namespace\n\n"
      "std::span<const PageFile> embedded_page() {\n    static const PageFile files[] = {\n${table}    };\n"
      "    return files;\n}\n\n}  // namespace baton::http\n")
  else()
    string(APPEND source
      "namespace baton::http {\n\nstd::span<const PageFile> embedded_page() {\n    return {};\n}\n\n"
      "}  // namespace baton::http\n")
  endif()
  file(CONFIGURE OUTPUT ${out}/embedded_page.cpp CONTENT "${source}" @ONLY)
endmacro()
