# name: agreement/version_change
# why: stages that were reached stay reached; the new version decides from its instant on
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
contact bob@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
expect contact ada@acme.test stage MQL
at 2026-03-03 09:00  agreement stricter
touch bob@acme.test page_view path=/pricing
expect contact ada@acme.test stage MQL handoff offered
expect contact bob@acme.test stage lead
at 2026-03-03 10:00  touch bob@acme.test page_view path=/pricing
expect contact bob@acme.test stage MQL
expect restatements 0
# a late event in the time of the old version is read under the old version
at 2026-03-04 09:00  contact cy@acme.test created happened="2026-03-02 08:30"
touch cy@acme.test page_view path=/pricing happened="2026-03-02 10:00"
touch cy@acme.test page_view path=/pricing happened="2026-03-02 11:00"
expect reached cy@acme.test MQL at 2026-03-02 11:00
restart
expect contact ada@acme.test stage MQL
