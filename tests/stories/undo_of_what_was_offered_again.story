# name: handoff/undo_of_what_was_offered_again
# why: two people never have one handoff: what let it go stays once it was offered to somebody else
at 2026-03-02 08:00  user kim rep
user lee rep
agreement usual
at 2026-03-02 09:00  contact a@acme.test created
touch a@acme.test page_view path=/pricing
touch a@acme.test page_view path=/pricing
expect contact a@acme.test owner kim handoff offered
at 2026-03-02 09:10  rep kim expired a@acme.test
remember letting_go
undo letting_go
expect contact a@acme.test owner kim handoff offered
at 2026-03-02 09:20  rep kim expired a@acme.test
remember letting_go
at 2026-03-02 09:30  rep kim offered a@acme.test to=lee
expect contact a@acme.test owner lee handoff offered
refused undo letting_go
expect contact a@acme.test owner lee handoff offered
expect verify
