#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"
#include "connect/import_ids.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"

// What is made of the headers that other systems write.
namespace baton::connect {
namespace {

ImportPlan plan_of(std::string_view header, ImportOptions options = {}) {
    const auto text = std::string(header) + "\n";
    auto plan = plan_import(*open_csv(bytes_of(text)), options);
    EXPECT_TRUE(plan) << plan.error().message;
    return plan.value_or(ImportPlan{});
}

// "Email=email Name=-" of the columns that are fields.
std::string fields_in(const ImportPlan& plan) {
    std::string text(name(plan.mapping.kind));
    for (const auto& column : plan.mapping.columns) {
        if (column.to != Field::custom) {
            text += " " + column.header + "=" + std::string(name(column.to));
        }
    }
    return text;
}

std::string fields_in(std::string_view header) {
    return fields_in(plan_of(header));
}

TEST(AutoMap, WarehousesPutAPrefixBeforeTheColumnsOfHubSpot) {
    EXPECT_EQ(fields_in("id,_fivetran_deleted,property_email,property_firstname,property_company,"
                        "property_hs_merged_object_ids"),
              "contacts id=id _fivetran_deleted=deleted property_email=email "
              "property_firstname=first_name property_company=company "
              "property_hs_merged_object_ids=merged_ids");
    EXPECT_EQ(fields_in("deal_id,is_deleted,property_dealname,property_amount,property_closedate"),
              "deals deal_id=id is_deleted=deleted property_dealname=name property_amount=amount "
              "property_closedate=closed_at");
}

TEST(AutoMap, HeadersAreKnownInSpanishGermanAndFrench) {
    EXPECT_EQ(fields_in("ID del registro,Nombre,Apellidos,Correo electrónico,Empresa,Cargo"),
              "contacts ID del registro=id Nombre=first_name Apellidos=last_name "
              "Correo electrónico=email Empresa=company Cargo=job_title");
    EXPECT_EQ(fields_in("Deal-Name,Deal-Phase,Betrag,Abschlussdatum,Zuständiger Mitarbeiter"),
              "deals Deal-Name=name Deal-Phase=stage Betrag=amount Abschlussdatum=closed_at "
              "Zuständiger Mitarbeiter=owner");
    EXPECT_EQ(fields_in("Nom de l'entreprise,Nom de domaine de l'entreprise,"
                        "Nombre d'employés,Secteur"),
              "companies Nom de l'entreprise=name Nom de domaine de l'entreprise=domain "
              "Nombre d'employés=employees Secteur=industry");
}

TEST(AutoMap, LettersAndTheirMarksMayBeTwoCharacters) {
    EXPECT_EQ(fields_in("Pre\xcc\x81nom,Nom,Socie\xcc\x81te\xcc\x81,E-mail"),
              "contacts Pre\xcc\x81nom=first_name Nom=last_name "
              "Socie\xcc\x81te\xcc\x81=company E-mail=email");
}

TEST(AutoMap, IdsOfAssociationsGoBeforeTheirNames) {
    EXPECT_EQ(fields_in("Record ID,Deal Name,Deal Stage,Associated Contact,"
                        "Associated Contact IDs,Associated Company,Associated Company IDs"),
              "deals Record ID=id Deal Name=name Deal Stage=stage Associated Contact IDs=contact "
              "Associated Company IDs=company");
    EXPECT_EQ(fields_in("Record ID - Contact,Email,First Name"),
              "contacts Record ID - Contact=id Email=email First Name=first_name");
}

TEST(AutoMap, EqualKeysAreAskedAndNobodyIsGuessed) {
    const auto plan = plan_of("E-mail,Email,First Name,Last Name");
    ASSERT_EQ(plan.questions.size(), 1U);
    EXPECT_NE(plan.questions.front().find("E-mail or Email"), std::string::npos)
        << plan.questions.front();
    EXPECT_EQ(fields_in(plan), "contacts First Name=first_name Last Name=last_name");
    EXPECT_TRUE(plan_of("Email,Work email,First Name").questions.empty())
        << "the plain one is meant";
    ImportOptions told;
    told.mapping = plan.mapping;
    told.mapping->columns[1].to = Field::email;
    EXPECT_TRUE(plan_of("E-mail,Email,First Name,Last Name", told).questions.empty());
}

TEST(AutoMap, PeopleWhoWorkThereAreNoContacts) {
    EXPECT_EQ(plan_of("id,username,email,first_name,last_name,phone,title,profile_id,user_role_id")
                  .mapping.kind,
              ImportKind::users);
    EXPECT_EQ(
        plan_of("owner_id,created_at,email,first_name,last_name,is_active,user_id").mapping.kind,
        ImportKind::users);
    EXPECT_EQ(plan_of("id,owner_id,email,first_name,last_name,is_active").mapping.kind,
              ImportKind::contacts);
}

TEST(AutoMap, ListsThatAreNoRecordsAreNotTakenForThem) {
    for (const std::string_view header :
         {"id,opportunity_id,product_code,name,quantity,unit_price,list_price",
          "deal_id,date_entered,value",
          "canonical_vid,contact_id,vid_to_merge,first_name,last_name"}) {
        const auto text = std::string(header) + "\n";
        EXPECT_FALSE(plan_import(*open_csv(bytes_of(text)), {})) << header;
    }
    EXPECT_EQ(plan_of("id,who_id,what_id,subject,activity_date,task_subtype,status,description")
                  .mapping.kind,
              ImportKind::activities);
}

TEST(AutoMap, AnIdHasTwoLengths) {
    EXPECT_EQ(other_length("0011G00000fV7vH"), "0011G00000fV7vHQAS");
    EXPECT_EQ(other_length("0011G00000fV7vHQAS"), "0011G00000fV7vH");
    EXPECT_EQ(short_id("0011G00000fV7vHQAS"), "0011G00000fV7vH");
    EXPECT_EQ(other_length("0011G00000fV7vHQAT"), "") << "the ending is another's";
    EXPECT_EQ(other_length("123"), "");
    EXPECT_EQ(other_length("acme-industries"), "");
    EXPECT_EQ(short_id("0011G00000fV7vHQAT"), "0011G00000fV7vHQAT");
}

}  // namespace
}  // namespace baton::connect
