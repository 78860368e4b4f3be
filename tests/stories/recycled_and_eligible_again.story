# name: journey/recycled_and_eligible_again
# why: after the wait a new journey begins, by time alone, and old touches do not count again
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
at 2026-03-03 09:00  rep kim recycled ada@acme.test reason="bad timing"
expect contact ada@acme.test stage none handoff recycled
at 2026-03-12 09:00  expect contact ada@acme.test stage none
touch ada@acme.test page_view path=/pricing
at 2026-03-13 09:00:01  expect contact ada@acme.test stage lead
expect reached ada@acme.test lead at 2026-03-13 09:00
expect verify
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test stage MQL handoff offered owner kim
expect offers ada@acme.test 2
expect journeys ada@acme.test "lead entered, MQL entered | lead entered, MQL entered"
