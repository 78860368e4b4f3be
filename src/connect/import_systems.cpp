#include "connect/import_systems.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <string_view>

#include "connect/import_kind.hpp"

namespace baton::connect {
namespace {

using enum ImportKind;

// What each system writes, in a file of that kind; what it does not write there is a column of the
// company's own, whatever others mean by it.
struct Written {
    SourceSystem system;
    ImportKind kind;
    std::string_view headers;
};

using enum SourceSystem;

constexpr std::array written_headers{
    Written{.system = hubspot,
            .kind = contacts,
            .headers = "mergedobjectids hsmergedobjectids mergedrecordids "
                       "isdeleted fivetrandeleted "
                       "recordidcontact "
                       "recordid contactid hsobjectid email firstname lastname phone phonenumber "
                       "mobilephone mobilephonenumber jobtitle company companyname "
                       "associatedcompany country countryregion owner contactowner hubspotownerid "
                       "createdate"},
    Written{.system = hubspot,
            .kind = companies,
            .headers = "isdeleted fivetrandeleted "
                       "recordidcompany "
                       "recordid companyid hsobjectid name companyname domain companydomainname "
                       "website websiteurl industry numberofemployees annualrevenue country "
                       "countryregion parentcompany companyowner hubspotownerid createdate"},
    Written{.system = hubspot,
            .kind = deals,
            .headers = "isdeleted fivetrandeleted "
                       "recordiddeal recordidcontact recordidcompany associatedcompanyids "
                       "recordid dealid hsobjectid dealname amount pipeline dealpipeline dealstage "
                       "closedate createdate currency dealcurrencycode dealowner hubspotownerid "
                       "associatedcontact associatedcontactids associatedcompany "
                       "closedlostreason"},
    Written{.system = hubspot,
            .kind = activities,
            .headers = "associatedcontact email activitydate duedate createdate timestamp "
                       "activitytype type subject notes body activityassignedto assignedto "
                       "recordid"},
    Written{.system = hubspot,
            .kind = products,
            .headers = "recordid sku name productname unitprice price currency"},
    Written{.system = salesforce,
            .kind = contacts,
            .headers = "isdeleted "
                       "id contactid leadid email firstname lastname name fullname phone mobile "
                       "mobilephone title company account accountname accountid country "
                       "mailingcountry ownerid contactowner leadowner createddate"},
    Written{.system = salesforce,
            .kind = companies,
            .headers = "isdeleted "
                       "id accountid name accountname website industry employees numberofemployees "
                       "annualrevenue billingcountry parentid parentaccount ownerid accountowner "
                       "createddate"},
    Written{.system = salesforce,
            .kind = deals,
            .headers = "isdeleted "
                       "id opportunityid name opportunityname stage stagename amount "
                       "currencyisocode closedate createddate account accountname accountid "
                       "contactid primarycontact ownerid opportunityowner lossreason lostreason"},
    Written{.system = salesforce,
            .kind = activities,
            .headers = "whoid tasksubtype eventsubtype activitydatetime "
                       "id activityid contact contactid activitydate duedate date activitytype "
                       "type subject description comments assignedto createdby"},
    Written{.system = salesforce,
            .kind = products,
            .headers = "id productid productcode name productname unitprice listprice "
                       "currencyisocode"},
    Written{.system = salesforce,
            .kind = users,
            .headers = "id userid name fullname username email profile role department manager "
                       "managername"},
    Written{.system = pipedrive,
            .kind = contacts,
            .headers = "id personid name personname firstname personfirstname lastname "
                       "personlastname email emailwork personemail personemailwork phone "
                       "personphonework organization personorganization owner personowner "
                       "personcreated"},
    Written{.system = pipedrive,
            .kind = companies,
            .headers = "id organizationid name organization organizationname website industry "
                       "numberofemployees employeecount annualrevenue owner organizationowner "
                       "organizationcreated"},
    Written{.system = pipedrive,
            .kind = deals,
            .headers = "id dealid title dealtitle value dealvalue currency dealcurrency pipeline "
                       "dealpipeline stage dealstage status dealstatus owner dealowner "
                       "contactperson dealcontactperson organization dealorganization dealcreated "
                       "dealclosedon dealexpectedclosedate lostreason deallostreason"},
    Written{.system = pipedrive,
            .kind = activities,
            .headers = "id activityid activitycontactperson contactperson person activityduedate "
                       "duedate type activitytype subject activitysubject activitynote notes "
                       "activityassignedto assignedto"},
    Written{.system = pipedrive,
            .kind = products,
            .headers = "id productcode productname name unitprice price currency"},
};

}  // namespace

bool writes(SourceSystem system, ImportKind kind, std::string_view key) {
    return system == any || std::ranges::any_of(written_headers, [&](const Written& written) {
               return written.system == system && written.kind == kind &&
                      has_word(written.headers, key);
           });
}

int place_of_word(std::string_view words, std::string_view wanted) {
    int place = 0;
    for (const auto word : std::views::split(words, ' ')) {
        if (std::string_view(word.begin(), word.end()) == wanted) return place;
        ++place;
    }
    return -1;
}

bool has_word(std::string_view words, std::string_view wanted) {
    return place_of_word(words, wanted) >= 0;
}

}  // namespace baton::connect
