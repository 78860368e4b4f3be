# name: restatement/found_late
# why: an entry found late is offered when found, and its clocks start at the offer
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
at 2026-03-03 09:00  touch ada@acme.test page_view path=/pricing
at 2026-03-09 10:00  touch ada@acme.test page_view path=/pricing happened="2026-03-04 09:00"
expect reached ada@acme.test MQL at 2026-03-04 09:00
expect offered ada@acme.test at 2026-03-09 10:00
expect due ada@acme.test at 2026-03-09 14:00
expect restatements 0
expect breaches ada@acme.test 0
