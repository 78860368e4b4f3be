#include "app/hand_over.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <fcntl.h>
#include <fmt/core.h>
#include <fstream>
#include <ostream>
#include <string_view>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include "http/local_api.hpp"
#include "http/secrets.hpp"
#include "store/lock_file.hpp"

namespace baton::app {

namespace {

namespace beast = boost::beast;
namespace json = boost::json;

constexpr std::string_view token_name = "baton.token";
constexpr std::string_view verbs_path = "/api/v1/local/verbs";
constexpr std::chrono::milliseconds longest_pause(500);

Result<std::string> read_token(const std::filesystem::path& directory) {
    std::ifstream in(directory / token_name, std::ios::binary);
    std::string token;
    if (!std::getline(in, token) || token.empty()) {
        return fail(Failure::refused,
                    fmt::format("{} cannot be read, and the server that holds the directory asks "
                                "for what is in it",
                                (directory / token_name).string()));
    }
    return token;
}

// One conversation with a server on this machine.
class LocalClient {
public:
    static Result<LocalClient> connect(const std::string& address, std::string token) {
        const std::string_view prefix = "http://";
        const std::string bare =
            address.starts_with(prefix) ? address.substr(prefix.size()) : address;
        const auto colon = bare.rfind(':');
        std::string host = bare.substr(0, colon);
        std::erase_if(host, [](char each) { return each == '[' || each == ']'; });
        LocalClient client(std::move(token));
        boost::system::error_code error;
        const boost::asio::ip::address where = boost::asio::ip::make_address(host, error);
        if (!error && colon != std::string::npos) {
            const auto port = static_cast<std::uint16_t>(std::atoi(bare.c_str() + colon + 1));
            client.stream_->expires_after(std::chrono::seconds(10));
            client.stream_->connect({where, port}, error);
        }
        if (error || colon == std::string::npos) {
            return fail(
                Failure::refused,
                fmt::format("the server at {} holds the directory and does not answer", address));
        }
        return client;
    }

    // The body of a good answer, as JSON.
    Result<json::value> ask(beast::http::verb method, std::string target, std::string body) {
        beast::http::request<beast::http::string_body> request(method, std::move(target), 11);
        request.set(beast::http::field::host, "localhost");
        request.set(std::string(http::local_token_header), token_);
        if (method == beast::http::verb::post) {
            request.set(beast::http::field::content_type, "application/json");
            request.body() = std::move(body);
        }
        request.prepare_payload();
        beast::http::response_parser<beast::http::string_body> reply;
        reply.body_limit(boost::none);
        boost::system::error_code error;
        stream_->expires_after(std::chrono::seconds(70));
        beast::http::write(*stream_, request, error);
        if (!error) {
            beast::http::read(*stream_, buffer_, reply, error);
        }
        if (error) {
            return fail(Failure::refused,
                        "the server that holds the directory went away: " + error.message());
        }
        return read(reply.get());
    }

private:
    explicit LocalClient(std::string token)
        : token_(std::move(token)),
          context_(std::make_unique<boost::asio::io_context>()),
          stream_(std::make_unique<beast::tcp_stream>(*context_)) {}

    static Result<json::value> read(const beast::http::response<beast::http::string_body>& reply) {
        boost::system::error_code error;
        const json::parse_options lenient{.allow_invalid_utf8 = true};
        json::value answer = json::parse(reply.body(), error, {}, lenient);
        if (error || reply.result_int() >= 300) {
            const auto* object = answer.if_object();
            const auto* detail = object == nullptr ? nullptr : object->if_contains("detail");
            return fail(Failure::refused,
                        fmt::format("the server that holds the directory refused: {}",
                                    detail != nullptr && detail->is_string()
                                        ? std::string_view(detail->get_string())
                                        : std::string_view(reply.reason())));
        }
        return answer;
    }

    std::string token_;
    std::unique_ptr<boost::asio::io_context> context_;
    std::unique_ptr<beast::tcp_stream> stream_;
    beast::flat_buffer buffer_;
};

std::string text_in(const json::value& answer, std::string_view name) {
    const auto* value = answer.as_object().if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::string body_of(const TypedVerb& verb) {
    json::array arguments;
    for (const std::string& each : verb.arguments) {
        arguments.emplace_back(each);
    }
    return json::serialize(json::object{{"arguments", std::move(arguments)},
                                        {"directory", std::filesystem::current_path().string()},
                                        {"input", verb.input}});
}

}  // namespace

TokenFile::TokenFile(std::filesystem::path path, std::string token)
    : path_(std::move(path)), token_(std::move(token)) {}

TokenFile::TokenFile(TokenFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), token_(std::move(other.token_)) {}

TokenFile::~TokenFile() {
    std::error_code error;
    if (!path_.empty()) {
        std::filesystem::remove(path_, error);
    }
}

Result<TokenFile> TokenFile::write(const std::filesystem::path& directory) {
    constexpr mode_t owner_only = 0600;
    TokenFile written(directory / token_name, http::random_token());
    std::error_code error;
    std::filesystem::remove(written.path_, error);  // one that was left may have other rights
    const int file =
        open(written.path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
    const std::string line = written.token_ + "\n";
    const bool whole =
        file >= 0 && ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    if (file >= 0) {
        close(file);
    }
    if (!whole) {
        return fail(Failure::broken, fmt::format("{} cannot be written", written.path_.string()));
    }
    return written;
}

std::optional<std::string> server_of(const std::filesystem::path& directory) {
    std::string address = store::LockFile::holder(directory.string());
    return address.empty() ? std::nullopt : std::optional(std::move(address));
}

Result<int> hand_over(const std::string& address,
                      const std::filesystem::path& directory,
                      const TypedVerb& verb,
                      Streams& streams) {
    auto token = TRY(read_token(directory));
    LocalClient client = TRY(LocalClient::connect(address, std::move(token)));
    const json::value begun =
        TRY(client.ask(beast::http::verb::post, std::string(verbs_path), body_of(verb)));
    const std::string place = fmt::format("{}/{}", verbs_path, text_in(begun, "id"));
    for (auto pause = std::chrono::milliseconds(10);; pause = std::min(2 * pause, longest_pause)) {
        const json::value state = TRY(client.ask(beast::http::verb::get, place, {}));
        const auto* code = state.as_object().if_contains("code");
        if (code != nullptr && code->is_int64()) {
            streams.out << text_in(state, "out");
            streams.err << text_in(state, "err");
            return static_cast<int>(code->get_int64());
        }
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace baton::app
