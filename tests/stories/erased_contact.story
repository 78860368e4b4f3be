# name: contacts/erased
# why: who is erased is gone from what people read, and the history that others count stays
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created first_name=Ada
contact bob@acme.test created
touch ada@acme.test page_view path=/pricing id=m1
touch ada@acme.test page_view path=/pricing id=m2
touch bob@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
rep kim accepted bob@acme.test
expect contact ada@acme.test stage MQL owner kim handoff offered
expect conservation offered 1
refused erase ada@acme.test why=""
refused erase ada@acme.test why="Ada@acme.test asked for it"
at 2026-03-02 10:00  erase ada@acme.test why="asked for it by letter"
expect contact ada@acme.test gone
expect conservation qualified 2
expect conservation offered 0
expect conservation erased 1
expect conservation dropped 0
erase bob@acme.test why="asked for it, too"
expect conservation erased 2
expect conservation accepted 0
expect verify
kill
expect conservation erased 2
agreement stricter
at 2026-03-09 09:00  contact ada@acme.test created
expect contact ada@acme.test stage lead handoff none
touch ada@acme.test page_view path=/pricing id=m1
expect contact ada@acme.test stage lead
expect conservation qualified 2
expect conservation erased 2
expect verify
