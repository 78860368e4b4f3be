# name: handoff/escalation_answered
# why: an answer stops the steps that are not due yet; the breach stays
at 2026-03-02 08:00  user kim rep
user lee rep
agreement escalating
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
at 2026-03-02 11:30  rep kim accepted ada@acme.test
rep kim calls ada@acme.test
at 2026-03-02 18:00
expect contact ada@acme.test owner kim handoff accepted
expect escalations ada@acme.test 1
expect breaches ada@acme.test 1
expect verify
