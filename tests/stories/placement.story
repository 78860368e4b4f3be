# name: journey/placement
# why: a person may put a contact further, with a reason; nobody is offered what somebody took
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
refused place ada@acme.test at MQL why=" "
refused place ada@acme.test at MQLs why="no such stage"
at 2026-03-02 10:00  place ada@acme.test at SQL why="met at the fair"
expect contact ada@acme.test stage SQL how placed handoff none
expect journeys ada@acme.test "lead entered, MQL passed, SAL passed, SQL placed"
place ada@acme.test at MQL why="not backwards"
expect contact ada@acme.test stage SQL
