# name: contacts/merge_open_handoff
# why: what came to one contact after an offer to the other that is still open would answer it: it has to be answered first
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
contact ada@home.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
touch ada@home.test page_view path=/pricing
touch ada@home.test page_view path=/pricing
expect contact ada@acme.test handoff offered
expect contact ada@home.test handoff offered
refused contact ada@home.test merges into ada@acme.test
at 2026-03-02 10:00  rep kim rejected ada@acme.test reason="bad fit"
rep kim rejected ada@home.test reason="bad fit"
at 2026-03-02 10:30  contact ada@home.test merges into ada@acme.test
expect contact ada@acme.test handoff rejected stage none
expect verify
