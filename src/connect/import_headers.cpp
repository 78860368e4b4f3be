#include "connect/import_headers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "connect/import_headers_abroad.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_systems.hpp"

namespace baton::connect {
namespace {

// One meaning and the headers that carry it, between spaces, in the order of preference.
struct Known {
    ImportKind kind;
    Field field;
    int weight;
    std::string_view headers;
};

using enum ImportKind;

constexpr std::array known_headers{
    Known{.kind = contacts,
          .field = Field::id,
          .weight = 1,
          .headers = "contactid personid leadid customerid recordidcontact hsobjectid"},
    Known{.kind = contacts,
          .field = Field::id,
          .weight = 0,
          .headers = "id recordid externalid userid personidentifier"},
    Known{.kind = contacts,
          .field = Field::email,
          .weight = 3,
          .headers =
              "email emailaddress emailwork workemail primaryemail personemail personemailwork "
              "emailadresse"},
    Known{.kind = contacts, .field = Field::email, .weight = 1, .headers = "mail"},
    Known{.kind = contacts,
          .field = Field::first_name,
          .weight = 3,
          .headers = "firstname vorname givenname prenom personfirstname"},
    Known{.kind = contacts,
          .field = Field::last_name,
          .weight = 3,
          .headers = "lastname nachname surname familyname personlastname"},
    Known{.kind = contacts,
          .field = Field::name,
          .weight = 0,
          .headers = "name fullname contactname personname"},
    Known{.kind = contacts,
          .field = Field::phone,
          .weight = 2,
          .headers = "phone phonenumber telefon telephone telefonnummer mobile mobilephone "
                     "mobilephonenumber personphonework"},
    Known{.kind = contacts,
          .field = Field::job_title,
          .weight = 2,
          .headers = "jobtitle title position funktion berufsbezeichnung"},
    Known{.kind = contacts,
          .field = Field::country,
          .weight = 0,
          .headers = "country mailingcountry countryregion land"},
    Known{.kind = contacts,
          .field = Field::company,
          .weight = 0,
          .headers = "company companyname account accountname accountid organization organisation "
                     "personorganization associatedcompany firma unternehmen employer"},
    Known{.kind = contacts,
          .field = Field::owner,
          .weight = 0,
          .headers = "owner ownerid contactowner leadowner hubspotownerid personowner besitzer"},
    Known{.kind = contacts,
          .field = Field::created_at,
          .weight = 0,
          .headers =
              "createdat createdate createddate created creationdate signupdate personcreated "
              "erstelltam"},
    Known{.kind = contacts,
          .field = Field::deleted,
          .weight = 0,
          .headers = "isdeleted deleted fivetrandeleted"},
    Known{.kind = contacts,
          .field = Field::merged_ids,
          .weight = 0,
          .headers = "mergedids mergedobjectids mergedrecordids hsmergedobjectids "
                     "mergedcontactids mergedvids"},

    Known{.kind = companies,
          .field = Field::id,
          .weight = 1,
          .headers = "companyid accountid organizationid recordidcompany hsobjectid"},
    Known{.kind = companies, .field = Field::id, .weight = 0, .headers = "id recordid externalid"},
    Known{.kind = companies,
          .field = Field::name,
          .weight = 2,
          .headers = "companyname account accountname organization organisation organizationname "
                     "company firma "
                     "unternehmen"},
    Known{.kind = companies, .field = Field::name, .weight = 0, .headers = "name"},
    Known{.kind = companies,
          .field = Field::domain,
          .weight = 2,
          .headers = "domain companydomainname website webseite websiteurl"},
    Known{.kind = companies,
          .field = Field::industry,
          .weight = 3,
          .headers = "industry sector branche"},
    Known{.kind = companies,
          .field = Field::employees,
          .weight = 3,
          .headers = "employees numberofemployees employeecount headcount mitarbeiter"},
    Known{.kind = companies,
          .field = Field::annual_revenue,
          .weight = 2,
          .headers = "annualrevenue revenue umsatz turnover"},
    Known{.kind = companies,
          .field = Field::country,
          .weight = 0,
          .headers =
              "country officelocation billingcountry location headquarters countryregion land"},
    Known{.kind = companies,
          .field = Field::parent,
          .weight = 3,
          .headers = "subsidiaryof parentcompany parentaccount parentid parent"},
    Known{.kind = companies,
          .field = Field::owner,
          .weight = 0,
          .headers = "owner ownerid companyowner accountowner organizationowner"},
    Known{.kind = companies,
          .field = Field::created_at,
          .weight = 0,
          .headers = "createdat createdate createddate created organizationcreated erstelltam"},
    Known{.kind = companies,
          .field = Field::deleted,
          .weight = 0,
          .headers = "isdeleted deleted fivetrandeleted"},

    Known{.kind = deals,
          .field = Field::id,
          .weight = 3,
          .headers = "opportunityid dealid recordiddeal hsobjectid"},
    Known{.kind = deals, .field = Field::id, .weight = 0, .headers = "id recordid externalid"},
    Known{.kind = deals,
          .field = Field::name,
          .weight = 3,
          .headers = "dealname opportunityname dealtitle"},
    Known{.kind = deals, .field = Field::name, .weight = 0, .headers = "name title"},
    Known{.kind = deals,
          .field = Field::contact,
          .weight = 1,
          .headers = "contacts contactid associatedcontactids recordidcontact contactemail contact "
                     "primarycontact associatedcontact dealcontactperson contactperson"},
    Known{
        .kind = deals,
        .field = Field::company,
        .weight = 0,
        .headers =
            "accountid companyid associatedcompanyids recordidcompany company companyname account "
            "accountname associatedcompany associatedcompanyprimary organization organisation "
            "dealorganization firma"},
    Known{.kind = deals,
          .field = Field::owner,
          .weight = 0,
          .headers = "owner salesagent dealowner opportunityowner ownerid salesrep hubspotownerid"},
    Known{.kind = deals, .field = Field::product, .weight = 1, .headers = "product productname"},
    Known{.kind = deals,
          .field = Field::amount,
          .weight = 2,
          .headers = "amount closevalue dealvalue dealamount betrag"},
    Known{.kind = deals, .field = Field::amount, .weight = 0, .headers = "value"},
    Known{.kind = deals,
          .field = Field::currency,
          .weight = 0,
          .headers = "currency dealcurrency currencyisocode dealcurrencycode währung"},
    Known{.kind = deals, .field = Field::pipeline, .weight = 2, .headers = "pipeline dealpipeline"},
    Known{.kind = deals,
          .field = Field::stage,
          .weight = 3,
          .headers = "dealstage stagename opportunitystage"},
    Known{.kind = deals, .field = Field::stage, .weight = 2, .headers = "stage phase"},
    Known{.kind = deals, .field = Field::stage, .weight = 0, .headers = "dealstatus status"},
    Known{
        .kind = deals,
        .field = Field::created_at,
        .weight = 0,
        .headers =
            "createdat createdate createddate created engagedate opendate dealcreated erstelltam"},
    Known{.kind = deals,
          .field = Field::closed_at,
          .weight = 3,
          .headers =
              "closedat closedate closeddate dealclosedon dealexpectedclosedate abschlussdatum"},
    Known{.kind = deals,
          .field = Field::lost_reason,
          .weight = 2,
          .headers = "lostreason closedlostreason lossreason deallostreason"},
    Known{.kind = deals,
          .field = Field::deleted,
          .weight = 0,
          .headers = "isdeleted deleted fivetrandeleted"},

    Known{.kind = touches,
          .field = Field::contact,
          .weight = 1,
          .headers = "contact contactid email userid"},
    Known{.kind = touches,
          .field = Field::visitor,
          .weight = 3,
          .headers = "visitor anonymousid visitorid"},
    Known{.kind = touches,
          .field = Field::at,
          .weight = 1,
          .headers = "at timestamp occurredat originaltimestamp eventtime"},
    Known{.kind = touches, .field = Field::at, .weight = 0, .headers = "time date datetime"},
    Known{.kind = touches,
          .field = Field::kind,
          .weight = 2,
          .headers = "kind event eventname eventtype"},
    Known{.kind = touches, .field = Field::kind, .weight = 0, .headers = "type"},
    Known{.kind = touches, .field = Field::channel, .weight = 2, .headers = "channel"},
    Known{.kind = touches,
          .field = Field::campaign,
          .weight = 1,
          .headers = "campaign utmcampaign campaignname"},
    Known{.kind = touches, .field = Field::asset, .weight = 2, .headers = "asset content"},
    Known{.kind = touches, .field = Field::path, .weight = 1, .headers = "path page"},
    Known{.kind = touches, .field = Field::value, .weight = 0, .headers = "value"},
    Known{.kind = touches, .field = Field::message_id, .weight = 3, .headers = "messageid"},
    Known{.kind = touches, .field = Field::direction, .weight = 1, .headers = "direction"},

    Known{.kind = activities,
          .field = Field::contact,
          .weight = 1,
          .headers =
              "contactid whoid associatedcontactids contact email associatedcontact contactperson "
              "activitycontactperson person"},
    Known{.kind = activities,
          .field = Field::at,
          .weight = 1,
          .headers = "at activitydatetime activitydate duedate date activityduedate timestamp "
                     "createdate starttime"},
    Known{.kind = activities,
          .field = Field::kind,
          .weight = 4,
          .headers = "activitytype activity tasksubtype eventsubtype"},
    Known{.kind = activities, .field = Field::kind, .weight = 1, .headers = "type kind"},
    Known{.kind = activities,
          .field = Field::reason,
          .weight = 3,
          .headers = "subject note notes body description comments activitysubject activitynote"},
    Known{.kind = activities,
          .field = Field::owner,
          .weight = 1,
          .headers = "owner assignedto user activityassignedto createdby"},
    Known{.kind = activities, .field = Field::direction, .weight = 1, .headers = "direction"},
    Known{.kind = activities,
          .field = Field::message_id,
          .weight = 1,
          .headers = "messageid activityid id"},

    Known{
        .kind = products, .field = Field::id, .weight = 2, .headers = "sku productid productcode"},
    Known{.kind = products, .field = Field::id, .weight = 0, .headers = "id recordid"},
    Known{.kind = products, .field = Field::name, .weight = 2, .headers = "product productname"},
    Known{.kind = products, .field = Field::name, .weight = 0, .headers = "name"},
    Known{.kind = products,
          .field = Field::price,
          .weight = 3,
          .headers = "price salesprice listprice unitprice preis"},
    Known{.kind = products,
          .field = Field::currency,
          .weight = 0,
          .headers = "currency currencyisocode"},

    Known{.kind = users, .field = Field::id, .weight = 0, .headers = "id ownerid userid"},
    Known{.kind = users,
          .field = Field::name,
          .weight = 2,
          .headers = "salesagent user rep salesrep"},
    Known{.kind = users, .field = Field::name, .weight = 0, .headers = "name fullname username"},
    Known{.kind = users, .field = Field::email, .weight = 0, .headers = "email emailaddress"},
    Known{.kind = users, .field = Field::role, .weight = 3, .headers = "role profile"},
    Known{.kind = users,
          .field = Field::team,
          .weight = 3,
          .headers = "team regionaloffice department"},
    Known{.kind = users, .field = Field::manager, .weight = 3, .headers = "manager managername"},

    Known{.kind = costs,
          .field = Field::campaign,
          .weight = 1,
          .headers = "campaign campaignname utmcampaign"},
    Known{.kind = costs, .field = Field::on, .weight = 1, .headers = "on date day month"},
    Known{.kind = costs,
          .field = Field::amount,
          .weight = 3,
          .headers = "cost costs spend amountspent ausgaben"},
    Known{.kind = costs, .field = Field::amount, .weight = 1, .headers = "amount"},
    Known{.kind = costs, .field = Field::currency, .weight = 0, .headers = "currency"},
    Known{.kind = costs, .field = Field::channel, .weight = 0, .headers = "channel"},

    Known{.kind = handoffs,
          .field = Field::contact,
          .weight = 1,
          .headers = "contact contactid email"},
    Known{.kind = handoffs,
          .field = Field::at,
          .weight = 1,
          .headers = "at offeredat date timestamp"},
    Known{.kind = handoffs, .field = Field::to, .weight = 2, .headers = "to handedto assignedto"},
    Known{.kind = handoffs, .field = Field::outcome, .weight = 4, .headers = "outcome"},
    Known{.kind = handoffs,
          .field = Field::outcome_at,
          .weight = 3,
          .headers = "outcomeat decidedat"},
    Known{.kind = handoffs, .field = Field::reason, .weight = 0, .headers = "reason"},
};

}  // namespace

HeaderMeaning header_meaning(ImportKind kind, std::string_view key, SourceSystem system) {
    if (!writes(system, kind, key)) return meaning_abroad(kind, key, system);
    const auto* const found = std::ranges::find_if(known_headers, [&](const Known& known) {
        return known.kind == kind && has_word(known.headers, key);
    });
    if (key.empty() || found == known_headers.end()) return meaning_abroad(kind, key, system);
    const auto entry = static_cast<int>(found - known_headers.begin());
    return {.field = found->field,
            .weight = found->weight,
            .rank = entry * 100 + place_of_word(found->headers, key)};
}

bool is_meant(ImportKind kind, Field field) {
    return std::ranges::any_of(known_headers, [&](const Known& known) {
        return known.kind == kind && known.field == field;
    });
}

}  // namespace baton::connect
