# name: handoff/escalation_ends
# why: a handoff that nobody answers goes to each once, then to the owner of last resort, and stays there
at 2026-03-02 08:00  user kim rep
user lee rep
user max manager
agreement escalating
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test owner kim
at 2026-03-02 13:30
expect contact ada@acme.test owner lee
at 2026-03-03 10:00
expect contact ada@acme.test owner max
expect trace ada@acme.test "the owner of last resort"
at 2026-03-20 10:00
expect contact ada@acme.test owner max handoff offered
expect escalation ada@acme.test reassign at 2026-03-03 14:00 to max
expect conservation offered 1
expect conservation dropped 0
expect verify
