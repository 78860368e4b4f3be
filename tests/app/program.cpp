#include "app/program.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace baton::app::testing {

namespace {

std::filesystem::path program() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "baton";
}

struct Streams {
    const char* out;
    const char* err;
};

// In the child: standard streams are the files, and the program takes over.
[[noreturn]] void become(const std::filesystem::path& folder,
                         const std::vector<std::string>& arguments,
                         Streams streams) {
    const auto redirect = [](const char* name, int flags, int stream) {
        const int file = open(name, flags, 0600);
        if (file < 0 || dup2(file, stream) < 0) std::_Exit(99);
    };
    if (chdir(folder.c_str()) != 0) std::_Exit(99);
    redirect("stdin", O_RDONLY | O_CREAT, STDIN_FILENO);
    redirect(streams.out, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(streams.err, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    std::vector<char*> argv{const_cast<char*>("baton")};
    for (const std::string& each : arguments)
        argv.push_back(const_cast<char*>(each.c_str()));
    argv.push_back(nullptr);
    execv(program().c_str(), argv.data());
    std::_Exit(99);
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "baton-app-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
}

Folder::~Folder() {
    std::filesystem::remove_all(path_);
}

void Folder::write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string Folder::read(const std::string& name) const {
    return text_of(path_ / name);
}

Ran Folder::run(std::vector<std::string> arguments, const std::string& input) const {
    arguments.insert(arguments.end(), {"--data", "data"});
    return run_bare(arguments, input);
}

Ran Folder::run_bare(const std::vector<std::string>& arguments, const std::string& input) const {
    write("stdin", input);
    const pid_t child = fork();
    if (child == 0) become(path_, arguments, {.out = "stdout", .err = "stderr"});
    int status = 0;
    waitpid(child, &status, 0);
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .out = read("stdout"),
            .err = read("stderr")};
}

void Folder::run_killed(std::vector<std::string> arguments, std::chrono::milliseconds after) const {
    arguments.insert(arguments.end(), {"--data", "data"});
    write("stdin", "");
    const pid_t child = fork();
    if (child == 0) become(path_, arguments, {.out = "stdout", .err = "stderr"});
    std::this_thread::sleep_for(after);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
}

Serving::Serving(const Folder& folder, const std::vector<std::string>& flags) {
    program_ = fork();
    if (program_ == 0) {
        std::vector<std::string> arguments{"serve", "--data", "data", "--listen", "127.0.0.1:0"};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        become(folder.path(), arguments, {.out = "served", .err = "server_log"});
    }
    constexpr int tries_max = 600;
    constexpr std::string_view before = "listening on ";
    for (int i = 0; i < tries_max && address_.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const std::string out = folder.read("served");
        if (out.starts_with(before) && out.ends_with('\n')) {
            address_ = out.substr(before.size(), out.size() - before.size() - 1);
        }
    }
    EXPECT_FALSE(address_.empty()) << "the server did not start: " << folder.read("server_log");
}

Serving::~Serving() {
    stop();
}

int Serving::stop() {
    if (program_ <= 0) return 0;
    kill(program_, SIGTERM);
    int status = 0;
    waitpid(program_, &status, 0);
    program_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace baton::app::testing
