import type { Handoff } from '../../api/types';
import { t } from '../../i18n';
import { shortMoney } from '../../kit/format';
import { Anchor, type Search } from '../../kit/nav';
import { Avatar, Chip, useNow } from '../../kit/parts';
import { clockOf, stateLook } from './words';

export function StateChip({ handoff }: { handoff: Handoff }) {
  const look = stateLook[handoff.state];
  return (
    <Chip tone={look.tone} icon={look.icon}>
      {t(look.word)}
    </Chip>
  );
}

export function ClockChip({ handoff }: { handoff: Handoff }) {
  const clock = clockOf(handoff, useNow());
  return (
    <Chip tone={clock.tone} icon={clock.icon}>
      {clock.text}
    </Chip>
  );
}

interface HandoffLineProps {
  handoff: Handoff;
  current: boolean;
  to: string;
  search?: Search;
}

export function HandoffLine({ handoff, current, to, search }: HandoffLineProps) {
  const { contact } = handoff;
  return (
    <div className="item" aria-current={current} data-contact={contact.id}>
      <Avatar name={contact.name} />
      <div className="grow">
        <div className="row between">
          <Anchor to={to} search={search} className="strong cut cover">
            {contact.name}
          </Anchor>
          {handoff.state === 'offered' ? <ClockChip handoff={handoff} /> : <StateChip handoff={handoff} />}
        </div>
        <div className="row between small second">
          <span className="cut">{contact.company ?? t('company not known')}</span>
          {handoff.value && (
            <span className="nowrap">{t('about {{number}}', { number: shortMoney(handoff.value) })}</span>
          )}
        </div>
        <div className="small third cut">{handoff.why}</div>
      </div>
    </div>
  );
}
