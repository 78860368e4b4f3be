# name: agreement/on_effect_none
# why: who qualifies by the change itself is not offered; a later event offers others as ever
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
contact bob@acme.test created
touch ada@acme.test page_view path=/pricing
at 2026-03-03 09:00  agreement looser_no_offers
expect contact ada@acme.test stage MQL handoff none
at 2026-03-03 10:00  touch bob@acme.test page_view path=/pricing
expect contact bob@acme.test stage MQL handoff offered
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test handoff none
restart
expect contact ada@acme.test handoff none
