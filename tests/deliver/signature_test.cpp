#include "deliver/signature.hpp"

#include <gtest/gtest.h>
#include <string>

namespace baton::deliver {
namespace {

// What Python's hmac and base64 make of the same.
TEST(Signature, is_that_of_standard_webhooks) {
    const std::string key(
        "\x31\xf2\x90\xf6\xbf\x06\x29\x8a\xab\x4f\x08\xd4\x3c\x3f\x08\x2c"
        "\xf6\x48\xa3\x62\xda\x2c\x14\xb0",
        24);
    EXPECT_EQ(secret_text(key), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLBSw");
    const Instant at{.micros = 1'614'265'330'999'999};
    EXPECT_EQ(signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, R"({"test": 2432232314})"),
              "v1,7ZfhzVPycx30h5Eir9xwJqcFoOghCm5l42bMJlk8dp8=");
}

TEST(Signature, changes_with_everything_it_covers) {
    const std::string key(32, 'k');
    const Instant at{.micros = 5'000'000};
    const std::string plain = signature(key, "msg_1", at, "{}");
    EXPECT_EQ(signature(key, "msg_1", Instant{.micros = 5'999'999}, "{}"), plain);
    EXPECT_NE(signature(key, "msg_1", Instant{.micros = 6'000'000}, "{}"), plain);
    EXPECT_NE(signature(key, "msg_2", at, "{}"), plain);
    EXPECT_NE(signature(key, "msg_1", at, "{ }"), plain);
    EXPECT_NE(signature(std::string(32, 'l'), "msg_1", at, "{}"), plain);
}

}  // namespace
}  // namespace baton::deliver
