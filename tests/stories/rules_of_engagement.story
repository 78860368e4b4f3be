# name: engagement/rules_of_engagement
# why: while a rep works on somebody no journey writes to them; after recycling it may again
at 2026-03-02 08:00  user kim rep
agreement engaged
at 2026-03-02 09:00  contact ada@acme.test created
expect marketing journeys ada@acme.test allowed
touch ada@acme.test page_view path=/pricing
expect contact ada@acme.test handoff offered
expect marketing journeys ada@acme.test paused since 2026-03-02 09:00
expect marketing journeys ada@acme.test allowed journey=webinar-reminder
expect marketing campaigns ada@acme.test allowed
at 2026-03-02 10:00  rep kim accepted ada@acme.test
expect marketing journeys ada@acme.test paused since 2026-03-02 09:00
deal big of ada@acme.test amount=1000
expect marketing campaigns ada@acme.test paused since 2026-03-02 10:00
restart
expect marketing campaigns ada@acme.test paused since 2026-03-02 10:00
at 2026-03-03 10:00  deal big deleted
rep kim mails ada@acme.test
# quiet for three days after a rep's mail, whoever writes and whatever is excepted elsewhere
expect marketing campaigns ada@acme.test paused since 2026-03-03 10:00
expect marketing journeys ada@acme.test paused journey=webinar-reminder
at 2026-03-06 10:00:01
expect marketing campaigns ada@acme.test allowed
contact bob@acme.test created
touch bob@acme.test page_view path=/pricing
rep kim accepted bob@acme.test
rep kim recycled bob@acme.test reason="bad timing"
expect marketing journeys bob@acme.test allowed
# the company's owner is the contact's
company Acme created owner=kim@acme.test
contact bob@acme.test joins Acme
expect owner_must_be bob@acme.test kim
expect verify
