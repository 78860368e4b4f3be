# name: journey/stage_that_reads_the_offer
# why: what Baton does a microsecond later is evaluated like anything else
at 2026-03-02 08:00  user kim rep
agreement watching
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test stage offered_stage handoff offered
expect journeys ada@acme.test "lead entered, MQL entered, offered_stage entered"
expect verify
