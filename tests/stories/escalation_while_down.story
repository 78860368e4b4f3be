# name: handoff/escalation_while_down
# why: steps that were due while the program was down are recorded at their due instants when it is back, and the next owner's clocks start when it is back
at 2026-03-02 08:00  user kim rep
user lee rep
agreement escalating
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
down
at 2026-03-04 10:00
up
expect escalation ada@acme.test notify_owner at 2026-03-02 11:00 to kim
expect escalation ada@acme.test notify_manager at 2026-03-02 12:00
expect escalation ada@acme.test reassign at 2026-03-02 13:00 to lee
expect contact ada@acme.test owner lee handoff offered
expect due ada@acme.test at 2026-03-04 14:00
kill
expect escalations ada@acme.test 4
expect verify
