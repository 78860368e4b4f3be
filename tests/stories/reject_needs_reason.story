# name: handoff/reject_needs_reason
# why: a rejection without a reason of the agreement teaches marketing nothing
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
refused rep kim accepted ada@acme.test
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
refused rep kim rejected ada@acme.test
refused rep kim rejected ada@acme.test reason="did not like them"
refused rep kim converted ada@acme.test
refused rep kim reassigned ada@acme.test to=kim
expect contact ada@acme.test stage MQL handoff offered
at 2026-03-02 09:30  rep kim rejected ada@acme.test reason="bad fit"
expect contact ada@acme.test stage none handoff rejected
refused rep kim accepted ada@acme.test
expect breaches ada@acme.test 0
