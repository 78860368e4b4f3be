# name: backtest/draft_beside_in_force
# why: before anybody signs, both teams see whom a draft would have let in and what really became of them
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
contact bob@acme.test created
contact cy@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
touch cy@acme.test page_view path=/pricing
at 2026-03-02 10:00  rep kim accepted ada@acme.test
rep kim rejected bob@acme.test reason="bad fit"
# the version in force, beside itself: nobody moves
expect backtest usual MQL entered 2 observed 2 never_offered 0 accepted 1 rejected 1 gained 0 lost 0 kept 2
# the draft lets cy in, who was never offered: that is not a no
expect backtest looser MQL entered 3 observed 2 never_offered 1 accepted 1 rejected 1 gained 1 lost 0 kept 2
expect backtest stricter MQL entered 0 gained 0 lost 2 kept 0
# the rejection of bob counts under the draft too: he is out and enters no second time
at 2026-03-03 09:00  touch bob@acme.test page_view path=/pricing
expect backtest looser MQL entered 3 rejected 1
# the looser draft would have let him in when the wait ended, the version in force does at his next visit: that offer
# came after the draft's entry, so it is one that was observed
at 2026-03-16 09:00  touch bob@acme.test page_view path=/pricing
expect backtest looser MQL entered 4 observed 3 never_offered 1
expect backtest usual MQL entered 3 observed 3
# opened with the recorded history, the version in force gives what really happened
expect backtest usual MQL entered 3 opening=recorded
expect contact bob@acme.test stage MQL
