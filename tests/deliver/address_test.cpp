#include "deliver/address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <string>

namespace baton::deliver {
namespace {

bool reached(const std::string& text, Reach reach) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    if (inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
        return may_reach(reinterpret_cast<const sockaddr&>(four), reach);
    }
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &six.sin6_addr), 1) << text;
    return may_reach(reinterpret_cast<const sockaddr&>(six), reach);
}

TEST(Address, the_public_internet_is_reached) {
    for (const char* text : {"93.184.216.34", "1.1.1.1", "172.32.0.1", "2606:4700::1111"}) {
        EXPECT_TRUE(reached(text, Reach::public_only)) << text;
        EXPECT_TRUE(reached(text, Reach::private_too)) << text;
    }
}

TEST(Address, ones_own_network_only_when_that_is_allowed) {
    for (const char* text : {"127.0.0.1",
                             "127.9.9.9",
                             "10.1.2.3",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "100.64.0.1",
                             "::1",
                             "fd00::1",
                             "::ffff:127.0.0.1",
                             "64:ff9b::10.0.0.1"}) {
        EXPECT_FALSE(reached(text, Reach::public_only)) << text;
        EXPECT_TRUE(reached(text, Reach::private_too)) << text;
    }
}

TEST(Address, a_clouds_metadata_and_what_is_nobodys_never) {
    for (const char* text : {"169.254.169.254",
                             "0.0.0.0",
                             "224.0.0.1",
                             "255.255.255.255",
                             "::",
                             "fe80::1",
                             "ff02::1",
                             "::ffff:169.254.169.254",
                             "2002:a00:1::1",
                             "::10.0.0.1"}) {
        EXPECT_FALSE(reached(text, Reach::public_only)) << text;
        EXPECT_FALSE(reached(text, Reach::private_too)) << text;
    }
}

TEST(Address, what_is_written_is_checked_before_it_is_kept) {
    EXPECT_EQ(check_url("https://example.com/a/../hook?a=1", Reach::public_only),
              "https://example.com/hook?a=1");
    EXPECT_TRUE(check_url("http://127.0.0.1:9/x", Reach::private_too));
    for (const char* text : {"",
                             "example.com/hook",
                             "ftp://example.com/",
                             "file:///etc/passwd",
                             "javascript:alert(1)",
                             "http://example.com/",
                             "https://user:secret@example.com/",
                             "https://localhost/",
                             "https://127.0.0.1/",
                             "https://2130706433/",
                             "https://0x7f.1/",
                             "https://[::1]/",
                             "https://[::ffff:10.0.0.1]/",
                             "https://169.254.169.254/latest/meta-data",
                             "https://exa mple.com/",
                             "https://example.com/\r\nX: 1"}) {
        EXPECT_FALSE(check_url(text, Reach::public_only)) << text;
    }
    EXPECT_FALSE(check_url("https://example.com/" + std::string(2'000, 'a'), Reach::public_only));
}

}  // namespace
}  // namespace baton::deliver
