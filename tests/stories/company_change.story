# name: company/change_reaches_all
# why: what is learned about a company is read by the criteria of all its contacts
at 2026-03-02 08:00  user kim rep
user lee rep
agreement usual
at 2026-03-02 09:00  company Acme created employees=20 domain=acme.test
contact ada@acme.test created of Acme
contact bob@acme.test created
contact bob@acme.test joins Acme
contact cy@other.test created
at 2026-03-02 10:00  company Acme changes employees=2000
expect contact ada@acme.test stage MQL handoff offered
expect contact bob@acme.test stage MQL handoff offered
expect contact cy@other.test stage lead handoff none
expect offers kim 1
expect offers lee 1
at 2026-03-02 11:00  company Acme changes employees=10
expect contact ada@acme.test stage MQL
