#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

#include "base/text.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_reader.hpp"
#include "connect/workbook.hpp"
#include "connect/xlsx_formats.hpp"
#include "connect/xlsx_sheet.hpp"
#include "connect/xlsx_strings.hpp"

namespace baton::connect {

namespace {

void read_rows(ByteSource& text) {
    CsvReader reader(text, {});
    for (auto row = reader.next(); row && *row != nullptr; row = reader.next()) {
        for (const auto field : (*row)->fields) {
            if (!text::valid_utf8(field)) std::abort();
        }
    }
}

void read_archive(std::string_view bytes) {
    const int file = memfd_create("workbook", 0);
    if (file < 0) std::abort();
    if (write(file, bytes.data(), bytes.size()) < 0) std::abort();
    const auto table = open_table(fmt::format("/proc/self/fd/{}", file));
    if (table) read_rows(*table->text);
    close(file);
}

void read_sheet(std::string_view xml) {
    SheetContext context;
    context.forms = {CellForm::plain, CellForm::day, CellForm::moment, CellForm::time};
    if (auto strings = SharedStrings::read(bytes_of("<sst><si><t>one</t></si></sst>"))) {
        context.strings = *std::move(strings);
    }
    SheetText text(bytes_of(xml), std::move(context));
    read_rows(text);
}

}  // namespace

// Whatever the bytes, as an archive or as a part of one: nothing but text comes out, or an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(bytes + 1), size - 1);
    switch (bytes[0] % 4) {
        case 0: read_archive(text); break;
        case 1: read_sheet(text); break;
        case 2: (void)SharedStrings::read(bytes_of(text)); break;
        default: {
            const auto form = form_of_text(text);
            (void)number_text(text, form, size % 2 == 0);
            (void)without_escapes(std::string(text));
        }
    }
    return 0;
}

}  // namespace baton::connect
