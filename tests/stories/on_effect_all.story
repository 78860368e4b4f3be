# name: agreement/on_effect_all
# why: who qualifies by the change itself is offered at once unless the agreement says otherwise
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
at 2026-03-03 09:00  agreement looser
expect contact ada@acme.test stage MQL handoff offered owner kim
