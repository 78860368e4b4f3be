#include <string_view>

#include "agreement/starting/texts.hpp"

namespace baton::agreement::starting {

const std::string_view small_team = R"yaml(language: 1
agreement: Agreement of a small team

# Whoever qualifies by signing this is offered at once: there are few of them.
on_effect: { offer: all }

currency: EUR
timezone: Europe/Berlin
business_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }

definitions:
  # Who writes to us wants an answer. This is the heart of the agreement.
  asked_for_us: any("Form Submitted" or "Demo Requested" or "Call Logged" within 14 days)

  # Who comes back often may be waiting for us to ask.
  keeps_coming_back: count(page_view within 14 days) >= 8 and known contact.phone

stages:
  - name: lead
    owner: marketing
    description: Somebody whom we know by name or address.
    when: known contact.email or known contact.phone

  # There is nobody between marketing and the sellers, so one step leads from one to the other.
  - name: MQL
    owner: marketing
    description: Somebody a seller should talk to today.
    when: asked_for_us or keeps_coming_back

  - name: SQL
    owner: sales
    description: A seller has taken it on and found a need.
    when: handoff accepted

  - name: opportunity
    owner: sales
    when: deal open

  - name: customer
    owner: sales
    when: deal won

disqualify:
  - reason: applicant
    when: any("Form Submitted" where path contains "/jobs")

handoff:
  at: MQL
  to: { team: sales, by: least_loaded, prefer: contact.owner }
  respond_within: 1 business day
  follow_up: { attempts: 3, within: 10 business days }
  on_breach:
    - { after: 0 business hours, do: notify_owner }
    - { after: 1 business day, do: reassign }
  reject_reasons: [bad fit, no need, not reachable, spam]
  recycle: { to: Newsletter, eligible_again_after: 30 days }

rules_of_engagement:
  - { while: handoff open or handoff accepted or deal open, pause: journeys }

promises:
  marketing:
    - { metric: mql_count, per: month, target: 20 }
    - { metric: marketing_sourced_bookings, per: quarter, target: 50000 }
  sales:
    - { metric: response_within_sla, target: 90% }
)yaml";

}  // namespace baton::agreement::starting
