# name: handoff/follow_up
# why: attempts count on distinct local days within the agreed time; too few are recorded once
at 2026-03-02 08:00  user kim rep
agreement escalating
at 2026-03-02 08:30  contact ada@acme.test created
contact bob@acme.test created
touch ada@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
rep kim accepted ada@acme.test
rep kim accepted bob@acme.test
rep kim calls ada@acme.test
rep kim calls bob@acme.test
at 2026-03-02 10:00  rep kim calls ada@acme.test
at 2026-03-03 10:00  rep kim mails bob@acme.test
at 2026-03-05 09:01
expect breach ada@acme.test follow_up at 2026-03-04 17:00
expect breaches bob@acme.test 0
rep kim calls ada@acme.test
expect breaches ada@acme.test 1
expect verify
