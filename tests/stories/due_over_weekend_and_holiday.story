# name: clock/weekend_and_holiday
# why: clocks count business hours: Good Friday, the weekend and the change to summer time do not run
# zone: Europe/Berlin
at 2026-03-20 08:00  user kim rep
agreement berlin
at 2026-03-27 16:00  contact a@acme.test created
touch a@acme.test page_view path=/pricing
touch a@acme.test page_view path=/pricing
# Friday before the clocks change: one hour is left, three on Monday
expect due a@acme.test at 2026-03-30 12:00
at 2026-03-30 12:01  expect breaches a@acme.test 2
expect breach a@acme.test acceptance at 2026-03-30 10:00
expect breach a@acme.test response at 2026-03-30 12:00
at 2026-04-02 15:00  contact b@acme.test created
touch b@acme.test page_view path=/pricing
touch b@acme.test page_view path=/pricing
# Thursday, then Good Friday, then the weekend
expect due b@acme.test at 2026-04-06 11:00
at 2026-04-06 10:59  rep kim calls b@acme.test
at 2026-04-07 09:00  expect breaches b@acme.test 1
