# name: handoff/dispute_reopens
# why: a rejection can be disputed; when sales agrees it is taken back, and the rep has the whole time again
at 2026-03-02 08:00  user kim rep
user ann lead
user mia marketer
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
expect due ada@acme.test at 2026-03-02 13:00
refused rejection ada@acme.test agreed by mia
at 2026-03-02 09:30  rep kim rejected ada@acme.test reason="bad fit" note="a student, I think"
expect contact ada@acme.test stage none handoff rejected
expect unanswered 1
refused rejection ada@acme.test disputed by mia
refused rejection ada@acme.test reopened by kim
at 2026-03-02 15:00  rejection ada@acme.test disputed by mia note="@kim she leads logistics"
expect answered ada@acme.test disputed
expect unanswered 0
expect thread ada@acme.test 1
refused rejection ada@acme.test disputed by mia note="again"
refused rejection ada@acme.test reopened by mia
refused rejection ada@acme.test upheld by kim
at 2026-03-03 10:00  rejection ada@acme.test reopened by kim
expect contact ada@acme.test stage MQL owner kim handoff offered
expect offers ada@acme.test 1
expect due ada@acme.test at 2026-03-03 14:00
expect breaches ada@acme.test 0
expect conservation offered 1
restart
expect due ada@acme.test at 2026-03-03 14:00
rep kim rejected ada@acme.test reason="bad timing"
expect contact ada@acme.test stage none handoff rejected
expect answered ada@acme.test none
expect unanswered 1
rejection ada@acme.test disputed by mia note="they asked for today"
rejection ada@acme.test reopened by kim
at 2026-03-03 13:59  expect breaches ada@acme.test 1
expect breach ada@acme.test acceptance at 2026-03-03 12:00
at 2026-03-03 14:01  expect breaches ada@acme.test 2
rep kim accepted ada@acme.test
expect contact ada@acme.test stage SAL handoff accepted
