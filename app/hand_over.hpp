#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/verbs.hpp"
#include "base/result.hpp"

// Writing verbs and the server that holds their directory: the server runs them, the command line
// prints what they print. Who may ask is told by a token in the directory, good for one server.
namespace baton::app {

// DIR/baton.token, readable by the owner alone, for as long as this lives.
class TokenFile {
public:
    static Result<TokenFile> write(const std::filesystem::path& directory);

    TokenFile(TokenFile&& other) noexcept;
    TokenFile& operator=(TokenFile&&) = delete;
    ~TokenFile();

    [[nodiscard]] const std::string& token() const { return token_; }

private:
    TokenFile(std::filesystem::path path, std::string token);

    std::filesystem::path path_;
    std::string token_;
};

// A verb as it was typed, and the line of standard input that it reads.
struct TypedVerb {
    std::vector<std::string> arguments;
    std::string input = {};
};

// The address of the server that holds the directory; nothing when none does.
[[nodiscard]] std::optional<std::string> server_of(const std::filesystem::path& directory);

// Has the server run the verb, prints what it printed and returns its exit code. Waits as long as
// it takes. Fails when the server cannot be asked.
[[nodiscard]] Result<int> hand_over(const std::string& address,
                                    const std::filesystem::path& directory,
                                    const TypedVerb& verb,
                                    Streams& streams);

}  // namespace baton::app
