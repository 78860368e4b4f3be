#include "connect/import_headers.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <string_view>

#include "connect/import_kind.hpp"

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
    Known{contacts, Field::id, 1, "contactid personid leadid customerid"},
    Known{contacts, Field::id, 0, "id recordid externalid userid personidentifier"},
    Known{contacts,
          Field::email,
          3,
          "email emailaddress emailwork workemail primaryemail personemail personemailwork "
          "emailadresse"},
    Known{contacts, Field::email, 1, "mail"},
    Known{contacts, Field::first_name, 3, "firstname vorname givenname prenom personfirstname"},
    Known{contacts, Field::last_name, 3, "lastname nachname surname familyname personlastname"},
    Known{contacts, Field::name, 0, "name fullname contactname personname"},
    Known{contacts,
          Field::phone,
          2,
          "phone phonenumber telefon telephone telefonnummer mobile mobilephone personphonework"},
    Known{contacts, Field::job_title, 2, "jobtitle title position funktion berufsbezeichnung"},
    Known{contacts, Field::country, 0, "country mailingcountry countryregion land"},
    Known{contacts,
          Field::company,
          0,
          "company companyname account accountname accountid organization organisation "
          "personorganization associatedcompany firma unternehmen employer"},
    Known{contacts,
          Field::owner,
          0,
          "owner ownerid contactowner hubspotownerid personowner besitzer"},
    Known{contacts,
          Field::created_at,
          0,
          "createdat createdate createddate created creationdate signupdate personcreated "
          "erstelltam"},

    Known{companies, Field::id, 1, "companyid accountid organizationid"},
    Known{companies, Field::id, 0, "id recordid externalid"},
    Known{
        companies,
        Field::name,
        2,
        "companyname account accountname organization organisation organizationname company firma "
        "unternehmen"},
    Known{companies, Field::name, 0, "name"},
    Known{companies, Field::domain, 2, "domain companydomainname website webseite websiteurl"},
    Known{companies, Field::industry, 3, "industry sector branche"},
    Known{companies,
          Field::employees,
          3,
          "employees numberofemployees employeecount headcount mitarbeiter"},
    Known{companies, Field::annual_revenue, 2, "annualrevenue revenue umsatz turnover"},
    Known{companies,
          Field::country,
          0,
          "country officelocation billingcountry location headquarters countryregion land"},
    Known{companies, Field::parent, 3, "subsidiaryof parentcompany parentaccount parentid parent"},
    Known{companies, Field::owner, 0, "owner ownerid companyowner accountowner organizationowner"},
    Known{companies,
          Field::created_at,
          0,
          "createdat createdate createddate created organizationcreated erstelltam"},

    Known{deals, Field::id, 3, "opportunityid dealid"},
    Known{deals, Field::id, 0, "id recordid externalid"},
    Known{deals, Field::name, 3, "dealname opportunityname dealtitle"},
    Known{deals, Field::name, 0, "name title"},
    Known{deals,
          Field::contact,
          1,
          "contacts contact contactid associatedcontact associatedcontactids primarycontact "
          "dealcontactperson contactperson contactemail"},
    Known{deals,
          Field::company,
          0,
          "company companyname account accountname accountid associatedcompany organization "
          "organisation dealorganization firma"},
    Known{deals,
          Field::owner,
          0,
          "owner salesagent dealowner opportunityowner ownerid salesrep hubspotownerid"},
    Known{deals, Field::product, 1, "product productname"},
    Known{deals, Field::amount, 2, "amount closevalue dealvalue dealamount betrag"},
    Known{deals, Field::amount, 0, "value"},
    Known{deals,
          Field::currency,
          0,
          "currency dealcurrency currencyisocode dealcurrencycode währung"},
    Known{deals, Field::pipeline, 2, "pipeline dealpipeline"},
    Known{deals, Field::stage, 3, "dealstage stagename opportunitystage"},
    Known{deals, Field::stage, 2, "stage phase"},
    Known{deals, Field::stage, 0, "dealstatus status"},
    Known{deals,
          Field::created_at,
          0,
          "createdat createdate createddate created engagedate opendate dealcreated erstelltam"},
    Known{deals,
          Field::closed_at,
          3,
          "closedat closedate closeddate dealclosedon dealexpectedclosedate abschlussdatum"},
    Known{deals, Field::lost_reason, 2, "lostreason closedlostreason lossreason deallostreason"},

    Known{touches, Field::contact, 1, "contact contactid email userid"},
    Known{touches, Field::visitor, 3, "visitor anonymousid visitorid"},
    Known{touches, Field::at, 1, "at timestamp occurredat originaltimestamp eventtime"},
    Known{touches, Field::at, 0, "time date datetime"},
    Known{touches, Field::kind, 2, "kind event eventname eventtype"},
    Known{touches, Field::kind, 0, "type"},
    Known{touches, Field::channel, 2, "channel"},
    Known{touches, Field::campaign, 1, "campaign utmcampaign campaignname"},
    Known{touches, Field::asset, 2, "asset content"},
    Known{touches, Field::path, 1, "path page"},
    Known{touches, Field::value, 0, "value"},
    Known{touches, Field::message_id, 3, "messageid"},
    Known{touches, Field::direction, 1, "direction"},

    Known{activities,
          Field::contact,
          1,
          "contact contactid email associatedcontact contactperson activitycontactperson person"},
    Known{activities,
          Field::at,
          1,
          "at activitydate duedate date activityduedate timestamp createdate starttime"},
    Known{activities, Field::kind, 4, "activitytype activity"},
    Known{activities, Field::kind, 1, "type kind"},
    Known{activities,
          Field::reason,
          3,
          "subject note notes body description comments activitysubject activitynote"},
    Known{activities, Field::owner, 1, "owner assignedto user activityassignedto createdby"},
    Known{activities, Field::direction, 1, "direction"},
    Known{activities, Field::message_id, 1, "messageid activityid id"},

    Known{products, Field::id, 2, "sku productid productcode"},
    Known{products, Field::id, 0, "id recordid"},
    Known{products, Field::name, 2, "product productname"},
    Known{products, Field::name, 0, "name"},
    Known{products, Field::price, 3, "price salesprice listprice unitprice preis"},
    Known{products, Field::currency, 0, "currency currencyisocode"},

    Known{users, Field::id, 0, "id userid"},
    Known{users, Field::name, 2, "salesagent user username rep salesrep"},
    Known{users, Field::name, 0, "name fullname"},
    Known{users, Field::email, 0, "email emailaddress"},
    Known{users, Field::role, 3, "role profile"},
    Known{users, Field::team, 3, "team regionaloffice department"},
    Known{users, Field::manager, 3, "manager managername"},

    Known{costs, Field::campaign, 1, "campaign campaignname utmcampaign"},
    Known{costs, Field::on, 1, "on date day month"},
    Known{costs, Field::amount, 3, "cost costs spend amountspent ausgaben"},
    Known{costs, Field::amount, 1, "amount"},
    Known{costs, Field::currency, 0, "currency"},
    Known{costs, Field::channel, 0, "channel"},

    Known{handoffs, Field::contact, 1, "contact contactid email"},
    Known{handoffs, Field::at, 1, "at offeredat date timestamp"},
    Known{handoffs, Field::to, 2, "to handedto assignedto"},
    Known{handoffs, Field::outcome, 4, "outcome"},
    Known{handoffs, Field::outcome_at, 3, "outcomeat decidedat"},
    Known{handoffs, Field::reason, 0, "reason"},
};

bool has_word(std::string_view words, std::string_view wanted) {
    return std::ranges::any_of(std::views::split(words, ' '), [&](const auto word) {
        return std::string_view(word.begin(), word.end()) == wanted;
    });
}

}  // namespace

HeaderMeaning header_meaning(ImportKind kind, std::string_view key) {
    const auto* const found = std::ranges::find_if(known_headers, [&](const Known& known) {
        return known.kind == kind && has_word(known.headers, key);
    });
    if (key.empty() || found == known_headers.end()) return {};
    return {.field = found->field, .weight = found->weight};
}

}  // namespace baton::connect
