import { useState } from 'react';
import { useEngagement, useWhy } from '../api/hooks';
import type { Contact, Engagement, Why } from '../api/types';
import { shownVersion } from '../agreement/parts/signing';
import { WhyList, WhyTree } from '../agreement/parts/WhyTree';
import { Roles } from '../associations/parts/Roles';
import { DealLines } from '../deals/parts/DealLines';
import { HandoffActions } from '../handoffs/parts/HandoffActions';
import { ClockChip, StateChip } from '../handoffs/parts/HandoffLine';
import { useHandoff } from '../api/hooks';
import { t } from '../i18n';
import { moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Card, Chip, Facts } from '../kit/parts';
import { Waiting } from '../kit/states';
import { TaskLines } from '../tasks/parts/TaskLines';

export function ContactRail({ contact, asOf }: { contact: Contact; asOf: string | undefined }) {
  const open = contact.tasks.filter((task) => task.done_at === null);
  return (
    <>
      <WhyCard contact={contact} asOf={asOf} />
      {contact.handoff && <HandoffSide contact={contact} readOnly={asOf !== undefined} />}
      {!asOf && <EngagementCard contact={contact.id} />}
      <Card title={t('Next step')}>
        {open.length === 0 && (
          <p className="small third">
            {asOf ? t('No task was open.') : t('No next step yet. Press T to add one.')}
          </p>
        )}
        <div className="intasks">
          <TaskLines tasks={open} readOnly={asOf !== undefined} />
        </div>
      </Card>
      {contact.deals.length > 0 && (
        <Card title={t('Deals')}>
          <DealLines deals={contact.deals} />
        </Card>
      )}
      <Roles type="contacts" id={contact.id} asOf={asOf} />
    </>
  );
}

function WhyCard({ contact, asOf }: { contact: Contact; asOf: string | undefined }) {
  const why = useWhy(contact.id, undefined, asOf);
  if (why.isPending)
    return (
      <Card title={t('Why')}>
        <Waiting lines={3} />
      </Card>
    );
  if (!why.data) return null;
  return (
    <Card
      title={why.data.headline}
      aside={
        why.data.held && why.data.since ? (
          <Chip tone="marketing">{t('since {{time}}', { time: moment(why.data.since) })}</Chip>
        ) : undefined
      }
    >
      <WhyTree clause={why.data.tree} contact={contact.id} />
      {why.data.disqualifiers.length > 0 && (
        <>
          <h3>{t('Disqualifiers')}</h3>
          <WhyList clauses={why.data.disqualifiers} contact={contact.id} />
        </>
      )}
      <WhyNot why={why.data} contact={contact.id} />
    </Card>
  );
}

function WhyNot({ why, contact }: { why: Why; contact: string }) {
  const [open, setOpen] = useState(false);
  const next = why.next;
  return (
    <div className="stack gap6" style={{ borderTop: '1px solid var(--line)', paddingTop: 8, marginTop: 6 }}>
      <div className="row gap12 small">
        {why.agreement && (
          <Anchor to={`/agreement/${why.agreement.version}`} className="link">
            {t('Agreement {{version}}', { version: shownVersion(why.agreement.version) })}
          </Anchor>
        )}
        {next && (
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('Why not {{stage}} yet?', { stage: next.stage })}
          </button>
        )}
      </div>
      {open && next && <WhyList clauses={next.missing} contact={contact} />}
    </div>
  );
}

// The rules of engagement, when one of them says "not now".
function EngagementCard({ contact }: { contact: string }) {
  const { data } = useEngagement(contact);
  if (!data || (data.journeys.allowed && data.campaigns.allowed)) return null;
  return (
    <Card title={t('Marketing paused')}>
      {!data.journeys.allowed && <NotNow what={t('No journey writes to them')} approach={data.journeys} />}
      {!data.campaigns.allowed && <NotNow what={t('No campaign writes to them')} approach={data.campaigns} />}
    </Card>
  );
}

function NotNow({ what, approach }: { what: string; approach: Engagement['journeys'] }) {
  const because = approach.because ?? '';
  return (
    <div className="stack gap4 small">
      <p>
        {approach.since
          ? t('{{what}} since {{time}}, because {{because}}.', {
              what,
              time: moment(approach.since),
              because,
            })
          : t('{{what}}, because {{because}}.', { what, because })}
      </p>
      {approach.until && <p className="third">{t('Until {{time}}', { time: moment(approach.until) })}</p>}
      {approach.except.length > 0 && (
        <p className="third">{t('Except {{names}}', { names: approach.except.join(', ') })}</p>
      )}
    </div>
  );
}

function HandoffSide({ contact, readOnly }: { contact: Contact; readOnly: boolean }) {
  const { handoff } = contact;
  const card = useHandoff(contact.id, !readOnly);
  if (!handoff) return null;
  const waits = handoff.state === 'offered';
  const rows: [string, string][] = [
    [t('Offered'), moment(handoff.offered_at)],
    [
      waits ? t('Answer by') : t('Answered'),
      moment(waits ? handoff.due_at : handoff.responded_at) || t('not yet'),
    ],
    ...(handoff.reason ? [[t('Reason'), handoff.reason] as [string, string]] : []),
  ];
  return (
    <Card
      title={<Anchor to={`/handoffs/${contact.id}`}>{t('Handoff')}</Anchor>}
      aside={waits ? <ClockChip handoff={handoff} /> : <StateChip handoff={handoff} />}
    >
      <Facts rows={rows} />
      {!readOnly && card.data && (
        <div style={{ marginTop: 10 }}>
          <HandoffActions card={card.data} />
        </div>
      )}
    </Card>
  );
}
