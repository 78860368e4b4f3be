#include <string_view>

#include "agreement/starting/texts.hpp"

namespace baton::agreement::starting {

const std::string_view short_cycle_saas = R"yaml(language: 1
agreement: Revenue agreement for a short sales cycle

# What becomes qualified by signing this is offered in portions, so that nobody drowns on the first day.
on_effect: { offer: 5 per rep per day }

currency: EUR
timezone: Europe/Berlin
business_hours:
  days: [mon, tue, wed, thu, fri]
  from: "09:00"
  to: "18:00"
  holidays: []                       # add the days on which nobody answers

lists:
  # Addresses that say nothing about the company behind them.
  free_mail: [gmail.com, outlook.com, hotmail.com, yahoo.com, gmx.de, web.de, icloud.com]
  competitors: []                    # add the domains of those who only want to look

definitions:
  # Fit: could this company become a good customer at all?
  company_fits: company.employees between 20 and 2000
  business_address: known contact.email and contact.email_domain not in list(free_mail)

  # Intent: does this person look for a solution now?
  asked_for_sales: any("Demo Requested" or "Contact Sales" or "Trial Started" within 30 days)
  studies_prices: count(page_view where path starts with "/pricing" within 14 days) >= 2

scores:
  # Interest fades: a click counts half after three weeks.
  engagement:
    half_life: 21 days
    points:
      - { touch: page_view, points: 1 }
      - { touch: 'page_view where path starts with "/pricing"', points: 8 }
      - { touch: '"Email Link Clicked"', points: 5 }
      - { touch: '"Content Downloaded"', points: 10 }
      - { touch: '"Webinar Attended"', points: 15 }
      - { touch: '"Unsubscribed"', points: -40 }

stages:
  - name: subscriber
    owner: marketing
    description: Somebody whom we may write to.
    when: known contact.email

  - name: lead
    owner: marketing
    description: Has done something of their own accord, beyond opening a mail.
    when: known contact.email and any("Form Submitted" or "Content Downloaded" or "Trial Started")

  - name: MQL
    owner: marketing
    description: A person at a company that fits, who looks for a solution now.
    when: >
      business_address
      and (asked_for_sales
           or company_fits and (studies_prices or score(engagement) >= 40))

  - name: SAL
    owner: sales
    description: A rep has taken it on.
    when: handoff accepted

  - name: SQL
    owner: sales
    description: A rep has spoken with them, and there is a need.
    when: reached(SAL) and any("Meeting Held" within 30 days)

  - name: opportunity
    owner: sales
    when: deal open

  - name: customer
    owner: sales
    when: deal won

disqualify:
  - reason: competitor
    when: contact.email_domain in list(competitors)
  - reason: student
    when: contact.job_title contains "student" or contact.job_title contains "intern"

handoff:
  at: MQL
  to: { team: sales, by: round_robin, prefer: company.owner }
  respond_within: 4 business hours
  accept_within: 2 business hours
  follow_up: { attempts: 5, within: 8 business days }
  on_breach:
    - { after: 0 business hours, do: notify_owner }
    - { after: 2 business hours, do: notify_manager }
    - { after: 4 business hours, do: reassign }
  reject_reasons: [bad fit, no need, no budget, no authority, bad timing, bad data, duplicate]
  recycle: { to: Re-engage, eligible_again_after: 45 days }
  overrides:
    # Who asks for a demo is waiting for us.
    - name: demo requests
      when: any("Demo Requested" within 1 day)
      respond_within: 1 business hour
      accept_within: 1 business hour

rules_of_engagement:
  - { while: handoff open or handoff accepted, pause: journeys }
  - { while: deal open, campaign_mail_needs: owner_consent }
  - { quiet_after: rep_mail, for: 2 days }

promises:
  # Placeholders: agree on the numbers in the workshop, after the backtest.
  marketing:
    - { metric: mql_value, per: month, target: 100000 }
    - { metric: marketing_sourced_bookings, per: quarter, target: 120000 }
  sales:
    - { metric: response_within_sla, target: 95% }
    - { metric: handoff_feedback, target: 100% }
)yaml";

}  // namespace baton::agreement::starting
