#include "oracle/cases.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "oracle/oracle.hpp"

namespace oracle {
namespace {

std::string after(const std::string& line, const std::string& prefix) {
    const std::size_t begin = line.find_first_not_of(' ', prefix.size());
    return begin == std::string::npos ? "" : line.substr(begin);
}

void read_option(Options& options, const std::string& line) {
    const std::size_t colon = line.find(':');
    const std::string key = line.substr(0, colon);
    const std::string value =
        colon == std::string::npos ? "" : after(line, line.substr(0, colon + 1));
    if (key == "chain") {
        options.chain = value == "true";
    } else if (key == "placements") {
        options.placements = value == "true";
    } else if (key == "explain") {
        options.explain = value == "true";
    } else if (key == "identity") {
        options.identity_now = value == "now";
    } else if (key == "from") {
        options.from = value;
    } else if (key == "to") {
        options.to = value;
    } else if (key == "known-at") {
        options.known_at = value;
    } else {
        throw std::runtime_error("no option: " + line);
    }
}

void read_line(Case& result, const std::string& section, const std::string& line) {
    if (section == "agreement") {
        result.agreements.back().second += line + "\n";
    } else if (section == "ledger") {
        result.ledger += line + "\n";
    } else if (section == "expect") {
        result.expect += line + "\n";
    } else if (section == "options") {
        read_option(result.options, line);
    } else if (line.starts_with("# name:")) {
        result.name = after(line, "# name:");
    } else if (line.starts_with("# why:")) {
        result.why = after(line, "# why:");
    } else {
        throw std::runtime_error(result.file + ": a line out of place: " + line);
    }
}

}  // namespace

Case parse_case(const std::string& file, const std::string& text) {
    Case result{.file = file};
    std::string section;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("--- ")) {
            read_line(result, section, line);
            continue;
        }
        std::istringstream words(line.substr(4));
        std::string name;
        words >> section >> name;
        if (section == "agreement") result.agreements.emplace_back(name, "");
    }
    return result;
}

std::vector<Case> load_cases(const std::string& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".txt") paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    std::vector<Case> cases;
    for (const std::filesystem::path& path : paths) {
        std::ifstream stream(path);
        const std::string text{std::istreambuf_iterator<char>(stream),
                               std::istreambuf_iterator<char>()};
        cases.push_back(parse_case(path.filename().string(), text));
    }
    return cases;
}

}  // namespace oracle
