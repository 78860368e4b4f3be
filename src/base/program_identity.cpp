#include "base/program_identity.hpp"

#include <cstddef>
#include <cstring>
#include <elf.h>
#include <fmt/core.h>
#include <functional>
#include <link.h>
#include <span>
#include <string>
#include <string_view>
#include <unicode/uchar.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>

namespace baton {

namespace {

constexpr std::size_t alignment = 4;

std::size_t aligned(std::size_t size) {
    return (size + alignment - 1) / alignment * alignment;
}

// The description of the note that the linker left, of all notes in a segment; empty without one.
std::string_view build_note(std::string_view notes) {
    while (notes.size() >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) head;
        std::memcpy(&head, notes.data(), sizeof(head));
        const std::size_t at = sizeof(head) + aligned(head.n_namesz);
        const std::size_t end = at + aligned(head.n_descsz);
        if (end > notes.size()) return {};
        const bool is_gnu =
            notes.substr(sizeof(head), head.n_namesz) == std::string_view("GNU\0", 4);
        if (is_gnu && head.n_type == NT_GNU_BUILD_ID) return notes.substr(at, head.n_descsz);
        notes.remove_prefix(end);
    }
    return {};
}

// Called for the program itself first, and then no more.
int find_build(dl_phdr_info* program, std::size_t /*size*/, void* found) {
    for (const auto& segment : std::span(program->dlpi_phdr, program->dlpi_phnum)) {
        if (segment.p_type != PT_NOTE) continue;
        // The loader put the segment there.
        const auto* const notes =
            reinterpret_cast<const char*>(program->dlpi_addr + segment.p_vaddr);  // NOLINT
        const auto note = build_note({notes, segment.p_memsz});
        if (!note.empty()) *static_cast<std::string*>(found) = note;
    }
    return 1;
}

std::string identity() {
    std::string build;
    dl_iterate_phdr(find_build, &build);
    if (build.empty()) return {};
    std::string text;
    for (const char byte : build)
        text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    UVersionInfo icu{};
    u_getVersion(icu);
    const std::size_t probe = std::hash<std::string_view>{}("how this library hashes text");
    return fmt::format("{} icu {}.{}.{} hash {:x}", text, icu[0], icu[1], icu[2], probe);
}

}  // namespace

const std::string& program_identity() {
    static const std::string text = identity();
    return text;
}

}  // namespace baton
