# name: handoff/dispute_after_late_rejection
# why: what was late stays late, also when the rejection is taken back
at 2026-03-02 08:00  user kim rep
user mia marketer
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
at 2026-03-02 14:00  rep kim rejected ada@acme.test reason="bad fit"
expect breaches ada@acme.test 2
rejection ada@acme.test disputed by mia note="look again"
at 2026-03-02 15:00  rejection ada@acme.test reopened by kim
expect due ada@acme.test at 2026-03-03 11:00
expect breaches ada@acme.test 2
at 2026-03-02 15:30  rep kim accepted ada@acme.test
rep kim calls ada@acme.test
at 2026-03-05 15:30  expect breaches ada@acme.test 2
