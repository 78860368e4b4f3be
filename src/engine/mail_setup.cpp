#include "engine/mail_setup.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "deliver/address.hpp"
#include "deliver/mail.hpp"
#include "deliver/signature.hpp"
#include "engine/mailing.hpp"
#include "engine/people.hpp"
#include "engine/workspace.hpp"
#include "ledger/subject.hpp"
#include "store/database.hpp"
#include "store/delivery.hpp"
#include "store/keys.hpp"
#include "store/notices.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

namespace {

namespace json = boost::json;

constexpr std::string_view meta_key = "mail";
constexpr std::size_t text_bytes_max = 200;
constexpr std::array<int, 4> public_ports{25, 465, 587, 2525};
constexpr int port_max = 65535;
constexpr std::array<std::string_view, 3> seal_names{"starttls", "tls", "none"};

store::KeyOwner key_owner() {
    return store::owner_of({.kind = ledger::Subject::Kind::workspace, .id = 0});
}

std::string hex_of(std::string_view bytes) {
    std::string hex;
    for (const char byte : bytes) {
        hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    }
    return hex;
}

std::string bytes_of(std::string_view hex) {
    const auto digit = [](char letter) { return letter <= '9' ? letter - '0' : letter - 'a' + 10; };
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
        bytes += static_cast<char>(digit(hex[at]) * 16 + digit(hex[at + 1]));
    }
    return bytes;
}

std::string text_in(const json::object& members, std::string_view name) {
    const auto* value = members.if_contains(json::string_view(name.data(), name.size()));
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

std::string kept_text(const MailSetup& setup, std::string_view sealed) {
    return json::serialize(
        json::object{{"active", setup.active},
                     {"host", setup.host},
                     {"port", setup.port},
                     {"seal", seal_names.at(static_cast<std::size_t>(setup.seal))},
                     {"user", setup.user},
                     {"password", hex_of(sealed)},
                     {"from", setup.from},
                     {"from_name", setup.from_name},
                     {"link", setup.link},
                     {"token", setup.token}});
}

Result<std::optional<MailSetup>> read_setup(store::Connection& connection, store::KeyStore& keys) {
    const auto text = TRY(store::find_meta(connection, meta_key));
    boost::system::error_code error;
    const json::value value = json::parse(text.value_or("null"), error);
    const auto* members = error ? nullptr : value.if_object();
    if (members == nullptr) {
        return std::nullopt;
    }
    const auto* port = members->if_contains("port");
    const auto* active = members->if_contains("active");
    MailSetup setup{.active = active != nullptr && active->is_bool() && active->get_bool(),
                    .host = text_in(*members, "host"),
                    .port = port != nullptr && port->is_int64() ? int(port->get_int64()) : 0,
                    .user = text_in(*members, "user"),
                    .from = text_in(*members, "from"),
                    .from_name = text_in(*members, "from_name"),
                    .link = text_in(*members, "link"),
                    .token = text_in(*members, "token")};
    const auto* const seal = std::ranges::find(seal_names, text_in(*members, "seal"));
    if (seal != seal_names.end()) {
        setup.seal = static_cast<MailSeal>(seal - seal_names.begin());
    }
    const std::string sealed = bytes_of(text_in(*members, "password"));
    if (!sealed.empty()) {
        // A seal that does not hold (keys of another backup) is no password: it is typed again.
        const auto open = keys.unseal(
            key_owner(), {reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size()});
        setup.password = open ? open->value_or("") : "";
    }
    return setup;
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= text_bytes_max && host.front() != '-' &&
           std::ranges::all_of(host, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= 'a' && letter <= 'z') || letter == '-' || letter == '.';
           });
}

void check_reach(const MailSetup& setup, deliver::Reach reach, std::vector<Problem>& problems) {
    if (reach == deliver::Reach::private_too) {
        return;
    }
    // The rules of webhooks say which names lead inside.
    if (const auto url = deliver::check_url(fmt::format("https://{}/", setup.host), reach); !url) {
        problems.push_back({"/host", url.error().message});
    }
    if (setup.seal == MailSeal::none) {
        problems.push_back({"/seal",
                            "mail would go out unsealed; start Baton with --private-webhooks for a "
                            "server in your own network"});
    }
    if (std::ranges::find(public_ports, setup.port) == public_ports.end()) {
        problems.push_back({"/port", "mail servers listen on 25, 465, 587 or 2525"});
    }
}

Done check(const MailSetup& setup, deliver::Reach reach) {
    std::vector<Problem> problems;
    if (!is_host(setup.host)) {
        problems.push_back({"/host", "expected a name such as smtp.example.com"});
    } else {
        check_reach(setup, reach, problems);
    }
    if (setup.port < 1 || setup.port > port_max) {
        problems.push_back({"/port", "expected 1 to 65535"});
    }
    if (const auto from = deliver::check_mailbox(setup.from); !from) {
        problems.push_back({"/from", from.error().message});
    }
    for (const auto& [where, text] : {std::pair("/user", &setup.user),
                                      std::pair("/password", &setup.password),
                                      std::pair("/from_name", &setup.from_name)}) {
        const bool fits =
            text->size() <= text_bytes_max && std::ranges::none_of(*text, [](char letter) {
                return static_cast<unsigned char>(letter) < 0x20;
            });
        if (!fits) {
            problems.push_back({where, "at most 200 bytes on one line"});
        }
    }
    if (!setup.link.empty() && !deliver::check_url(setup.link, deliver::Reach::private_too)) {
        problems.push_back({"/link", "expected an address such as https://crm.example.com"});
    }
    return problems.empty() ? Done()
                            : fail(Failure::invalid, "Mail cannot go so.", std::move(problems));
}

// Nobody sends a password that is known to a server of their own choice.
bool same_server(const MailSetup& a, const MailSetup& b) {
    return a.host == b.host && a.port == b.port && a.seal == b.seal && a.user == b.user;
}

Result<MailSetup> applied(const std::optional<MailSetup>& before,
                          const MailSetupWish& wish,
                          deliver::Reach reach) {
    MailSetup setup = wish.setup;
    setup.host = std::string(text::trimmed(setup.host));
    setup.from = std::string(text::trimmed(setup.from));
    setup.link = std::string(text::trimmed(setup.link));
    while (setup.link.ends_with('/')) {
        setup.link.pop_back();
    }
    const bool keeps = before && same_server(*before, setup);
    setup.password = wish.password.value_or(keeps ? before->password : std::string());
    const deliver::SigningKey random = deliver::random_signing_key();
    setup.token =
        before ? before->token : hex_of({reinterpret_cast<const char*>(random.data()), 8});
    TRY(check(setup, reach));
    return setup;
}

}  // namespace

Result<std::optional<MailSetup>> mail_setup(const store::Reading& reading) {
    return read_setup(reading.connection(), reading.keys());
}

Result<MailState> mail_state(Workspace& workspace) {
    const store::Reading reading = workspace.database().reading();
    auto setup = TRY(mail_setup(reading));
    const auto counts = TRY(store::count_deliveries(reading.connection(), mail_receiver));
    return MailState{.setup = std::move(setup).value_or(MailSetup{}),
                     .waiting = counts.waiting,
                     .dead = counts.dead};
}

Done set_mail_setup(Workspace& workspace, deliver::Reach reach, const MailSetupWish& wish) {
    const Instant now = workspace.clock().now();
    std::vector<std::string> people;
    workspace.read([&](const Workspace::View& view) {
        for (const User& user : list_users(view.timeline, now)) {
            people.push_back(user.email);
        }
        return 0;
    });
    const auto write = [&](store::Writing& writing) -> Done {
        const auto before = TRY(read_setup(writing.connection, writing.keys));
        const MailSetup setup = TRY(applied(before, wish, reach));
        std::string sealed;
        if (!setup.password.empty()) {
            const std::array owners{key_owner()};
            TRY(writing.keys.ensure(owners));
            TRY(writing.keys.seal(key_owner(), setup.password, sealed));
        }
        if (setup.active && !(before && before->active)) {
            TRY(store::skip_mails(writing.connection));
            TRY(begin_digests(writing, people, now));
        }
        return store::set_meta(writing.connection, meta_key, kept_text(setup, sealed));
    };
    TRY(workspace.write_outside_ledger(write));
    workspace.outbound().wake();
    workspace.tell({"mail"});
    return {};
}

Done send_test_mail(Workspace& workspace, const std::string& person) {
    const auto write = [&](store::Writing& writing) -> Done {
        const auto setup = TRY(read_setup(writing.connection, writing.keys));
        if (!setup || !setup->active) {
            return fail(Failure::refused, "Mail is not set up, or switched off.");
        }
        return post_letter(writing, {.type = test_mail, .person = person}, workspace.clock().now());
    };
    TRY(workspace.write_outside_ledger(write));
    workspace.outbound().wake();
    workspace.tell({"mail"});
    return {};
}

}  // namespace baton::engine
