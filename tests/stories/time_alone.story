# name: journey/time_alone
# why: a stage that only time brings is in the tables without anybody doing anything
at 2026-03-02 08:00  user kim rep
agreement time_alone
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/
at 2026-03-07 08:59  expect contact ada@acme.test stage lead
at 2026-03-07 09:00:01  expect contact ada@acme.test stage SAL
expect verify
kill
expect contact ada@acme.test stage SAL
expect journeys ada@acme.test "lead entered, MQL passed, SAL entered"
expect offers ada@acme.test 0
