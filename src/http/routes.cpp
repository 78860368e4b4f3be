#include "http/routes.hpp"

#include <iterator>
#include <utility>

#include "http/agreement_api.hpp"
#include "http/alignment_api.hpp"
#include "http/associations_api.hpp"
#include "http/attribution_api.hpp"
#include "http/backtests_api.hpp"
#include "http/companies_api.hpp"
#include "http/contacts_api.hpp"
#include "http/contradictions_api.hpp"
#include "http/crm_api.hpp"
#include "http/deals_api.hpp"
#include "http/demo_api.hpp"
#include "http/duplicates_api.hpp"
#include "http/erasure_api.hpp"
#include "http/feedback_api.hpp"
#include "http/funnels_api.hpp"
#include "http/handoffs_api.hpp"
#include "http/home_api.hpp"
#include "http/imports_api.hpp"
#include "http/ingestion_api.hpp"
#include "http/keys_api.hpp"
#include "http/leaks_api.hpp"
#include "http/mail_api.hpp"
#include "http/measures_api.hpp"
#include "http/notes_api.hpp"
#include "http/notifications_api.hpp"
#include "http/parameters_api.hpp"
#include "http/profile_api.hpp"
#include "http/properties_api.hpp"
#include "http/quarantine_api.hpp"
#include "http/search_api.hpp"
#include "http/session_api.hpp"
#include "http/sla_api.hpp"
#include "http/suspension_api.hpp"
#include "http/tasks_api.hpp"
#include "http/teams_api.hpp"
#include "http/tunes_api.hpp"
#include "http/undo_api.hpp"
#include "http/users_api.hpp"
#include "http/views_api.hpp"
#include "http/webhooks_api.hpp"

namespace baton::http {

std::vector<Route> all_routes(Application& application) {
    std::vector<Route> all;
    for (const auto& capability : {session_api,
                                   demo_api,
                                   home_api,
                                   contacts_api,
                                   companies_api,
                                   deals_api,
                                   handoffs_api,
                                   feedback_api,
                                   leaks_api,
                                   alignment_api,
                                   sla_api,
                                   teams_api,
                                   profile_api,
                                   tasks_api,
                                   notes_api,
                                   notifications_api,
                                   mail_api,
                                   search_api,
                                   agreement_api,
                                   parameters_api,
                                   suspension_api,
                                   backtests_api,
                                   measures_api,
                                   imports_api,
                                   ingestion_api,
                                   associations_api,
                                   crm_api,
                                   crm_batch_api,
                                   crm_associations_api,
                                   crm_association_batch_api,
                                   crm_labels_api,
                                   crm_owners_api,
                                   crm_pipelines_api,
                                   crm_properties_api,
                                   users_api,
                                   keys_api,
                                   webhooks_api,
                                   quarantine_api,
                                   undo_api,
                                   attribution_api,
                                   erasure_api,
                                   contradictions_api,
                                   duplicates_api,
                                   tunes_api,
                                   funnels_api,
                                   properties_api,
                                   views_api}) {
        std::vector<Route> routes = capability(application);
        std::move(routes.begin(), routes.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace baton::http
