# name: restatement/late_event
# why: a late event is read where it happened; what changes is told, what was done stays
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
at 2026-03-03 09:00  touch ada@acme.test page_view path=/pricing
at 2026-03-05 09:00  touch ada@acme.test page_view path=/pricing
expect reached ada@acme.test MQL at 2026-03-05 09:00
expect restatements 0
at 2026-03-06 09:00  touch ada@acme.test page_view path=/pricing happened="2026-03-04 09:00"
expect reached ada@acme.test MQL at 2026-03-04 09:00
expect restatements 1
expect offers ada@acme.test 1
expect offered ada@acme.test at 2026-03-05 09:00
touch ada@acme.test page_view path=/ happened="2026-03-04 10:00"
expect restatements 1
