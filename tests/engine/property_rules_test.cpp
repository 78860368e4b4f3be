#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/carrying.hpp"
#include "engine/contact_commands.hpp"
#include "engine/export.hpp"
#include "engine/import_run.hpp"
#include "engine/property_definitions.hpp"

// What files and exports make of properties that people defined.
namespace baton::engine::testing {
namespace {

class PropertyRules : public Carrying {
protected:
    void define(const PropertyWish& wish) {
        const auto made = running_.workspace().run(
            [&](Desk& desk) { return define_property(desk, wish, {.by = "lead@x.test"}); });
        ASSERT_TRUE(made) << made.error().message;
    }

    // "1 create", "2 create tier: …" for each row.
    std::vector<std::string> import(std::string_view text) {
        write_file(folder_ / "rows.csv", std::string(text));
        std::vector<std::string> rows;
        ImportAsk ask{
            .id = "1", .files = {folder_ / "rows.csv"}, .on_row = [&](const RowReport& row) {
                rows.push_back(std::to_string(row.row) + " " + std::string(name(row.verdict)) +
                               (row.reason.empty() ? "" : " " + row.reason));
            }};
        ask.options.kind = connect::ImportKind::contacts;
        EXPECT_TRUE(run_import(running_.workspace(), ask));
        return rows;
    }

    [[nodiscard]] std::string properties(const std::string& contact) {
        return running_.row(running_.contact(contact)).properties;
    }
};

TEST_F(PropertyRules, AFileKeepsItsRowsWithoutWhatIsNoOption) {
    define({.record = "contact",
            .name = "tier",
            .label = "Tier",
            .type = PropertyType::choice,
            .options = std::vector<PropertyOption>{{.value = "g", .label = "Gold"}}});
    EXPECT_EQ(
        import("\"id\",\"age\",\"tier\"\n\"a1\",30,\"Gold\"\n\"a2\",31,\"Lead\"\n\"a3\",32,\"\"\n"),
        (std::vector<std::string>{"1 create",
                                  "2 create tier: \"Lead\" is none of its options; choose "
                                  "Gold: it was left out, the rest was kept",
                                  "3 create"}));
    EXPECT_EQ(properties("a1"), R"({"age":30,"tier":"g"})");
    EXPECT_EQ(properties("a2"), R"({"age":31})");
    EXPECT_EQ(running_.problem(), "");
}

TEST_F(PropertyRules, ADefinitionDecidesTheTypeBeforeAnyValue) {
    define({.record = "contact", .name = "code", .label = "Code", .type = PropertyType::text});
    import("\"id\",\"code\"\n\"a1\",17\n\"a2\",18\n");
    EXPECT_EQ(properties("a1"), R"({"code":"17"})");
}

TEST_F(PropertyRules, ExportsHaveAColumnForEachFormula) {
    define({.record = "contact",
            .name = "twice",
            .label = "Twice",
            .type = PropertyType::formula,
            .formula = "length(first_name) * 2"});
    import("\"id\",\"first_name\"\n\"a1\",\"Ada\"\n");
    const auto table = export_table(running_.workspace(), "contacts");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->header.back(), "twice");
    EXPECT_EQ(table->rows.front().back(), Value(Decimal{6 * decimal_one}));
}

TEST_F(PropertyRules, ACircleThatAnUndoClosesComesToUnknown) {
    const auto change = [&](std::string name, std::string formula) {
        return running_.workspace().run([&](Desk& desk) {
            return change_property(desk,
                                   {.record = "contact", .name = name, .formula = formula},
                                   {.by = "lead@x.test"});
        });
    };
    const auto formula = [&](std::string name, std::string text) {
        define({.record = "contact",
                .name = name,
                .label = name,
                .type = PropertyType::formula,
                .formula = std::move(text)});
    };
    formula("one", "1");
    formula("two", "one + 1");
    const auto eased = change("two", "2");
    ASSERT_TRUE(eased);
    ASSERT_TRUE(change("one", "two + 1"));
    ASSERT_TRUE(running_.workspace().run(
        [&](Desk& desk) { return undo(desk, eased->recorded, {.by = "lead@x.test"}); }));
    import("\"id\",\"first_name\"\n\"a1\",\"Ada\"\n");
    const auto table = export_table(running_.workspace(), "contacts");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows.front().back(), Value());
}

}  // namespace
}  // namespace baton::engine::testing
