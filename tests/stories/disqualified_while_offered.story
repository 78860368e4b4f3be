# name: journey/disqualified_while_offered
# why: a disqualified contact leaves the journey; the open handoff is flagged for its owner
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
at 2026-03-02 10:00  contact ada@acme.test changes job_title="PhD student"
expect contact ada@acme.test stage none handoff offered flag "entry withdrawn"
at 2026-03-02 10:30  rep kim withdrawn ada@acme.test reason=student
expect contact ada@acme.test stage none handoff withdrawn
at 2026-03-02 11:00  contact ada@acme.test changes job_title=Engineer
expect contact ada@acme.test stage MQL handoff offered
expect offers ada@acme.test 2
