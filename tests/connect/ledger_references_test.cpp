#include "connect/ledger_references.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>

#include "ledger/name_table.hpp"

namespace baton::connect {
namespace {

ledger::RecordChanged record(std::string record, std::string key, ledger::Properties properties) {
    return {
        .record = std::move(record), .key = std::move(key), .properties = std::move(properties)};
}

TEST(LedgerReferences, name_contacts_and_deals_outside_as_people_do) {
    ledger::NameTable names;
    names.add("eu/1/2", ContactId{1025});
    names.add("D 7", DealId{1025});
    const auto internal = std::string("1025");
    EXPECT_EQ(
        with_external_ids(record("note", "1025", {{"contact", internal}, {"deal", internal}}),
                          names),
        record("note", "1025", {{"contact", std::string("eu/1/2")}, {"deal", std::string("D 7")}}));
    EXPECT_EQ(
        with_external_ids(record("breach", "1025/1/response", {{"contact", internal}}), names),
        record("breach", "eu/1/2/1/response", {{"contact", std::string("eu/1/2")}}));
    EXPECT_EQ(with_external_ids(record("restatement", "1025/77", {}), names),
              record("restatement", "eu/1/2/77", {}));
    EXPECT_EQ(with_external_ids(record("offer", "1025/1772409600000000", {}), names),
              record("offer", "eu/1/2/1772409600000000", {}));
    EXPECT_EQ(with_external_ids(record("escalation", "1025/1772409600000000/warning", {}), names),
              record("escalation", "eu/1/2/1772409600000000/warning", {}));
}

TEST(LedgerReferences, leave_alone_what_is_none) {
    ledger::NameTable names;
    names.add("c1", ContactId{1025});
    for (const auto& each :
         {record("ticket", "1025/1/x", {{"contact", std::string("1025")}}),
          record("note", "1", {{"text", std::string("1025")}}),
          record("task", "t", {{"contact", std::string("4711")}, {"deal", Unknown{}}}),
          record("breach", "x", {})}) {
        EXPECT_EQ(with_external_ids(each, names), each);
    }
}

RC_GTEST_PROP(LedgerReferences, are_the_same_after_a_way_out_and_in, ()) {
    ledger::NameTable names;
    const auto ids = *rc::gen::unique<std::vector<std::string>>(rc::gen::nonEmpty<std::string>());
    for (const std::string& id : ids)
        static_cast<void>(names.contact(id));
    for (const std::string& id : ids) {
        const auto inner = std::to_string(names.contact(id).value);
        const auto before = record("breach", inner + "/3/acceptance", {{"contact", inner}});
        RC_ASSERT(with_internal_ids(with_external_ids(before, names), names) == before);
    }
}

}  // namespace
}  // namespace baton::connect
