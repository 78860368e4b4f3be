# name: routing/nobody_there_after_restart
# why: a restart in between must not lose who still has to be offered
at 2026-03-02 08:00  agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
restart
expect contact ada@acme.test handoff none
at 2026-03-03 09:00  user kim rep
expect contact ada@acme.test handoff offered owner kim
