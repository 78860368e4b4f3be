# name: ingestion/duplicate_message
# why: a message counts once, however often it is sent, also after a restart
at 2026-03-02 08:00  user kim rep
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing id=m1
touch ada@acme.test page_view path=/pricing id=m1
expect contact ada@acme.test stage lead
restart
touch ada@acme.test page_view path=/pricing id=m1
expect contact ada@acme.test stage lead
touch ada@acme.test page_view path=/pricing id=m2
expect contact ada@acme.test stage MQL
