# name: contacts/merge_follows
# why: deals and handoffs follow the survivor; the most restrictive consent wins, whatever is chosen
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created email_opt_out=false newsletter_consent=true
contact ada@home.test created email_opt_out=true newsletter_consent=false
deal freight of ada@home.test amount=100
touch ada@home.test page_view path=/pricing
touch ada@home.test page_view path=/pricing
expect contact ada@home.test stage MQL handoff offered
at 2026-03-02 09:30  contact ada@home.test merges into ada@acme.test email_opt_out=false newsletter_consent=true
expect contact ada@acme.test stage MQL handoff offered email_opt_out=true newsletter_consent=false
expect offers ada@acme.test 1
at 2026-03-02 09:40  rep kim accepted ada@acme.test
deal freight moves to Won
expect contact ada@acme.test stage customer handoff accepted
at 2026-03-02 10:00  contact ada@home.test parts
expect contact ada@acme.test stage lead email_opt_out=false newsletter_consent=true
expect contact ada@home.test stage customer email_opt_out=true newsletter_consent=false
expect verify
