# name: routing/owner_leaves
# why: when an owner leaves, everything open goes to somebody else at once, offered or accepted; clocks go on
at 2026-03-02 08:00  user kim rep
user max manager
agreement escalating
at 2026-03-02 09:00  contact ada@acme.test created
contact bob@acme.test created
touch ada@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
rep kim accepted bob@acme.test
expect due ada@acme.test at 2026-03-02 13:00
at 2026-03-02 10:00  user lee rep
user kim active=false
expect contact ada@acme.test owner lee handoff offered
expect contact bob@acme.test owner lee handoff accepted
expect due ada@acme.test at 2026-03-02 13:00
expect offers ada@acme.test 1
kill
# the last of the team leaves: the owner of last resort has it all
user lee active=false
expect contact ada@acme.test owner max handoff offered
expect contact bob@acme.test owner max handoff accepted
contact cara@acme.test created country=MOON
touch cara@acme.test page_view path=/pricing
expect contact cara@acme.test owner max
expect trace cara@acme.test "nobody of team moon can take it"
expect conservation dropped 0
expect verify
