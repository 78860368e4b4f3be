# name: agreement/on_effect_some_a_day
# why: whom the change itself qualifies goes to the reps in turn, so many each on a working day, exactly once
at 2026-03-02 08:00  user kim rep
user lee rep
agreement usual
at 2026-03-03 09:00  contact a1@acme.test created
contact a2@acme.test created
contact a3@acme.test created
contact a4@acme.test created
contact a5@acme.test created
contact a6@acme.test created
touch a6@acme.test page_view path=/pricing
touch a5@acme.test page_view path=/pricing
touch a4@acme.test page_view path=/pricing
touch a3@acme.test page_view path=/pricing
touch a2@acme.test page_view path=/pricing
touch a1@acme.test page_view path=/pricing
at 2026-03-06 10:00  agreement looser_one_a_day
expect offers kim 1
expect offers lee 1
expect offered a1@acme.test at 2026-03-06 10:00
expect offered a2@acme.test at 2026-03-06 10:00
expect conservation qualified 6
expect conservation waiting 4
expect conservation "on_effect: 1 per rep per day" 4
expect conservation dropped 0
restart
at 2026-03-06 16:00  kill
expect conservation waiting 4
# a later event still goes to the reps at once, and takes nothing from those who wait
contact b1@acme.test created
touch b1@acme.test page_view path=/pricing
expect contact b1@acme.test handoff offered
contact a3@acme.test changes job_title=student
at 2026-03-07 12:00  restart
expect conservation waiting 3
at 2026-03-09 08:59  contact zoe@acme.test created
expect contact a4@acme.test handoff none
at 2026-03-09 09:00  contact zed@acme.test created
expect offered a4@acme.test at 2026-03-09 09:00
expect offered a5@acme.test at 2026-03-09 09:00
expect contact a6@acme.test handoff none
down
at 2026-03-12 11:00  up
expect offered a6@acme.test at 2026-03-12 11:00
expect contact a3@acme.test handoff none
expect conservation waiting 0
expect conservation disqualified 1
expect verify
