# name: routing/owner_away
# why: who is away is passed over and passes on what they had not accepted, on the first day of it; a cap does the same
at 2026-03-02 08:00  user kim rep away_from=2026-03-03 away_until=2026-03-04
user lee rep
user ann rep most_open=1
agreement escalating
at 2026-03-02 09:00  contact a@acme.test created
contact b@acme.test created
contact c@acme.test created
contact d@acme.test created
touch a@acme.test page_view path=/pricing
touch b@acme.test page_view path=/pricing
touch c@acme.test page_view path=/pricing
expect contact a@acme.test owner ann
expect contact b@acme.test owner kim
expect contact c@acme.test owner lee
rep kim accepted b@acme.test
rep lee accepted c@acme.test
rep ann accepted a@acme.test
rep kim calls b@acme.test
rep lee calls c@acme.test
rep ann calls a@acme.test
# ann's turn, but she has no room
at 2026-03-02 16:30  touch d@acme.test page_view path=/pricing
expect contact d@acme.test owner kim
expect trace d@acme.test "ann@acme.test: has 1 open handoffs, 1 are the most"
expect due d@acme.test at 2026-03-03 12:30
at 2026-03-03 00:00:01
expect contact d@acme.test owner lee handoff offered
expect contact b@acme.test owner kim handoff accepted
# an absence stops no clock
expect due d@acme.test at 2026-03-03 12:30
at 2026-03-03 09:30  rep lee accepted d@acme.test
rep lee calls d@acme.test
at 2026-03-05 08:00  contact e@acme.test created
touch e@acme.test page_view path=/pricing
expect contact e@acme.test owner kim
# a cap that is lowered moves on what came last and was not accepted
user kim most_open=1
expect contact e@acme.test owner lee
expect contact b@acme.test owner kim
expect verify
