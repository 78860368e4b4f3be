# name: import/undo
# why: an import can be taken back whole, and brought again
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact zoe@acme.test created
at 2026-03-02 10:00  import people.csv as=1
expect contact ada@acme.test stage lead
import visits.csv as=2
expect contact ada@acme.test stage MQL handoff offered
at 2026-03-02 11:00  undo import 2
expect contact ada@acme.test stage lead handoff offered flag "entry withdrawn"
undo import 1
expect contact ada@acme.test gone
expect contact zoe@acme.test stage lead
expect verify
at 2026-03-02 12:00  import people.csv as=3
import visits.csv as=4
expect contact ada@acme.test stage MQL
