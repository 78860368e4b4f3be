# name: touches/scanner
# why: a link scanner is nobody's interest
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing actor=scanner
touch ada@acme.test page_view path=/pricing actor=scanner
expect contact ada@acme.test stage lead
