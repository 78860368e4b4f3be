#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/attribution_question.hpp"
#include "engine/funnel_question.hpp"

// The verbs of the command line: what each needs, and a function that does it. Results go to `out`,
// everything meant for a person to `err`. The exit code is 0 done, 1 refused or failed, 2 wrong
// usage.
namespace baton::app {

struct Place;

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

// Options that most verbs take.
struct Common {
    std::filesystem::path data = "baton-data";
    bool json = false;
};

struct ServeOptions {
    Common common;
    std::string listen = "127.0.0.1:8080";
    bool demo = false;
    bool keep = false;  // an earlier demo company goes on as it is
    bool private_webhooks = false;
};

struct ImportOptions {
    Common common;
    std::vector<std::filesystem::path> files;
    std::string kind;
    std::string source_system = "auto";
    std::string sheet;
    std::string rows = "all";
    std::string match = "id_then_email";
    bool no_automations = false;
    std::filesystem::path map;
    std::filesystem::path verdicts;
    bool dry_run = false;
};

struct ExportOptions {
    Common common;
    std::string kind = "contacts";
    std::string format = "csv";
    std::filesystem::path out;
};

struct KeyOptions {
    Common common;
    std::string kind;
    std::string name;
    std::string scopes;
    bool browser = false;
};

struct UserOptions {
    Common common;
    std::string email;
    std::string role;
    std::string name;
    std::string team;
    std::string signs_for;
};

struct EraseOptions {
    Common common;
    std::string contact;
    std::string by;
    std::string why;
};

struct AgreementOptions {
    Common common;
    std::vector<std::string> arguments;
    std::string by;
    std::string team;
};

struct BacktestOptions {
    Common common;
    std::vector<std::string> agreements;
    std::string from;
    std::string to;
    std::string identity = "then";
    std::string known_at;
    std::string opening = "beginning";
    std::int64_t maturity_days = -1;  // the sales cycle's without it
    unsigned threads = 2;
    bool journeys = false;
    bool entries = false;
    bool chain = false;
    bool placements = false;
    bool explain = false;
};

struct TuneOptions {
    Common common;
    std::string file;
    std::string stage;
    std::string from;
    std::string to;
    std::string split;
    std::int64_t maturity_days = -1;  // the sales cycle's without it
    unsigned threads = 2;
};

struct ExplainOptions {
    Common common;
    std::string contact;
    std::string stage;
    std::string at;
};

struct MeasureOptions {
    Common common;
    std::string name;
    std::string by;
    std::string as_of;
    std::string known_at;
    std::string from;
    std::string to;
};

struct AttributeOptions {
    Common common;
    engine::AttributionWords words;
};

struct DuplicatesOptions {
    Common common;
    std::size_t limit = 50;
    unsigned threads = 2;
};

struct FunnelOptions {
    Common common;
    engine::FunnelWords words;
};

struct AlignmentOptions {
    Common common;
    std::string as_of;  // a day: what had happened by its end
};

struct ReplayOptions {
    Common common;
    unsigned threads = 2;
};

// What is wrong with ADDRESS:PORT; empty when nothing is.
[[nodiscard]] std::string listen_problem(const std::string& text);

[[nodiscard]] int serve(const ServeOptions& options, Streams& streams);
[[nodiscard]] int export_records(const ExportOptions& options, Streams& streams);
[[nodiscard]] int check_agreement(const AgreementOptions& options, Streams& streams);
[[nodiscard]] int show_agreement(const AgreementOptions& options, Streams& streams);
[[nodiscard]] int diff_agreements(const AgreementOptions& options, Streams& streams);
[[nodiscard]] int backtest(const BacktestOptions& options, Streams& streams);
[[nodiscard]] int tune(const TuneOptions& options, Streams& streams);
[[nodiscard]] int explain(const ExplainOptions& options, Streams& streams);
[[nodiscard]] int measure(const MeasureOptions& options, Streams& streams);
[[nodiscard]] int attribute(const AttributeOptions& options, Streams& streams);
[[nodiscard]] int duplicates(const DuplicatesOptions& options, Streams& streams);
[[nodiscard]] int alignment(const AlignmentOptions& options, Streams& streams);
[[nodiscard]] int contradictions(const Common& common, Streams& streams);
[[nodiscard]] int funnel(const FunnelOptions& options, Streams& streams);
[[nodiscard]] int verify(const Common& options, Streams& streams);
[[nodiscard]] int replay(const ReplayOptions& options, Streams& streams);
[[nodiscard]] int list_routes(const Common& options, Streams& streams);

// The verbs that write, in the program that was started or in the server that holds the directory.
[[nodiscard]] int import_files(const ImportOptions& options, const Place& place, Streams& streams);
[[nodiscard]] int add_key(const KeyOptions& options, const Place& place, Streams& streams);
[[nodiscard]] int add_user(const UserOptions& options, const Place& place, Streams& streams);
[[nodiscard]] int erase_contact(const EraseOptions& options, const Place& place, Streams& streams);
[[nodiscard]] int sign_agreement(const AgreementOptions& options,
                                 const Place& place,
                                 Streams& streams);

// `import --dry-run`: reads, beside a server too.
[[nodiscard]] int try_files(const ImportOptions& options, Streams& streams);

// Prints an error as people read it and gives the exit code for it.
[[nodiscard]] int report(const Error& error, Streams& streams);

}  // namespace baton::app
