# name: handoff/reassigned
# why: another rep takes an accepted handoff over; it stays accepted and is offered to nobody again
at 2026-03-02 08:00  user kim rep
user lee rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
at 2026-03-02 09:30  rep kim accepted ada@acme.test
refused rep kim reassigned ada@acme.test to=nobody
rep kim reassigned ada@acme.test to=lee
expect contact ada@acme.test stage SAL handoff accepted owner lee
expect offers ada@acme.test 1
# the team of the owner shows with the handoff
user lee team=inside
expect verify
