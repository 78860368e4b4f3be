# name: undo/touch_takes_the_entry_back
# why: a touch that was a mistake takes its entry with it; the open handoff is flagged, not withdrawn
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
at 2026-03-02 10:00  touch ada@acme.test page_view path=/pricing
remember mistake
expect contact ada@acme.test stage MQL handoff offered
at 2026-03-02 10:30  undo mistake
expect contact ada@acme.test stage lead handoff offered flag "entry withdrawn"
expect restatements 1
remember correction
expect verify
at 2026-03-02 11:00  undo correction
expect contact ada@acme.test stage MQL handoff offered flag none
expect offers ada@acme.test 1
