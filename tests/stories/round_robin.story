# name: routing/round_robin
# why: everybody gets their turn, and who is away is passed over
at 2026-03-02 08:00  user kim rep
user lee rep
user mo rep
agreement usual
at 2026-03-02 09:00  contact a@acme.test created
contact b@acme.test created
contact c@acme.test created
contact d@acme.test created
contact e@acme.test created
contact f@acme.test created
place a@acme.test at lead why=order
touch a@acme.test page_view path=/pricing
touch a@acme.test page_view path=/pricing
touch b@acme.test page_view path=/pricing
touch b@acme.test page_view path=/pricing
touch c@acme.test page_view path=/pricing
touch c@acme.test page_view path=/pricing
expect contact a@acme.test owner kim
expect contact b@acme.test owner lee
expect contact c@acme.test owner mo
# what kim has not accepted is passed on, to whose turn it is
at 2026-03-02 10:00  user kim available=false
expect contact a@acme.test owner lee
touch d@acme.test page_view path=/pricing
touch d@acme.test page_view path=/pricing
expect contact d@acme.test owner mo
restart
touch e@acme.test page_view path=/pricing
touch e@acme.test page_view path=/pricing
expect contact e@acme.test owner lee
at 2026-03-02 11:00  user kim available=true
touch f@acme.test page_view path=/pricing
touch f@acme.test page_view path=/pricing
expect contact f@acme.test owner kim
