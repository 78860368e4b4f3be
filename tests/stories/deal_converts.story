# name: deals/deal_converts_the_handoff
# why: a deal is what an accepted handoff was for; an offered one waits for its answer
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
contact bob@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
at 2026-03-02 09:30  rep kim accepted ada@acme.test
deal D1 of ada@acme.test amount=100
deal D2 of bob@acme.test amount=100
expect contact ada@acme.test handoff converted
expect contact bob@acme.test handoff offered
refused deal D1 moves to Lost
refused deal D1 moves to Nowhere
at 2026-03-03 09:00  deal D1 moves to Lost lost_reason=price
deal D2 moves to Won
expect contact bob@acme.test stage customer
deal D2 deleted
expect contact bob@acme.test stage customer
refused deal D2 moves to Won
