# name: contacts/deleted
# why: deleting ends the journey; the address is free again
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
refused contact ada@acme.test created
refused contact nonsense created
touch ada@acme.test page_view path=/pricing
at 2026-03-02 10:00  contact ada@acme.test deleted
expect contact ada@acme.test gone
contact ada@acme.test created
expect contact ada@acme.test stage lead
