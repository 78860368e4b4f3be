#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "http/request.hpp"
#include "running_application.hpp"

// What happened to a company and to a deal: their own changes, and what their people did.
namespace baton::http::test {
namespace {

class Timelines : public ::testing::Test {
protected:
    Timelines() {
        application.set_up();
        company = made("/api/v1/companies", R"({"properties":{"name":"Acme"}})");
        mary = person("mary@acme.example", "Mary", company);
        tom = person("tom@acme.example", "Tom", company);
        other = person("eve@other.example", "Eve", "");
        deal = made("/api/v1/deals",
                    R"({"name":"Engine","contacts":[")" + mary + R"(",")" + tom + R"("]})");
    }

    std::string made(const std::string& path, const std::string& body) {
        const Reply reply = application.post(path, body);
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.at("/id");
    }

    std::string person(const std::string& email, const std::string& name, const std::string& of) {
        const std::string company_part = of.empty() ? "" : R"(,"company":")" + of + "\"";
        return made("/api/v1/contacts",
                    R"({"properties":{"email":")" + email + R"(","first_name":")" + name + "\"}" +
                        company_part + "}");
    }

    void call(const std::string& contact, const std::string& note) {
        const Reply logged =
            application.post("/api/v1/contacts/" + contact + "/activities",
                             R"({"type":"call","direction":"out","note":")" + note + "\"}");
        EXPECT_EQ(logged.status, 201) << logged.body;
    }

    // How often each title stands there.
    std::map<std::string, int> titles(const std::string& path) {
        std::map<std::string, int> counts;
        const boost::json::value page = application.get(path).json();
        for (const boost::json::value& row : page.at("rows").as_array()) {
            ++counts[std::string(row.at("title").as_string())];
        }
        return counts;
    }

    static int count(const std::map<std::string, int>& titles, const std::string& title) {
        const auto found = titles.find(title);
        return found == titles.end() ? 0 : found->second;
    }

    RunningApplication application;
    std::string company;
    std::string mary;
    std::string tom;
    std::string other;
    std::string deal;
};

TEST_F(Timelines, a_company_has_what_its_people_did_and_its_own_changes) {
    call(mary, "keen");
    call(other, "elsewhere");
    application.patch("/api/v1/companies/" + company, R"({"properties":{"industry":"Steel"}})");
    const std::string path = "/api/v1/companies/" + company + "/timeline";
    const auto all = titles(path);
    EXPECT_EQ(count(all, "Deal opened"), 1) << "of two people, but one deal";
    EXPECT_EQ(count(all, "Industry changed"), 1);
    EXPECT_EQ(all.contains("Contact created"), false) << "not what is each person's own";
    const Reply touches = application.get(path + "?filter=touches");
    EXPECT_EQ(touches.json().at("rows").as_array().size(), 1U);
    EXPECT_EQ(touches.at("/rows/0/contact/id"), mary);
    EXPECT_EQ(touches.at("/rows/0/contact/name"), "Mary");
    EXPECT_EQ(application.get(path + "?filter=changes").at("/rows/0/title"), "Industry changed");
}

TEST_F(Timelines, a_deal_has_its_steps_its_notes_and_its_people) {
    call(tom, "price");
    application.post("/api/v1/contacts/" + tom + "/notes", R"({"text":"Budget in May"})");
    application.patch("/api/v1/deals/" + deal, R"({"stage":"Proposal"})");
    application.patch("/api/v1/deals/" + deal, R"({"name":"Engine, large"})");
    const auto all = titles("/api/v1/deals/" + deal + "/timeline");
    EXPECT_EQ(count(all, "Deal opened"), 1);
    EXPECT_EQ(count(all, "Deal moved to Proposal"), 1);
    EXPECT_EQ(count(all, "Name changed"), 1);
    EXPECT_EQ(count(all, "Note"), 1);
    EXPECT_EQ(all.contains("Stage changed"), false) << "the move says it";
}

TEST_F(Timelines, as_of_a_day_before_there_is_nothing_yet) {
    call(mary, "keen");
    const Reply before =
        application.get("/api/v1/companies/" + company + "/timeline?as_of=2026-03-01T00:00:00Z");
    EXPECT_EQ(before.status, 200);
    EXPECT_EQ(before.json().at("rows").as_array().size(), 0U);
}

TEST_F(Timelines, pages_of_one_hold_everything_once) {
    for (const std::string& who : {mary, tom, mary}) {
        call(who, "again");
    }
    const std::string path = "/api/v1/companies/" + company + "/timeline";
    const boost::json::value whole = application.get(path + "?limit=100").json();
    std::vector<std::string> ids;
    std::string after;
    do {
        const Reply page = application.get(path + "?limit=1&after=" + after);
        ASSERT_EQ(page.status, 200);
        ids.push_back(page.at("/rows/0/id"));
        after = page.at("/next");
    } while (after != "null" && ids.size() < 100);
    ASSERT_EQ(ids.size(), whole.at("rows").as_array().size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        EXPECT_EQ(ids[i], whole.at("rows").as_array()[i].at("id").as_string());
    }
}

TEST_F(Timelines, refuse_who_is_not_there_and_filters_that_are_none) {
    EXPECT_EQ(application.get("/api/v1/companies/99/timeline").status, 404);
    EXPECT_EQ(application.get("/api/v1/deals/99/timeline").status, 404);
    EXPECT_EQ(application.get("/api/v1/deals/" + deal + "/timeline?filter=x").status, 422);
}

}  // namespace
}  // namespace baton::http::test
