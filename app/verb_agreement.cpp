#include <algorithm>
#include <boost/json.hpp>
#include <expected>
#include <filesystem>
#include <fmt/core.h>
#include <iterator>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "agreement/check.hpp"
#include "agreement/diff.hpp"
#include "app/agreement_text.hpp"
#include "app/opening.hpp"
#include "app/place.hpp"
#include "app/verbs.hpp"
#include "engine/accounts.hpp"
#include "engine/agreement_commands.hpp"
#include "engine/versions.hpp"
#include "http/secrets.hpp"

namespace baton::app {

namespace {

using agreement::Diagnostic;

boost::json::object as_json(const Diagnostic& diagnostic) {
    const bool is_error = diagnostic.severity == Diagnostic::Severity::error;
    return {{"severity", is_error ? "error" : "warning"},
            {"line", diagnostic.place.line},
            {"column", diagnostic.place.column},
            {"message", diagnostic.message},
            {"hint", diagnostic.hint}};
}

void print_diagnostics(const AgreementOptions& options,
                       const agreement::Checked& checked,
                       Streams& streams) {
    if (options.common.json) {
        boost::json::array list;
        for (const Diagnostic& each : checked.diagnostics) {
            list.push_back(as_json(each));
        }
        streams.out << boost::json::serialize(boost::json::object{
                           {"ok", checked.agreement.has_value()}, {"diagnostics", list}})
                    << '\n';
        return;
    }
    for (const Diagnostic& each : checked.diagnostics) {
        streams.err << render(each, options.arguments.front()) << '\n';
    }
    if (checked.agreement) {
        streams.out << options.arguments.front() << ": no errors\n";
    }
}

std::string_view name(agreement::Change::Kind kind) {
    switch (kind) {
        case agreement::Change::Kind::added: return "added";
        case agreement::Change::Kind::removed: return "removed";
        case agreement::Change::Kind::changed: return "changed";
    }
    return "changed";
}

void print_difference(const AgreementOptions& options,
                      const agreement::Difference& difference,
                      Streams& streams) {
    if (options.common.json) {
        boost::json::array list;
        for (const agreement::Change& change : difference.changes) {
            list.push_back(boost::json::object{{"path", change.path},
                                               {"kind", name(change.kind)},
                                               {"before", change.before},
                                               {"after", change.after}});
        }
        streams.out << boost::json::serialize(boost::json::object{
                           {"changes", list}, {"only_text", difference.only_text_changed}})
                    << '\n';
        return;
    }
    for (const agreement::Change& change : difference.changes) {
        streams.out << change.path << " (" << name(change.kind) << ")\n";
        if (!change.before.empty()) {
            streams.out << "  - " << change.before << '\n';
        }
        if (!change.after.empty()) {
            streams.out << "  + " << change.after << '\n';
        }
    }
    if (difference.changes.empty()) {
        streams.out << (difference.only_text_changed
                            ? "only the text changed, the meaning is the same\n"
                            : "no difference\n");
    }
}

int fail_with(const Error& error, Streams& streams) {
    return report(error, streams);
}

Done check_password(engine::Accounts& accounts,
                    const std::string& email,
                    const std::string& password) {
    const std::optional<std::string> hash = TRY(accounts.password_hash(email));
    if (!hash || !http::password_fits(*hash, password)) {
        return fail(Failure::forbidden, "the e-mail address or the password is wrong");
    }
    return {};
}

Result<engine::Receipt> sign(const Place& place,
                             const AgreementOptions& options,
                             const std::string& password) {
    TRY(check_password(place.accounts, options.by, password));
    const std::string& named = options.arguments.front();
    if (const auto file = place.find(named); std::filesystem::exists(file)) {
        const std::string text = TRY(read_text(file.string()));
        return place.workspace.run([&](engine::Desk& desk) {
            return engine::sign_text(desk, text, options.team, {.by = options.by});
        });
    }
    return place.workspace.run([&](engine::Desk& desk) {
        return engine::sign_version(desk, {.key = named, .team = options.team}, {.by = options.by});
    });
}

}  // namespace

int check_agreement(const AgreementOptions& options, Streams& streams) {
    const auto text = read_text(options.arguments.front());
    if (!text) {
        return fail_with(text.error(), streams);
    }
    const agreement::Checked checked = agreement::check(*text, schema_for(options.common));
    print_diagnostics(options, checked, streams);
    return checked.agreement ? 0 : 1;
}

int show_agreement(const AgreementOptions& options, Streams& streams) {
    const std::string wanted = options.arguments.empty() ? "in-force" : options.arguments.front();
    const auto found = find_agreement(options.common, wanted);
    if (!found) {
        return fail_with(found.error(), streams);
    }
    if (options.common.json) {
        streams.out << boost::json::serialize(
                           boost::json::object{{"version", found->key},
                                               {"fingerprint", found->fingerprint},
                                               {"text", found->text}})
                    << '\n';
    } else {
        streams.out << found->text;
    }
    return 0;
}

int diff_agreements(const AgreementOptions& options, Streams& streams) {
    const auto before = find_agreement(options.common, options.arguments[0]);
    const auto after = find_agreement(options.common, options.arguments[1]);
    if (!before || !after) {
        return fail_with(before ? after.error() : before.error(), streams);
    }
    const agreement::Schema schema = schema_for(options.common);
    const agreement::Checked old_one = agreement::check(before->text, schema);
    const agreement::Checked new_one = agreement::check(after->text, schema);
    if (!old_one.agreement || !new_one.agreement) {
        const auto& wrong = old_one.agreement ? options.arguments[1] : options.arguments[0];
        return fail_with(
            {.message = fmt::format("{} has errors; `agreement check` shows them", wrong)},
            streams);
    }
    print_difference(
        options,
        agreement::difference(*old_one.agreement, *new_one.agreement, before->text, after->text),
        streams);
    return 0;
}

int sign_agreement(const AgreementOptions& options, const Place& place, Streams& streams) {
    const auto receipt = sign(place, options, read_line(streams));
    if (!receipt) {
        return fail_with(receipt.error(), streams);
    }
    if (options.common.json) {
        streams.out << boost::json::serialize(
                           boost::json::object{{"version", receipt->id}, {"for", options.team}})
                    << '\n';
    } else {
        streams.out << "signed version " << receipt->id << " for " << options.team << '\n';
    }
    return 0;
}

}  // namespace baton::app
