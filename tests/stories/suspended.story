# name: agreement/suspended
# why: the alignment lead alone stops new offers; after five business days they are made, while still current
at 2026-03-02 08:00  user kim rep
user pia lead
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
contact bob@acme.test created
at 2026-03-02 10:00  refused suspend by kim reason="no"
refused suspend by pia
suspend by pia reason="the score counts a robot"
refused suspend by pia reason="again"
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
expect contact ada@acme.test stage MQL handoff none
expect conservation waiting 2
expect conservation "offers are suspended" 2
restart
expect contact ada@acme.test handoff none
contact bob@acme.test changes job_title=student
at 2026-03-09 09:59  kill
expect contact ada@acme.test handoff none
expect conservation waiting 1
at 2026-03-09 10:00  contact zoe@acme.test created
expect offered ada@acme.test at 2026-03-09 10:00
expect contact bob@acme.test handoff none
expect conservation waiting 0
expect verify
refused lift by pia
