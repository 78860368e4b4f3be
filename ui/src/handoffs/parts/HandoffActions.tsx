import { Popover } from '@mantine/core';
import { IconCheck, IconRecycle } from '@tabler/icons-react';
import { useState } from 'react';
import type { HandoffCard } from '../../api/types';
import { t } from '../../i18n';
import { useKeys } from '../../kit/keys';
import { Button } from '../../kit/parts';
import { Trouble } from '../../kit/states';
import { type Answer, useAnswer, type Verb } from './answer';
import { ReasonForm } from './ReasonForm';

type Asking = Exclude<Verb, 'accept'>;

// Accept, reject and recycle, by pointer and by the keys a, r, y.
export function HandoffActions({
  card,
  onAnswered,
}: {
  card: HandoffCard;
  onAnswered?: (answer: Answer) => void;
}) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = useAnswer((given) => {
    setAsking(null);
    onAnswered?.(given);
  });
  const waits = card.state === 'offered';
  const mayRecycle = waits || card.state === 'accepted';
  const say = (verb: Verb, reason?: string, note?: string) =>
    answer.mutate({ contact: card.contact.id, name: card.contact.name, verb, reason, note });
  useKeys({
    a: () => waits && !answer.isPending && say('accept'),
    r: () => waits && setAsking('reject'),
    y: () => mayRecycle && setAsking('recycle'),
  });
  if (!mayRecycle) return null;
  const asked = (verb: Asking, button: React.ReactNode) => (
    <Popover
      opened={asking === verb}
      onChange={(opened) => !opened && setAsking(null)}
      position="bottom-start"
      width={320}
      trapFocus
      shadow="md"
      returnFocus
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown
        aria-label={verb === 'reject' ? t('Reject, with a reason') : t('Recycle, with a reason')}
      >
        <ReasonForm
          verb={verb}
          reasons={card.reasons}
          busy={answer.isPending}
          onSend={(reason, note) => say(verb, reason, note)}
          onCancel={() => setAsking(null)}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <div className="stack sticky">
      <div className="actionbar">
        {waits && (
          <Button
            kind="filled"
            icon={IconCheck}
            hint="A"
            disabled={answer.isPending}
            onClick={() => say('accept')}
          >
            {t('Accept handoff')}
          </Button>
        )}
        {waits &&
          asked(
            'reject',
            <Button hint="R" expanded={asking === 'reject'} onClick={() => setAsking('reject')}>
              {t('Reject')}
            </Button>,
          )}
        {asked(
          'recycle',
          <Button
            icon={IconRecycle}
            hint="Y"
            expanded={asking === 'recycle'}
            onClick={() => setAsking('recycle')}
          >
            {t('Recycle')}
          </Button>,
        )}
      </div>
      {answer.error && <Trouble error={answer.error} what={t('The answer was not saved.')} />}
    </div>
  );
}
