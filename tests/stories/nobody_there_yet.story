# name: routing/nobody_there_yet
# why: nobody falls through: who qualified while the team was empty is offered to the first who joins
at 2026-03-02 08:00  agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test stage MQL handoff none
at 2026-03-03 09:00  user kim rep
expect contact ada@acme.test handoff offered owner kim
expect offered ada@acme.test at 2026-03-03 09:00
