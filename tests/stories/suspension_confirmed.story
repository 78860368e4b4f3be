# name: agreement/suspension_confirmed
# why: when both signers confirm, no offers are made until the alignment lead ends it
at 2026-03-02 08:00  user kim rep
user pia lead
agreement usual
at 2026-03-02 10:00  suspend by pia reason="a robot"
refused confirm by kim
confirm by mia
refused confirm by mia
confirm by sam
contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
at 2026-03-20 10:00  restart
expect contact ada@acme.test stage MQL handoff none
refused lift by kim
at 2026-03-20 11:00  lift by pia
expect offered ada@acme.test at 2026-03-20 11:00
expect conservation waiting 0
expect verify
