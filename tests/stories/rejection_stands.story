# name: handoff/rejection_stands
# why: marketing answers every rejection, and what it answered is the last word or is settled by sales
at 2026-03-02 08:00  user kim rep
user mia marketer
agreement usual
at 2026-03-02 09:00  contact ada@acme.test created
touch ada@acme.test page_view path=/pricing
touch ada@acme.test page_view path=/pricing
contact bob@acme.test created
touch bob@acme.test page_view path=/pricing
touch bob@acme.test page_view path=/pricing
rep kim rejected ada@acme.test reason="bad fit"
rep kim rejected bob@acme.test reason="bad timing"
expect unanswered 2
refused rejection ada@acme.test changed by mia
rejection ada@acme.test changed by mia note="the form now asks for the company"
expect answered ada@acme.test changed
refused rejection ada@acme.test disputed by mia note="after all"
rejection bob@acme.test disputed by mia note="they asked for June"
rejection bob@acme.test upheld by kim note="no budget before autumn"
expect answered bob@acme.test upheld
expect contact bob@acme.test stage none handoff rejected
refused rejection bob@acme.test reopened by kim
expect unanswered 0
