# name: routing/shares_and_languages
# why: who has a larger share gets that much more, and who speaks the contact's language comes first
at 2026-03-02 08:00  user kim rep share=2
user lee rep languages=de
agreement escalating
at 2026-03-02 09:00  contact a@acme.test created
contact b@acme.test created
contact c@acme.test created
contact d@acme.test created
touch a@acme.test page_view path=/pricing
touch b@acme.test page_view path=/pricing
touch c@acme.test page_view path=/pricing
touch d@acme.test page_view path=/pricing
expect contact a@acme.test owner kim
expect contact b@acme.test owner lee
expect contact c@acme.test owner kim
expect contact d@acme.test owner kim
restart
# whose turn it would be does not speak it
contact e@acme.test created language=de-AT
touch e@acme.test page_view path=/pricing
expect contact e@acme.test owner lee
contact f@acme.test created language=de-AT
touch f@acme.test page_view path=/pricing
expect contact f@acme.test owner lee
expect trace f@acme.test "kim@acme.test: does not speak de"
# a language that nobody speaks holds nobody up
contact g@acme.test created hs_language=fr
touch g@acme.test page_view path=/pricing
expect contact g@acme.test owner kim
expect trace g@acme.test "nobody who can take it speaks fr"
# who speaks it cannot take it
user lee available=false
contact h@acme.test created locale=de_DE
touch h@acme.test page_view path=/pricing
expect contact h@acme.test owner kim
expect verify
