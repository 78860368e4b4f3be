#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "connect/ledger_lines.hpp"
#include "ledger/name_table.hpp"

namespace baton {

// Whatever the text: it is refused, or what was read is written and read again as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    ledger::NameTable names;
    connect::LedgerLinesReader reader(names, {});
    const auto events = connect::read_ledger({reinterpret_cast<const char*>(bytes), size}, reader);
    if (!events) return 0;

    connect::LedgerLinesWriter writer(names);
    std::string out;
    connect::LedgerLinesWriter::write_schema(reader.types(), out);
    for (const auto& event : *events) {
        if (!writer.write(event, out)) std::abort();
    }
    ledger::NameTable names_again;
    connect::LedgerLinesReader again(names_again, {});
    if (!connect::read_ledger(out, again)) std::abort();
    return 0;
}

}  // namespace baton
