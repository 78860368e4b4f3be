#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <string>

namespace baton::app {

namespace {

constexpr int wrong_usage = 2;

// One verb: its options live as long as the command line, and `act` runs it.
struct Chosen {
    std::function<int(Streams&)> act;
};

class CommandLine {
public:
    CommandLine() : app_("Baton: marketing and sales over one ledger, governed by one agreement") {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", "baton 0.1.0");
        add_running();
        add_data();
        add_access();
        add_agreement();
        add_history();
        add_numbers();
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

    static void add_common(CLI::App& sub, Common& common) {
        sub.add_option("--data", common.data, "the directory of the workspace")
            ->capture_default_str();
        sub.add_flag("--json", common.json, "print JSON");
    }

    void add_running() {
        auto* sub = verb(app_, "serve", "start the server", serve_, serve);
        add_common(*sub, serve_.common);
        sub->add_option("--listen", serve_.listen, "ADDRESS:PORT; port 0 picks a free one")
            ->capture_default_str();
        sub->add_flag("--demo", serve_.demo, "open a fictitious company with 18 months of history");
        sub = verb(app_, "routes", "print the route table", routes_, list_routes);
        add_common(*sub, routes_);
    }

    void add_data() {
        auto* sub = verb(app_, "import", "read files into the workspace", import_, import_files);
        add_common(*sub, import_.common);
        sub->add_option("files", import_.files, "CSV or JSON lines")->required();
        sub->add_option("--kind", import_.kind, "what the files hold, instead of recognising it");
        sub->add_option("--as", import_.source_system, "hubspot, salesforce, pipedrive or auto");
        sub->add_option("--map", import_.map, "a mapping as --dry-run --json prints it");
        sub->add_flag("--dry-run", import_.dry_run, "say what would happen; change nothing");
        sub = verb(app_, "export", "write records of the workspace", export_, export_records);
        add_common(*sub, export_.common);
        sub->add_option("--kind", export_.kind, "ledger, touches, contacts, companies, deals, …");
        sub->add_option("--format", export_.format, "csv or jsonl");
        sub->add_option("--out", export_.out, "the file to write; standard output without it");
    }

    void add_access() {
        CLI::App* key = app_.add_subcommand("key", "keys for programs");
        key->require_subcommand(1);
        auto* sub = verb(*key, "add", "make a key and print it once", key_, add_key);
        add_common(*sub, key_.common);
        sub->add_option("--kind", key_.kind, "write (ingestion) or api")->required();
        sub->add_option("--name", key_.name, "what it is for");
        sub->add_option("--scopes", key_.scopes, "separated by commas");
        sub->add_flag("--browser", key_.browser, "a write key that a web page may show");
        CLI::App* user = app_.add_subcommand("user", "people who work here");
        user->require_subcommand(1);
        sub = verb(
            *user, "add", "add a person; the password comes on standard input", user_, add_user);
        add_common(*sub, user_.common);
        sub->add_option("email", user_.email)->required();
        sub->add_option("--role", user_.role, "marketer, rep, lead, manager or admin")->required();
        sub->add_option("--name", user_.name);
        sub->add_option("--team", user_.team);
        sub->add_option("--signs-for", user_.signs_for, "marketing or sales");
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
            verb(*parent, "sign", "sign a file or version", agreement_, sign_agreement);
        add_common(*sign, agreement_.common);
        sign->add_option("text", agreement_.arguments)->required()->expected(1);
        sign->add_option("--by", agreement_.by, "the e-mail address of who signs")->required();
        sign->add_option("--for", agreement_.team, "marketing or sales")->required();
    }

    void add_history() {
        auto* sub =
            verb(app_, "backtest", "read drafts over the whole history", backtest_, backtest);
        add_common(*sub, backtest_.common);
        sub->add_option("agreements", backtest_.agreements, "files, versions or in-force")
            ->required();
        sub->add_option("--from", backtest_.from);
        sub->add_option("--to", backtest_.to, "exclusive");
        sub->add_option("--identity", backtest_.identity, "then or now");
        sub->add_option("--known-at", backtest_.known_at);
        sub->add_flag("--journeys", backtest_.journeys, "print every journey");
        sub->add_flag("--entries", backtest_.entries, "print every entry as a JSON line");
        sub->add_flag("--chain", backtest_.chain, "the files are versions of one agreement");
        sub->add_flag("--placements", backtest_.placements, "with stages set by hand or import");
        sub->add_flag("--explain", backtest_.explain, "with the explanation of every entry");
        sub = verb(app_, "explain", "why a contact is at a stage, or is not", explain_, explain);
        add_common(*sub, explain_.common);
        sub->add_option("contact", explain_.contact, "external id or e-mail address")->required();
        sub->add_option("--stage", explain_.stage);
        sub->add_option("--at", explain_.at);
        sub = verb(
            app_, "verify", "check the ledger's chains and the tables against it", verify_, verify);
        add_common(*sub, verify_);
        sub =
            verb(app_, "replay", "rebuild everything from the ledger, in memory", replay_, replay);
        add_common(*sub, replay_.common);
        sub->add_option("--threads", replay_.threads)->check(CLI::Range(1, 256));
    }

    void add_numbers() {
        auto* sub =
            verb(app_, "measure", "a number with its numerator and denominator", measure_, measure);
        add_common(*sub, measure_.common);
        sub->add_option("name", measure_.name)->required();
        sub->add_option("--by", measure_.by);
        sub->add_option("--as-of", measure_.as_of, "a day: what had happened by its end");
        sub->add_option(
            "--known-at", measure_.known_at, "an instant: what had been received by then");
        sub->add_option("--from", measure_.from);
        sub->add_option("--to", measure_.to, "exclusive");
    }

    CLI::App app_;
    Chosen chosen_;
    ServeOptions serve_;
    Common routes_;
    ImportOptions import_;
    ExportOptions export_;
    KeyOptions key_;
    UserOptions user_;
    AgreementOptions agreement_;
    BacktestOptions backtest_;
    ExplainOptions explain_;
    MeasureOptions measure_;
    Common verify_;
    ReplayOptions replay_;
};

}  // namespace

int run(int argc, char** argv, Streams& streams) {
    CommandLine line;
    try {
        line.app().parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = line.app().exit(error, streams.out, streams.err);
        return code == 0 ? 0 : wrong_usage;
    }
    return line.chosen().act(streams);
}

}  // namespace baton::app
