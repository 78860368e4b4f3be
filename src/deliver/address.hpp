#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/socket.h>

#include "base/result.hpp"

// Where messages may go. Who may set an address is not always who runs the machine, so by default
// nothing inside the machine's own network is reached through Baton.
namespace baton::deliver {

enum class Reach : std::uint8_t {
    public_only,  // https, and addresses of the public Internet
    private_too,  // http as well, the machine itself and private networks; never link-local ones
};

// That a resolved address may be connected to. It is asked for the very address the connection
// opens, so a name that changes its mind gains nothing.
[[nodiscard]] bool may_reach(const sockaddr& address, Reach reach);

// The address in its normal form. Fails, saying why, when it is no http(s) URL, holds a name or
// password, is over 2,000 bytes, or its scheme or the address in it is not within `reach`.
[[nodiscard]] Result<std::string> check_url(std::string_view url, Reach reach);

}  // namespace baton::deliver
