import { Popover } from '@mantine/core';
import { IconCheck, IconRecycle, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { HandoffCard } from '../../api/types';
import { type Message, message, t } from '../../i18n';
import { useKeys } from '../../kit/keys';
import { Button } from '../../kit/parts';
import { Trouble } from '../../kit/states';
import { useViewer } from '../../session/parts/viewer';
import { type Answer, useAnswer, type Verb } from './answer';
import { type Asking, ReasonForm } from './ReasonForm';

const asks: Record<Asking, Message> = {
  reject: message('Reject, with a reason'),
  recycle: message('Recycle, with a reason'),
  praise: message('Praise, with a reason'),
};

// Accept, reject, recycle and praise, by pointer and by the keys a, r, y, p.
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
    if (given.verb !== 'praise') onAnswered?.(given);
  });
  const waits = card.state === 'offered';
  const mayRecycle = waits || card.state === 'accepted';
  const { user } = useViewer();
  const mayPraise = card.feedback.praise_reasons.length > 0 && user.role !== 'marketer';
  const say = (verb: Verb, reason?: string, note?: string) =>
    answer.mutate({ contact: card.contact.id, name: card.contact.name, verb, reason, note });
  useKeys({
    a: () => waits && !answer.isPending && say('accept'),
    r: () => waits && setAsking('reject'),
    y: () => mayRecycle && setAsking('recycle'),
    p: () => mayPraise && setAsking('praise'),
  });
  if (!mayRecycle && !mayPraise) return null;
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
      <Popover.Dropdown aria-label={t(asks[verb])}>
        <ReasonForm
          verb={verb}
          reasons={verb === 'praise' ? card.feedback.praise_reasons : card.reasons}
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
        {mayRecycle &&
          asked(
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
        {mayPraise &&
          asked(
            'praise',
            <Button
              icon={IconThumbUp}
              hint="P"
              expanded={asking === 'praise'}
              onClick={() => setAsking('praise')}
            >
              {t('Great lead')}
            </Button>,
          )}
      </div>
      {answer.error && <Trouble error={answer.error} what={t('The answer was not saved.')} />}
    </div>
  );
}
