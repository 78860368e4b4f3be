# name: handoff/override_launch
# why: the first override that holds brings its own clocks and team, until its last day
at 2026-03-02 08:00  user kim rep team=sales
user ina rep team=inside
user uri rep team=alps
agreement escalating
at 2026-03-05 10:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing campaign=Launch
expect promised ada@acme.test Launch
expect contact ada@acme.test owner ina
expect due ada@acme.test at 2026-03-05 11:00
rep ina accepted ada@acme.test
rep ina calls ada@acme.test
contact bob@acme.test created
touch bob@acme.test page_view path=/pricing
expect promised bob@acme.test none
expect contact bob@acme.test owner kim
expect due bob@acme.test at 2026-03-05 14:00
contact cara@acme.test created country=CH
touch cara@acme.test page_view path=/pricing campaign=Launch
expect contact cara@acme.test owner uri
expect trace cara@acme.test "rule 1 of the agreement: uri@acme.test"
# the second override changes no more than it says
contact dan@acme.test created country=US
touch dan@acme.test page_view path=/pricing
expect promised dan@acme.test Partner
expect due dan@acme.test at 2026-03-05 14:00
expect contact dan@acme.test owner ina
# after its last day the launch starts no clock any more; what it started goes on
at 2026-03-06 09:00  contact eve@acme.test created
touch eve@acme.test page_view path=/pricing campaign=Launch
expect promised eve@acme.test none
expect promised ada@acme.test Launch
# a touch found late does not change what was promised
touch bob@acme.test page_view campaign=Launch happened="2026-03-05 09:00"
expect promised bob@acme.test none
expect verify
