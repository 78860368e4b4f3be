# name: journey/first_touch_to_won
# why: the whole way, from the first page view to the deal that is won
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
expect contact ada@acme.test stage lead how entered handoff none
at 2026-03-02 10:00  touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test stage lead
at 2026-03-02 10:05  touch ada@acme.test "Page View" path=/pricing/eu
expect contact ada@acme.test stage MQL owner kim handoff offered
expect reached ada@acme.test MQL at 2026-03-02 10:05
expect offered ada@acme.test at 2026-03-02 10:05
expect due ada@acme.test at 2026-03-02 14:05
at 2026-03-02 10:30  rep kim accepted ada@acme.test
expect contact ada@acme.test stage SAL handoff accepted
at 2026-03-02 11:00  rep kim calls ada@acme.test
at 2026-03-03 11:00  rep kim meets ada@acme.test
expect contact ada@acme.test stage SQL
at 2026-03-04 09:00  deal D1 of ada@acme.test amount=5000
expect contact ada@acme.test stage SQL handoff converted
at 2026-03-20 09:00  deal D1 moves to Won
expect contact ada@acme.test stage customer how entered handoff converted
expect journeys ada@acme.test "lead entered, MQL entered, SAL entered, SQL entered, customer entered"
expect breaches ada@acme.test 0
expect offers ada@acme.test 1
expect restatements 0
