# name: handoff/praise
# why: marketing learns as much from what sales liked as from what it sent back
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
refused rep kim praises ada@acme.test reason="real need"
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
refused rep kim praises ada@acme.test
refused rep kim praises ada@acme.test reason="nice shoes"
rep kim praises ada@acme.test reason="right person" note="She decides. Thanks @mia@acme.test"
expect praised ada@acme.test "right person"
expect thread ada@acme.test 1
expect contact ada@acme.test handoff offered
at 2026-03-02 10:00  rep kim accepted ada@acme.test
rep kim praises ada@acme.test reason="real need"
remember second
expect praised ada@acme.test "real need"
undo second
expect praised ada@acme.test "right person"
restart
expect praised ada@acme.test "right person"
rep kim recycled ada@acme.test reason="bad timing"
refused rep kim praises ada@acme.test reason="real need"
