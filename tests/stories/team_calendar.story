# name: handoff/team_calendar
# why: clocks run on the receiving team's calendar and zone; a change of it is for later offers
# zone: UTC
at 2026-03-02 08:00  user kim rep team=sales
user ina rep team=inside
team inside time_zone=America/New_York holidays=2026-03-03
agreement escalating
at 2026-03-02 15:00  contact ada@acme.test created country=US
touch ada@acme.test page_view path=/pricing
# 10:00 in New York
expect due ada@acme.test at 2026-03-02 19:00
at 2026-03-02 21:00  contact bob@acme.test created country=US
touch bob@acme.test page_view path=/pricing
# an hour is left today, tomorrow is a holiday there
expect due bob@acme.test at 2026-03-04 17:00
team inside holidays=2026-03-04
expect due bob@acme.test at 2026-03-04 17:00
# hours in which nobody ever works are not taken: those of the agreement hold, in New York
team inside work_from=18:00 work_to=09:00
at 2026-03-04 10:00  contact cara@acme.test created country=US
touch cara@acme.test page_view path=/pricing
expect due cara@acme.test at 2026-03-04 18:00
expect verify
