#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

// The built program, run as people run it.
namespace baton::app::testing {

struct Ran {
    int code = 0;
    std::string out = {};
    std::string err = {};
};

// A folder of its own in which the program runs. `data` is the workspace in it.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    void write(const std::string& name, const std::string& text) const;

    // Runs `baton ARGUMENTS --data data`.
    [[nodiscard]] Ran run(std::vector<std::string> arguments, const std::string& input = "") const;

    // The same without --data.
    [[nodiscard]] Ran run_bare(const std::vector<std::string>& arguments,
                               const std::string& input = "") const;

    // The same as `run`, ended by kill -9 after a while, when it has not ended before.
    void run_killed(std::vector<std::string> arguments, std::chrono::milliseconds after) const;

    [[nodiscard]] std::string read(const std::string& name) const;

private:
    std::filesystem::path path_;
};

// `baton serve` of a folder's workspace, for as long as it lives.
class Serving {
public:
    explicit Serving(const Folder& folder, const std::vector<std::string>& flags = {});
    ~Serving();
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;

    // Ends it as people do; its exit code.
    int stop();

    [[nodiscard]] const std::string& address() const { return address_; }

private:
    pid_t program_ = -1;
    std::string address_;
};

}  // namespace baton::app::testing
