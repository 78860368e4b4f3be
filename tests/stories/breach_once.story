# name: handoff/breach_once
# why: a missed clock is recorded at its due instant, once, whatever restarts in between
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
at 2026-03-02 10:00  touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
at 2026-03-02 11:59  expect breaches ada@acme.test 0
at 2026-03-02 12:01  expect breaches ada@acme.test 1
restart
expect breaches ada@acme.test 1
at 2026-03-02 14:01  expect breaches ada@acme.test 2
kill
at 2026-03-05 09:00  expect breaches ada@acme.test 2
touch ada@acme.test page_view path=/
expect breaches ada@acme.test 2
# late knowledge does not unmake it
rep kim calls ada@acme.test happened="2026-03-02 10:30"
expect breaches ada@acme.test 2
