#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/attribution_flags.hpp"
#include "app/flag_checks.hpp"
#include "app/hand_over.hpp"
#include "app/opening.hpp"
#include "app/place.hpp"
#include "app/verbs.hpp"
#include "engine/accounts.hpp"
#include "engine/backtesting.hpp"
#include "engine/export.hpp"

namespace baton::app {

namespace {

constexpr int wrong_usage = 2;

// One verb: its options live as long as the command line. A verb that reads has `act`, one that
// writes has `write`.
struct Chosen {
    std::function<int(Streams&)> act = {};
    std::function<int(const Place&, Streams&)> write = {};
    const Common* common = nullptr;
    bool reads_line = false;  // of standard input: a password
};

class CommandLine {
public:
    CommandLine()
        : app_("Baton: marketing and sales over one ledger, governed by one agreement", "baton") {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", "baton 0.1.0");
        add_running();
        add_data();
        add_access();
        add_erase();
        add_agreement();
        add_history();
        add_numbers();
        add_attribution();
    }

    CLI::App& app() { return app_; }

    [[nodiscard]] const Chosen& chosen() const { return chosen_; }

private:
    template <typename Options, typename Act>
    CLI::App* verb(CLI::App& parent,
                   const std::string& name,
                   const std::string& help,
                   Options& options,
                   Act act) {
        CLI::App* sub = parent.add_subcommand(name, help);
        sub->callback([this, &options, act] {
            chosen_.act = [&options, act](Streams& streams) { return act(options, streams); };
        });
        return sub;
    }

    template <typename Options, typename Write>
    CLI::App* writing_verb(CLI::App& parent,
                           const std::string& name,
                           const std::string& help,
                           Options& options,
                           Write write) {
        CLI::App* sub = parent.add_subcommand(name, help);
        sub->callback([this, &options, write] {
            chosen_.common = &options.common;
            chosen_.write = [&options, write](const Place& place, Streams& streams) {
                return write(options, place, streams);
            };
        });
        return sub;
    }

    static void add_common(CLI::App& sub, Common& common) {
        sub.add_option("--data", common.data, "the directory of the workspace")
            ->capture_default_str();
        sub.add_flag("--json", common.json, "print JSON");
    }

    void add_running() {
        auto* sub = verb(app_, "serve", "start the server", serve_, serve);
        add_common(*sub, serve_.common);
        sub->add_option("--listen", serve_.listen, "ADDRESS:PORT; port 0 picks a free one")
            ->capture_default_str()
            ->check(CLI::Validator(listen_problem, "ADDRESS:PORT"));
        auto* demo = sub->add_flag(
            "--demo", serve_.demo, "open a fictitious company with 18 months of history");
        sub->add_flag("--keep", serve_.keep, "go on with the demo company that is there")
            ->needs(demo);
        sub->add_flag("--private-webhooks",
                      serve_.private_webhooks,
                      "webhooks may be http and lead into one's own network");
        sub = verb(app_, "routes", "print the route table", routes_, list_routes);
        add_common(*sub, routes_);
    }

    void add_data() {
        auto* sub =
            writing_verb(app_, "import", "read files into the workspace", import_, import_files);
        sub->callback([this] {
            chosen_.common = &import_.common;
            if (import_.dry_run) {
                chosen_.act = [this](Streams& streams) { return try_files(import_, streams); };
            } else {
                chosen_.write = [this](const Place& place, Streams& streams) {
                    return import_files(import_, place, streams);
                };
            }
        });
        add_common(*sub, import_.common);
        sub->add_option("files", import_.files, "CSV, XLSX or JSON lines")->required();
        sub->add_option("--kind", import_.kind, "what the files hold, instead of recognising it")
            ->check(is_kind());
        sub->add_option("--as", import_.source_system, "whose export the files are")
            ->check(one_of({"hubspot", "salesforce", "pipedrive", "auto"}));
        sub->add_option("--sheet", import_.sheet, "of workbooks, instead of the first");
        sub->add_option("--rows", import_.rows, "which rows are written")
            ->check(CLI::IsMember({"all", "creates", "updates"}));
        sub->add_option("--match", import_.match, "how contacts are found")
            ->check(CLI::IsMember({"id_then_email", "id", "email"}));
        sub->add_flag(
            "--no-automations", import_.no_automations, "offer nobody whom the import qualifies");
        sub->add_option("--map", import_.map, "a mapping, or what --dry-run --json printed");
        sub->add_option("--verdicts", import_.verdicts, "a CSV file: what became of each row");
        sub->add_flag("--dry-run", import_.dry_run, "say what would happen; change nothing");
        sub = verb(app_, "export", "write records of the workspace", export_, export_records);
        add_common(*sub, export_.common);
        sub->add_option("--kind", export_.kind, "what to write")
            ->check(one_of(engine::export_kinds()));
        sub->add_option("--format", export_.format, "csv or jsonl")
            ->check(one_of({"csv", "jsonl"}));
        sub->add_option("--out", export_.out, "the file to write; standard output without it");
    }

    void add_access() {
        CLI::App* key = app_.add_subcommand("key", "keys for programs");
        key->require_subcommand(1);
        auto* sub = writing_verb(*key, "add", "make a key and print it once", key_, add_key);
        add_common(*sub, key_.common);
        sub->add_option("--kind", key_.kind, "write (ingestion) or api")
            ->required()
            ->check(one_of({"write", "api"}));
        sub->add_option("--name", key_.name, "what it is for");
        sub->add_option("--scopes", key_.scopes, "separated by commas");
        sub->add_flag("--browser", key_.browser, "a write key that a web page may show");
        CLI::App* user = app_.add_subcommand("user", "people who work here");
        user->require_subcommand(1);
        sub = writing_verb(
            *user, "add", "add a person; the password comes on standard input", user_, add_user);
        sub->preparse_callback([this](std::size_t /*left*/) { chosen_.reads_line = true; });
        add_common(*sub, user_.common);
        sub->add_option("email", user_.email)->required();
        sub->add_option("--role", user_.role, "what they may do")
            ->required()
            ->check(one_of({"marketer", "rep", "lead", "manager", "admin"}));
        sub->add_option("--name", user_.name);
        sub->add_option("--team", user_.team);
        sub->add_option("--signs-for", user_.signs_for, "may sign for that team")
            ->check(one_of({"marketing", "sales"}));
    }

    void add_erase() {
        auto* sub = writing_verb(app_,
                                 "erase",
                                 "erase a person for ever: names, addresses, texts",
                                 erase_,
                                 erase_contact);
        add_common(*sub, erase_.common);
        sub->add_option("contact", erase_.contact, "external id, e-mail address or number")
            ->required();
        sub->add_option("--by", erase_.by, "the e-mail address of who erases")->required();
        sub->add_option("--why", erase_.why, "stays in the ledger: name nobody in it")->required();
    }

    void add_agreement() {
        CLI::App* parent = app_.add_subcommand("agreement", "the text both teams sign");
        parent->require_subcommand(1);
        const auto add = [&](const std::string& name, const std::string& help, auto act) {
            CLI::App* sub = verb(*parent, name, help, agreement_, act);
            add_common(*sub, agreement_.common);
            return sub->add_option("texts", agreement_.arguments, "files or versions");
        };
        add("check", "find the errors of a file, with their places", check_agreement)
            ->required()
            ->expected(1);
        add("show", "print a version; the one in force without a name", show_agreement)
            ->expected(0, 1);
        add("diff", "what two files or versions mean differently", diff_agreements)
            ->required()
            ->expected(2);
        CLI::App* sign =
            writing_verb(*parent, "sign", "sign a file or version", agreement_, sign_agreement);
        sign->preparse_callback([this](std::size_t /*left*/) { chosen_.reads_line = true; });
        add_common(*sign, agreement_.common);
        sign->add_option("text", agreement_.arguments)->required()->expected(1);
        sign->add_option("--by", agreement_.by, "the e-mail address of who signs")->required();
        sign->add_option("--for", agreement_.team, "for which team")
            ->required()
            ->check(one_of({"marketing", "sales"}));
    }

    void add_tune() {
        auto* sub =
            verb(app_, "tune", "try the alternatives in a file's braces over history", tune_, tune);
        add_common(*sub, tune_.common);
        sub->add_option("file", tune_.file, "an agreement with alternatives, >= 60{40, 60, 80}")
            ->required();
        sub->add_option("--stage", tune_.stage, "whose entries count; else the one that is marked");
        sub->add_option("--from", tune_.from)->check(is_moment());
        sub->add_option("--to", tune_.to, "exclusive")->check(is_moment());
        sub->add_option("--split", tune_.split, "where the later part begins")->check(is_moment());
        sub->add_option("--maturity-days",
                        tune_.maturity_days,
                        "how old an entry must be to count; else the sales cycle says")
            ->check(CLI::Range(std::int64_t{0}, engine::maturity_days_max));
        sub->add_option("--threads", tune_.threads)->check(CLI::Range(1, 256));
    }

    void add_history() {
        auto* sub =
            verb(app_, "backtest", "read drafts over the whole history", backtest_, backtest);
        add_common(*sub, backtest_.common);
        sub->add_option("agreements", backtest_.agreements, "files, versions or in-force")
            ->required();
        sub->add_option("--from", backtest_.from)->check(is_moment());
        sub->add_option("--to", backtest_.to, "exclusive")->check(is_moment());
        sub->add_option("--identity", backtest_.identity, "then or now")
            ->check(one_of({"then", "now"}));
        sub->add_option("--known-at", backtest_.known_at)->check(is_moment());
        sub->add_option("--opening", backtest_.opening, "beginning or recorded")
            ->check(CLI::IsMember({"beginning", "recorded"}));
        sub->add_option("--maturity-days",
                        backtest_.maturity_days,
                        "how old an entry must be to count in win rates; else the sales cycle says")
            ->check(CLI::Range(std::int64_t{0}, engine::maturity_days_max));
        sub->add_option("--threads", backtest_.threads)->check(CLI::Range(1, 256));
        sub->add_flag("--journeys", backtest_.journeys, "print every journey");
        sub->add_flag("--entries", backtest_.entries, "print every entry as a JSON line");
        sub->add_flag("--chain", backtest_.chain, "the files are versions of one agreement");
        sub->add_flag("--placements", backtest_.placements, "with stages set by hand or import");
        sub->add_flag("--explain", backtest_.explain, "with the explanation of every entry");
        add_tune();
        sub = verb(app_, "explain", "why a contact is at a stage, or is not", explain_, explain);
        add_common(*sub, explain_.common);
        sub->add_option("contact", explain_.contact, "external id or e-mail address")->required();
        sub->add_option("--stage", explain_.stage);
        sub->add_option("--at", explain_.at)->check(is_moment());
        sub = verb(
            app_, "verify", "check the ledger's chains and the tables against it", verify_, verify);
        add_common(*sub, verify_);
        sub = verb(
            app_, "contradictions", "what cannot be true at once", contradictions_, contradictions);
        add_common(*sub, contradictions_);
        sub =
            verb(app_, "alignment", "the warning signs, with their numbers", alignment_, alignment);
        add_common(*sub, alignment_.common);
        sub->add_option("--as-of", alignment_.as_of, "a day: what had happened by its end")
            ->check(is_day());
        sub = verb(app_, "duplicates", "who is probably the same", duplicates_, duplicates);
        add_common(*sub, duplicates_.common);
        sub->add_option("--limit", duplicates_.limit, "how many pairs at most")
            ->check(CLI::Range(1, 10'000'000))
            ->capture_default_str();
        sub->add_option("--threads", duplicates_.threads)->check(CLI::Range(1, 256));
        sub =
            verb(app_, "replay", "rebuild everything from the ledger, in memory", replay_, replay);
        add_common(*sub, replay_.common);
        sub->add_option("--threads", replay_.threads)->check(CLI::Range(1, 256));
    }

    void add_numbers() {
        auto* sub =
            verb(app_, "measure", "a number with its numerator and denominator", measure_, measure);
        add_common(*sub, measure_.common);
        sub->add_option("name", measure_.name)->required()->check(one_of(measure_names()));
        sub->add_option("--by", measure_.by)->check(is_dimension());
        sub->add_option("--as-of", measure_.as_of, "a day: what had happened by its end")
            ->check(is_day());
        sub->add_option("--known-at", measure_.known_at, "what had been received by then")
            ->check(is_moment());
        sub->add_option("--from", measure_.from)->check(is_moment());
        sub->add_option("--to", measure_.to, "exclusive")->check(is_moment());
    }

    void add_attribution() {
        auto* sub =
            verb(app_, "attribute", "who is credited with what was won", attribute_, attribute);
        add_common(*sub, attribute_.common);
        add_flags(*sub, attribute_.words);
        sub = verb(app_, "funnel", "how many did one thing after another", funnel_, funnel);
        add_common(*sub, funnel_.common);
        add_flags(*sub, funnel_.words);
    }

    CLI::App app_;
    Chosen chosen_;
    ServeOptions serve_;
    Common routes_;
    ImportOptions import_;
    ExportOptions export_;
    KeyOptions key_;
    UserOptions user_;
    EraseOptions erase_;
    AgreementOptions agreement_;
    BacktestOptions backtest_;
    TuneOptions tune_;
    ExplainOptions explain_;
    MeasureOptions measure_;
    AttributeOptions attribute_;
    FunnelOptions funnel_;
    Common verify_;
    DuplicatesOptions duplicates_;
    Common contradictions_;
    AlignmentOptions alignment_;
    ReplayOptions replay_;
};

int write_here(const Chosen& chosen, Streams& streams) {
    const auto workspace = open_to_write(*chosen.common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const auto accounts = engine::Accounts::load(**workspace);
    if (!accounts) {
        return report(accounts.error(), streams);
    }
    return chosen.write({.workspace = **workspace, .accounts = **accounts}, streams);
}

// The server that holds the directory does it, or this program when none does.
int write(const Chosen& chosen, std::vector<std::string> arguments, Streams& streams) {
    const auto server = server_of(chosen.common->data);
    if (!server) {
        return write_here(chosen, streams);
    }
    TypedVerb verb{.arguments = std::move(arguments)};
    if (chosen.reads_line) {
        verb.input = read_line(streams) + "\n";
    }
    const auto code = hand_over(*server, chosen.common->data, verb, streams);
    return code ? *code : report(code.error(), streams);
}

// Reads the arguments; an exit code when there is nothing left to do.
std::optional<int> parse(CommandLine& line, std::vector<std::string> arguments, Streams& streams) {
    const std::string wrong = arguments.empty() ? "" : verb_problem(line.app(), arguments.front());
    if (!wrong.empty()) {
        streams.err << wrong;
        return wrong_usage;
    }
    std::ranges::reverse(arguments);  // as CLI11 takes them
    try {
        line.app().parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        const int code = line.app().exit(error, streams.out, streams.err);
        return code == 0 ? 0 : wrong_usage;
    }
    return std::nullopt;
}

}  // namespace

int run(int argc, char** argv, Streams& streams) {
    std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    CommandLine line;
    if (const auto code = parse(line, arguments, streams)) {
        return *code;
    }
    const Chosen& chosen = line.chosen();
    return chosen.write ? write(chosen, std::move(arguments), streams) : chosen.act(streams);
}

int run_at(const Place& place, const std::vector<std::string>& arguments, Streams& streams) {
    CommandLine line;
    if (const auto code = parse(line, arguments, streams)) {
        return *code;
    }
    if (!line.chosen().write) {
        streams.err << "baton: only verbs that write are handed to a server\n";
        return wrong_usage;
    }
    return line.chosen().write(place, streams);
}

}  // namespace baton::app
