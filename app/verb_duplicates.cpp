#include <algorithm>
#include <fmt/core.h>
#include <ostream>
#include <string>

#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "engine/duplicates.hpp"
#include "engine/workspace.hpp"
#include "ledger/json_text.hpp"

namespace baton::app {

namespace {

void append_side(ledger::ObjectText& object,
                 std::string& out,
                 const char* key,
                 const engine::DuplicateSide& side) {
    object.key(key);
    ledger::ObjectText inner(out);
    inner.text("id", side.contact.id);
    inner.text("name", side.contact.name);
    inner.text("email", side.email.value_or(""));
    inner.number("touches", side.touches);
    inner.number("deals", side.deals);
    inner.close();
}

std::string json_of(const engine::DuplicatePair& pair) {
    std::string out;
    ledger::ObjectText object(out);
    object.text("pair", pair.id);
    object.number("score", pair.score);
    object.key("certain");
    out += pair.certain ? "true" : "false";
    append_side(object, out, "left", pair.left);
    append_side(object, out, "right", pair.right);
    object.text("survivor", pair.survivor);
    object.key("evidence");
    char separator = '[';
    for (const auto& each : pair.evidence) {
        out += separator;
        separator = ',';
        ledger::ObjectText line(out);
        line.text("field", each.field);
        line.text("level", each.level);
        line.text("left", each.left);
        line.text("right", each.right);
        line.number("points", each.points);
        line.number("records", each.records);
        line.close();
    }
    out += separator == '[' ? "[]" : "]";
    object.close();
    return out;
}

std::string words_of(const engine::DuplicateEvidence& each) {
    const bool one = each.left == each.right;
    return fmt::format("    {:+4} {} {}: {}",
                       each.points,
                       each.field,
                       each.level,
                       one ? fmt::format("{} ({} have it)", each.left, each.records)
                           : each.left + " | " + each.right);
}

void print(const engine::DuplicatePair& pair, std::ostream& out) {
    const auto name = [](const engine::DuplicateSide& side) {
        return fmt::format(
            "{} {} <{}>", side.contact.id, side.contact.name, side.email.value_or(""));
    };
    out << fmt::format("{}  score {}{}\n  {}\n  {}\n",
                       pair.id,
                       pair.score,
                       pair.certain ? ", certain" : "",
                       name(pair.left),
                       name(pair.right));
    for (const auto& each : pair.evidence)
        out << words_of(each) << '\n';
}

}  // namespace

int duplicates(const DuplicatesOptions& options, Streams& streams) {
    const auto workspace = open_to_read(options.common, options.threads);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const auto found = engine::find_duplicates(**workspace, options.threads);
    const auto page = (*workspace)->read([&](const engine::Workspace::View& view) {
        return engine::duplicates_page(view, *found, {.after = {}, .limit = options.limit});
    });
    if (!page) {
        return report(page.error(), streams);
    }
    for (const auto& pair : page->rows) {
        if (options.common.json) {
            streams.out << json_of(pair) << '\n';
        } else {
            print(pair, streams.out);
        }
    }
    if (!options.common.json) {
        streams.err << fmt::format("{} of {} pairs shown\n", page->rows.size(), page->total);
    }
    return 0;
}

}  // namespace baton::app
