# name: handoff/late_accept
# why: a late accept counts, but the breaches stay visible to both teams
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test stage MQL owner kim
at 2026-03-02 12:30  rep kim accepted ada@acme.test
expect contact ada@acme.test stage SAL handoff accepted
expect breaches ada@acme.test 1
at 2026-03-02 14:00  rep kim calls ada@acme.test
expect breaches ada@acme.test 2
at 2026-03-09 14:00  expect breaches ada@acme.test 2
