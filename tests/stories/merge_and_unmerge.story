# name: contacts/merge_and_unmerge
# why: two contacts that are one person become one and two again; what was edited meanwhile stays with the survivor
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created first_name=Ada phone="030 1234567"
touch ada@acme.test page_view path=/pricing
at 2026-03-02 09:30  contact ada@home.test created first_name=Adah last_name=Lovelace
touch ada@home.test page_view path=/pricing
expect contact ada@acme.test stage lead touches 1
expect contact ada@home.test stage lead touches 1
refused contact ada@home.test merges into ada@home.test
at 2026-03-02 10:00  contact ada@home.test merges into ada@acme.test
expect contact ada@acme.test stage MQL handoff offered touches 2 email=ada@acme.test first_name=Adah last_name=Lovelace phone="030 1234567"
expect contact ada@home.test stage MQL touches 2
refused contact ada@home.test merges into ada@acme.test
refused contact eve@acme.test created email=ada@home.test
restart
expect contact ada@home.test stage MQL touches 2
at 2026-03-02 11:00  contact ada@acme.test changes job_title=Countess last_name=King
touch ada@home.test page_view path=/about
at 2026-03-02 12:00  contact ada@home.test parts
expect contact ada@acme.test stage lead touches 2 first_name=Ada last_name=King job_title=Countess handoff offered flag "entry withdrawn"
expect contact ada@home.test stage lead touches 1 first_name=Adah last_name=Lovelace phone= job_title=
refused contact ada@home.test parts
at 2026-03-02 13:00  contact ada@home.test merges into ada@acme.test first_name=Augusta
expect contact ada@acme.test stage MQL touches 3 first_name=Augusta last_name=King
at 2026-03-02 14:00  contact ada@home.test parts
expect contact ada@acme.test first_name=Ada
expect verify
