#include "connect/import_rows.hpp"

#include <fmt/core.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.hpp"
#include "base/text.hpp"
#include "connect/csv_detect.hpp"
#include "connect/csv_reader.hpp"
#include "connect/import_cells.hpp"
#include "connect/import_ids.hpp"
#include "connect/import_rows_build.hpp"

namespace baton::connect {

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::create: return "create";
        case Verdict::update: return "update";
        case Verdict::skip: return "skip";
        case Verdict::reject: return "reject";
    }
    return {};
}

namespace {

struct KeyOf {
    std::string operator()(const ImportedContact& contact) const {
        return contact.id.empty() ? text::folded(contact.email) : std::string(short_id(contact.id));
    }

    std::string operator()(const ImportedCompany& company) const {
        return std::string(short_id(company.id));
    }

    std::string operator()(const ImportedDeal& deal) const {
        return std::string(short_id(deal.id));
    }

    std::string operator()(const ImportedTouch& touch) const { return touch.message_id; }

    std::string operator()(const ImportedProduct& product) const { return product.name; }

    std::string operator()(const ImportedUser& user) const {
        return user.email.empty() ? user.name : text::folded(user.email);
    }

    std::string operator()(const ImportedCost& /*cost*/) const { return {}; }

    std::string operator()(const ImportedHandoff& /*handoff*/) const { return {}; }
};

}  // namespace

ImportRows::ImportRows(CsvFile file, const RowContext& context)
    : file_(std::move(file)),
      context_(context),
      reader_(*file_.text, context.plan.format.dialect),
      header_read_(!context.plan.format.has_header) {
    const auto lines = context.plan.format.dialect.preamble_lines;
    if (lines > 0) context.findings.note("lines_before_header", fmt::format("{} lines", lines));
}

Result<std::optional<RowVerdict>> ImportRows::next() {
    const auto* row = TRY(reader_.next());
    if (!std::exchange(header_read_, true) && row != nullptr) row = TRY(reader_.next());
    if (row == nullptr) return std::nullopt;
    ++row_;
    context_.findings.at_row(row_);
    RowVerdict verdict{.row = row_, .line = row->line};
    report_flaws(*row);
    const Cells cells(*row, row_, context_);
    if (cells.blank()) {
        verdict.verdict = Verdict::skip;
        return verdict;
    }
    report_width(*row);
    auto built = build_row(cells, context_);
    if (!built) {
        verdict.verdict = Verdict::reject;
        verdict.reason = built.error().message;
        if (!built.error().problems.empty()) verdict.column = built.error().problems.front().where;
        return verdict;
    }
    if (repeats(*built)) verdict.verdict = Verdict::update;
    if (const auto& misfit = cells.misfit()) {
        verdict.reason = misfit->reason;
        verdict.column = misfit->column;
    }
    verdict.what = *std::move(built);
    return verdict;
}

void ImportRows::report_flaws(const CsvRow& row) {
    const auto line = fmt::format("line {}", row.line);
    if (row.flaws.stray_quote) context_.findings.note("stray_quote", line);
    if (row.flaws.nul_byte) context_.findings.note("nul_byte", line);
    if (row.flaws.bad_encoding) context_.findings.note("bad_encoding", line);
    if (row.flaws.unterminated_quote) {
        context_.findings.note("unterminated_quote", fmt::format("line {}", row.quote_line));
    }
}

// A last delimiter with nothing behind it is a habit of some programs, not a ragged row.
void ImportRows::report_width(const CsvRow& row) {
    const auto width = context_.plan.mapping.columns.size();
    const bool trailing = row.fields.size() == width + 1 && row.fields.back().empty();
    if (row.fields.size() == width || trailing) return;
    context_.findings.note(
        "ragged_row",
        fmt::format(
            "line {}: {} cells where the header has {}", row.line, row.fields.size(), width));
}

bool ImportRows::repeats(const ImportedRow& what) {
    const auto key = std::visit(KeyOf{}, what);
    if (key.empty()) return false;
    if (keys_.insert(std::hash<std::string>{}(key)).second) return false;
    context_.findings.note("duplicate_key_in_file", key);
    return true;
}

}  // namespace baton::connect
