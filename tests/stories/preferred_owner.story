# name: routing/preferred_owner
# why: who owns the company gets its contacts, unless they are away
at 2026-03-02 08:00  user kim rep
user lee rep
agreement usual
at 2026-03-02 09:00  company Acme created domain=acme.test owner=lee@acme.test
contact a@acme.test created of Acme
contact b@acme.test created of Acme
contact c@acme.test created of Acme
touch a@acme.test page_view path=/pricing
touch a@acme.test page_view path=/pricing
touch b@acme.test page_view path=/pricing
touch b@acme.test page_view path=/pricing
expect contact a@acme.test owner lee
expect contact b@acme.test owner lee
at 2026-03-02 10:00  user lee available=false
touch c@acme.test page_view path=/pricing
touch c@acme.test page_view path=/pricing
expect contact c@acme.test owner kim
