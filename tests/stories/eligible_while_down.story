# name: journey/eligible_while_down
# why: what time alone brought while the program was down is in the tables as soon as it is back
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
at 2026-03-03 09:00  rep kim recycled ada@acme.test reason="bad timing"
at 2026-03-03 10:00  touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
down
at 2026-03-20 09:00
up
expect contact ada@acme.test stage MQL handoff offered
expect reached ada@acme.test MQL at 2026-03-13 09:00
expect offered ada@acme.test at 2026-03-20 09:00
expect verify
