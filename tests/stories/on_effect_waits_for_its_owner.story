# name: agreement/on_effect_waits_for_its_owner
# why: who belongs to a rep waits for that rep's share of the day, also when others have room
at 2026-03-02 08:00  user kim rep
user lee rep
agreement usual
at 2026-03-02 09:00  company Northwind created owner=kim@acme.test
contact a1@acme.test created of Northwind
contact a2@acme.test created of Northwind
contact a3@acme.test created
touch a1@acme.test page_view path=/pricing
touch a2@acme.test page_view path=/pricing
touch a3@acme.test page_view path=/pricing
at 2026-03-03 10:00  agreement looser_one_a_day
expect contact a1@acme.test handoff offered owner kim
expect contact a2@acme.test handoff none
expect contact a3@acme.test handoff offered owner lee
at 2026-03-04 09:00  restart
expect contact a2@acme.test handoff offered owner kim
expect conservation waiting 0
