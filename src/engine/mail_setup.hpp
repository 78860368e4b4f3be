#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "deliver/address.hpp"
#include "engine/workspace.hpp"
#include "store/database.hpp"

// The mail server by which people here are told. Outside the ledger, as webhooks are; its password
// is sealed with a key of keys.sqlite.
namespace baton::engine {

// starttls: the connection is encrypted before anything is said. tls: from its beginning. none: in
// one's own network alone.
enum class MailSeal : std::uint8_t { starttls, tls, none };

BOOST_DESCRIBE_ENUM(MailSeal, starttls, tls, none)

struct MailSetup {
    bool active = false;
    std::string host = {};
    int port = 587;
    MailSeal seal = MailSeal::starttls;
    std::string user = {};  // empty: the server asks nobody
    std::string password = {};
    std::string from = {};
    std::string from_name = {};
    std::string link = {};   // where people find this page, without a slash at its end; or empty
    std::string token = {};  // chosen once; with it no two workspaces have letters of one id
};

// Where deliveries name a webhook: letters are brought on their way by the same courier.
inline constexpr std::int64_t mail_receiver = 0;

// nullopt before it was ever set up.
[[nodiscard]] Result<std::optional<MailSetup>> mail_setup(const store::Reading& reading);

// As it is, empty before it was ever set up, with how many letters are on their way or did not
// arrive.
struct MailState {
    MailSetup setup = {};
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
};

[[nodiscard]] Result<MailState> mail_state(Workspace& workspace);

// The password stays when none is given and host, port, encryption and user stay; empty: none.
struct MailSetupWish {
    MailSetup setup;
    std::optional<std::string> password = {};
};

// invalid, with a JSON pointer for every member that is wrong. What was to go out while there was
// no mail does not go out now.
[[nodiscard]] Done set_mail_setup(Workspace& workspace,
                                  deliver::Reach reach,
                                  const MailSetupWish& wish);

// One letter that says nothing else, to that person; refused while mail is not set up.
[[nodiscard]] Done send_test_mail(Workspace& workspace, const std::string& person);

}  // namespace baton::engine
