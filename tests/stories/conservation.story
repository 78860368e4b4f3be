# name: handoff/conservation
# why: whoever qualified once is in exactly one place, whatever became of it
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact a1@acme.test created
contact a2@acme.test created
contact a3@acme.test created
contact a4@acme.test created
contact a5@acme.test created
contact a6@acme.test created
contact a7@acme.test created
touch a1@acme.test page_view path=/pricing
touch a1@acme.test page_view path=/pricing
touch a2@acme.test page_view path=/pricing
touch a2@acme.test page_view path=/pricing
touch a3@acme.test page_view path=/pricing
touch a3@acme.test page_view path=/pricing
touch a4@acme.test page_view path=/pricing
touch a4@acme.test page_view path=/pricing
touch a5@acme.test page_view path=/pricing
touch a5@acme.test page_view path=/pricing
place a6@acme.test at MQL why="met at the fair"
rep kim accepted a2@acme.test
rep kim rejected a3@acme.test reason="bad fit"
rep kim rejected a4@acme.test reason="bad timing"
contact a5@acme.test deleted
at 2026-03-03 09:00  expect conservation qualified 6
expect conservation offered 1
expect conservation overdue 1
expect conservation accepted 1
expect conservation rejected 2
expect conservation "bad fit" 1
expect conservation "placed by hand" 1
expect conservation deleted 1
expect conservation waiting 0
expect conservation dropped 0
# out of its journey, the one that was rejected is still accounted for
at 2026-03-20 09:00  expect conservation qualified 6
expect conservation rejected 2
