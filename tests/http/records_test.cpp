#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/running_application.hpp"

// Two people change the same record: the slower one is told, and nothing of either is lost.
namespace baton::http::test {
namespace {

class Records : public ::testing::Test {
protected:
    Records() { application.set_up(); }

    std::string version_of(const std::string& path) { return application.get(path).at("/version"); }

    std::string value_of(const std::string& path, std::string_view name) {
        const auto record = application.get(path).json();
        for (const auto& each : record.at("properties").as_array()) {
            if (each.at("name").as_string() == name)
                return std::string(each.at("text").as_string());
        }
        return "";
    }

    RunningApplication application;
};

TEST_F(Records, ACompanyChangedMeanwhileIsAConflict) {
    const std::string id =
        application.post("/api/v1/companies", R"({"properties":{"name":"Acme"}})").at("/id");
    const std::string path = "/api/v1/companies/" + id;
    const std::string seen = version_of(path);
    const auto wish = [](std::string_view industry, std::string_view version) {
        return fmt::format(
            R"({{"properties":{{"industry":"{}"}},"version":{}}})", industry, version);
    };
    EXPECT_EQ(application.patch(path, wish("Freight", seen)).status, 200);
    const Reply slower = application.patch(path, wish("Retail", seen));
    EXPECT_EQ(slower.status, 409) << slower.body;
    EXPECT_EQ(value_of(path, "industry"), "Freight");
    EXPECT_EQ(application.patch(path, wish("Retail", version_of(path))).status, 200);
    EXPECT_EQ(value_of(path, "industry"), "Retail");
}

TEST_F(Records, ADealChangedMeanwhileIsAConflict) {
    const std::string id = application.post("/api/v1/deals", R"({"name":"First"})").at("/id");
    const std::string path = "/api/v1/deals/" + id;
    const std::string seen = version_of(path);
    const auto wish = [](std::string_view name, std::string_view version) {
        return fmt::format(R"({{"name":"{}","version":{}}})", name, version);
    };
    EXPECT_EQ(application.patch(path, wish("Second", seen)).status, 200);
    const Reply slower = application.patch(path, wish("Third", seen));
    EXPECT_EQ(slower.status, 409) << slower.body;
    EXPECT_EQ(application.get(path).at("/name"), "Second");
    EXPECT_EQ(application.patch(path, R"({"name":"Fourth"})").status, 200) << "without a version";
}

}  // namespace
}  // namespace baton::http::test
