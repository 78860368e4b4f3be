#include <string_view>

#include "agreement/starting/texts.hpp"

namespace baton::agreement::starting {

const std::string_view long_cycle_industrial = R"yaml(language: 1
agreement: Revenue agreement for a long sales cycle

# Whoever qualifies by signing this has been known for long; a few a day are enough.
on_effect: { offer: 2 per rep per day }

currency: EUR
timezone: Europe/Berlin
business_hours:
  days: [mon, tue, wed, thu, fri]
  from: "08:00"
  to: "17:00"
  holidays: []                       # add the works holidays

lists:
  # The industries we build for. Text compares without regard to upper and lower case.
  our_industries: [Automotive, Machinery, Chemicals, Food and beverage, Logistics]
  competitors: []

definitions:
  # An account that could order: the right industry, and large enough to invest.
  target_account: >
    company.industry in list(our_industries)
    and (company.employees >= 200 or company.annual_revenue >= 20000000)

  # People who specify, buy or sign.
  has_a_say: >
    contact.job_title matches "\b(engineer|production|plant|operations|procurement|purchas|head|director|manager)"

  # Concrete enquiries weigh more than reading, and stay valid for a quarter.
  concrete_enquiry: >
    any("Quote Requested" or "Sample Requested" or "Site Visit Requested" within 3 months)

  studies_the_technology: >
    count("Content Downloaded" or "Webinar Attended" or "Trade Fair Visited" within 6 months) >= 3

scores:
  # Projects are prepared for months, so interest fades slowly.
  interest:
    half_life: 13 weeks
    points:
      - { touch: page_view, points: 1 }
      - { touch: '"Content Downloaded"', points: 10 }
      - { touch: '"Content Downloaded" where asset contains "data sheet"', points: 5 }
      - { touch: '"Webinar Attended"', points: 15 }
      - { touch: '"Trade Fair Visited"', points: 25 }

stages:
  - name: lead
    owner: marketing
    description: A person whom we know and may write to.
    when: known contact.email

  - name: engaged account
    owner: marketing
    description: Somebody at a target account who takes notice of us.
    when: target_account and any(touch within 6 months)

  - name: MQL
    owner: marketing
    description: Somebody with a say at a target account, with a project in sight.
    when: >
      concrete_enquiry
      or target_account and has_a_say and (studies_the_technology or score(interest) >= 50)

  - name: SAL
    owner: sales
    description: The account's owner agrees that it is worth a conversation.
    when: handoff accepted

  - name: SQL
    owner: sales
    description: Requirements, decision makers and a time frame are known.
    when: reached(SAL) and count("Meeting Held" or "Site Visit Held" within 6 months) >= 1

  - name: opportunity
    owner: sales
    description: There is a project with an amount.
    when: deal open where (amount >= 10000)

  - name: customer
    owner: sales
    when: deal won

disqualify:
  - reason: competitor
    when: contact.email_domain in list(competitors)
  - reason: student
    when: contact.job_title contains "student" or contact.job_title contains "trainee"
  - reason: supplier
    when: handoff rejected for "supplier"

handoff:
  at: MQL
  # Accounts have owners here; round robin is for those that have none yet.
  to: { team: sales, by: round_robin, prefer: company.owner }
  respond_within: 2 business days
  accept_within: 1 business day
  follow_up: { attempts: 4, within: 20 business days }
  on_breach:
    - { after: 0 business hours, do: notify_owner }
    - { after: 1 business day, do: notify_manager }
    - { after: 3 business days, do: notify_alignment_lead }
  reject_reasons: [bad fit, no project, no budget, supplier, bad data, duplicate]
  recycle: { to: Stay in touch, eligible_again_after: 6 months }
  overrides:
    # A request for a quote is answered on the same day.
    - name: quotes
      when: any("Quote Requested" within 2 days)
      respond_within: 4 business hours
      accept_within: 2 business hours

rules_of_engagement:
  - while: handoff open or handoff accepted
    pause: journeys
    except: [Invitation to the trade fair]
  - { while: deal open, campaign_mail_needs: owner_consent }
  - { contact_owner: company.owner }
  - { quiet_after: rep_mail, for: 5 days }

promises:
  # Placeholders: agree on the numbers in the workshop, after the backtest.
  marketing:
    - { metric: marketing_sourced_bookings, per: quarter, target: 500000 }
  sales:
    - { metric: response_within_sla, target: 90% }
    - { metric: handoff_feedback, target: 100% }
)yaml";

}  // namespace baton::agreement::starting
