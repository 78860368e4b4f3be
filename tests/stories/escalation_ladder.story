# name: handoff/escalation_ladder
# why: the steps of on_breach happen at their due instants, once each, over a restart and a kill
at 2026-03-02 08:00  user kim rep
user lee rep
user max manager
agreement escalating
at 2026-03-02 10:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test owner kim handoff offered
at 2026-03-02 12:00:30
expect breach ada@acme.test acceptance at 2026-03-02 12:00
expect escalation ada@acme.test notify_owner at 2026-03-02 12:00 to kim
kill
expect escalations ada@acme.test 1
at 2026-03-02 13:30
expect escalation ada@acme.test notify_manager at 2026-03-02 13:00 to max
expect escalation ada@acme.test notify_alignment_lead at 2026-03-02 13:00 to mia
expect escalation ada@acme.test warning at 2026-03-02 13:00 to kim
expect escalations ada@acme.test 4
expect contact ada@acme.test owner kim handoff offered
restart
expect escalations ada@acme.test 4
at 2026-03-02 14:30
expect escalation ada@acme.test reassign at 2026-03-02 14:00 to lee
expect contact ada@acme.test owner lee handoff offered
expect offers ada@acme.test 1
# the response was due at the very instant it went on: missed as well; lee's clocks are new
expect breaches ada@acme.test 2
expect due ada@acme.test at 2026-03-03 10:30
at 2026-03-02 14:40  rep lee calls ada@acme.test
rep lee accepted ada@acme.test
at 2026-03-03 12:00
expect escalations ada@acme.test 5
expect breaches ada@acme.test 2
expect verify
