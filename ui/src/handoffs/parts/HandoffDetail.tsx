// The handoff card: why this person, what they engaged with, who they work for, and the answer.
import { IconBuilding, IconPhone, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useHandoff } from '../../api/hooks';
import type { HandoffCard } from '../../api/types';
import { WhyTree } from '../../agreement/parts/WhyTree';
import { OwnerPick } from '../../contacts/parts/OwnerPick';
import { Timeline } from '../../contacts/parts/Timeline';
import { t } from '../../i18n';
import { clock, full, moment, money } from '../../kit/format';
import { Anchor } from '../../kit/nav';
import { Avatar, Bar, Card, Chip, Facts, LinkButton, NotKnown, useNow } from '../../kit/parts';
import { Answer as Answered } from '../../kit/states';
import type { Answer } from './answer';
import { Feedback } from './Feedback';
import { HandoffActions } from './HandoffActions';
import { ClockChip, StateChip } from './HandoffLine';
import { SeenBy } from './SeenBy';
import { clockOf, escalationWords, usedOf } from './words';

export function HandoffDetail({
  contact,
  heading,
  onAnswered,
}: {
  contact: string;
  heading: 'h1' | 'h2';
  onAnswered?: (answer: Answer) => void;
}) {
  const card = useHandoff(contact);
  return (
    <Answered of={card} lines={8}>
      {(found) => <CardBody card={found} heading={heading} onAnswered={onAnswered} />}
    </Answered>
  );
}

function CardBody({
  card,
  heading,
  onAnswered,
}: {
  card: HandoffCard;
  heading: 'h1' | 'h2';
  onAnswered?: ((answer: Answer) => void) | undefined;
}) {
  return (
    <article aria-label={card.contact.name}>
      <CardHead card={card} heading={heading} />
      <div
        className="pad"
        style={{ paddingTop: 0, paddingBottom: 14, borderBottom: '1px solid var(--line)' }}
      >
        <HandoffActions card={card} {...(onAnswered && { onAnswered })} />
      </div>
      <div className="twocolumn">
        <div className="stack gap16">
          <Feedback card={card} />
          {card.why_tree && (
            <section className="stack gap4">
              <div className="row">
                <h3>{t('Why {{name}} is here', { name: firstName(card.contact.name) })}</h3>
                <Chip tone="marketing">{card.stage}</Chip>
              </div>
              <WhyTree clause={card.why_tree} contact={card.contact.id} />
            </section>
          )}
          <section className="stack gap4">
            <h3>{t('What {{name}} engaged with', { name: firstName(card.contact.name) })}</h3>
            <Timeline rows={card.engaged} />
            {card.engaged.length === 0 && <p className="small third">{t('No touches yet.')}</p>}
          </section>
        </div>
        <CardAside card={card} />
      </div>
    </article>
  );
}

const firstName = (name: string): string => name.split(' ')[0] ?? name;

function CardHead({ card, heading: Heading }: { card: HandoffCard; heading: 'h1' | 'h2' }) {
  const now = useNow();
  const waits = card.state === 'offered';
  return (
    <div className="row pad wrap cardhead">
      <Avatar name={card.contact.name} size="large" />
      <div className="grow">
        <Heading style={{ fontSize: 20, lineHeight: '28px' }}>{card.contact.name}</Heading>
        <p className="second">{[card.contact.job_title, card.contact.company].filter(Boolean).join(', ')}</p>
      </div>
      <div className="stack gap4" style={{ minWidth: 200, alignItems: 'stretch' }}>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {waits ? <ClockChip handoff={card} /> : <StateChip handoff={card} />}
        </div>
        {waits && !card.responded_at && card.due_at && (
          <p className="small second right" title={full(card.due_at)}>
            {t('Answer by {{time}}', { time: moment(card.due_at) })}
          </p>
        )}
        {waits && card.responded_at && card.accept_due_at && (
          <p className="small second right" title={full(card.accept_due_at)}>
            {t('Accept by {{time}}', { time: moment(card.accept_due_at) })}
          </p>
        )}
        {waits && !card.responded_at && card.due_at && (
          <Bar
            part={usedOf(card, now)}
            tone={clockOf(card, now).tone}
            label={t('Time used until {{time}}', { time: clock(card.due_at) })}
          />
        )}
        {!waits && card.responded_at && (
          <p className="small second right">{t('answered {{time}}', { time: moment(card.responded_at) })}</p>
        )}
      </div>
    </div>
  );
}

function CardAside({ card }: { card: HandoffCard }) {
  const { company } = card;
  const facts: [string, React.ReactNode][] = (company?.properties ?? [])
    .filter((property) => property.name !== 'name' && property.name !== 'owner')
    .slice(0, 6)
    .map((property) => [property.label, property.text || <NotKnown key={property.name} />]);
  return (
    <aside className="stack gap16" aria-label={t('About the handoff')}>
      <div className="row wrap">
        <LinkButton small icon={IconUser} to={`/contacts/${card.contact.id}`}>
          {t('Open contact')}
        </LinkButton>
        <LinkButton small icon={IconPhone} to={`/contacts/${card.contact.id}`} search={{ log: 'call' }}>
          {t('Log a call')}
        </LinkButton>
      </div>
      {company && (
        <Card
          icon={IconBuilding}
          title={
            <Anchor to={`/companies/${company.id}`} className="link">
              {company.name}
            </Anchor>
          }
        >
          <Facts rows={facts} />
        </Card>
      )}
      <Card title={t('This handoff')}>
        <Facts
          rows={[
            [t('Offered'), moment(card.offered_at)],
            [
              t('Owner'),
              <OwnerPick
                key="owner"
                owner={card.owner}
                path={`/handoffs/${card.contact.id}/reassign`}
                body={(owner) => ({ owner })}
                method="POST"
                stale={[['handoff', card.contact.id], ['contact', card.contact.id], ['session']]}
                readOnly={card.state !== 'offered' && card.state !== 'accepted'}
              />,
            ],
            ...(card.yours_because ? [[t('Yours because'), card.yours_because] as [string, string]] : []),
            ...(card.override_name ? [[t('Special terms'), card.override_name] as [string, string]] : []),
            ...(card.attempts_agreed && card.state !== 'offered'
              ? [[t('Attempts'), attemptsOf(card)] as [string, string]]
              : []),
            ...(card.value ? [[t('Worth about'), money(card.value)] as [string, string]] : []),
            ...(card.reason
              ? [[t('Reason'), card.note ? `${card.reason}: ${card.note}` : card.reason] as [string, string]]
              : []),
            ...(card.flag ? [[t('Flag'), card.flag] as [string, string]] : []),
          ]}
        />
        <HowItCame card={card} />
      </Card>
      {card.escalations.length > 0 && (
        <Card title={t('What the clock did')}>
          <ul className="stack gap4">
            {card.escalations.map((step) => (
              <li key={`${step.due_at}-${step.action}`} className="row wrap small">
                <span>{t(escalationWords[step.action], { name: step.to?.name ?? t('nobody') })}</span>
                <span className="grow" />
                <span className="third" title={full(step.due_at)}>
                  {moment(step.due_at)}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <SeenBy contact={card.contact.id} />
    </aside>
  );
}

function attemptsOf(card: HandoffCard): string {
  const numbers = { made: card.attempts, agreed: card.attempts_agreed ?? 0 };
  return card.follow_up_due_at
    ? t('{{made}} of {{agreed}} days, until {{time}}', { ...numbers, time: moment(card.follow_up_due_at) })
    : t('{{made}} of {{agreed}} days', numbers);
}

// Why this rep: each step of the choice, as it was written down with the offer.
function HowItCame({ card }: { card: HandoffCard }) {
  const [open, setOpen] = useState(false);
  if (card.trace.length === 0) return null;
  return (
    <div className="stack gap4">
      <button type="button" className="link small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('Why this person?')}
      </button>
      {open && (
        <ol className="stack gap4 small second">
          {card.trace.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
