# name: handoff/breach_while_down
# why: a clock that ran out while the program was down is recorded at its due instant when it is back
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
at 2026-03-02 10:00  touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
down
at 2026-03-04 10:00
up
expect breaches ada@acme.test 2
expect verify
restart
expect breaches ada@acme.test 2
