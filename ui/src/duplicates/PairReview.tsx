import { IconArrowsExchange, IconArrowsJoin2, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { post } from '../api/client';
import type { DuplicatePair } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { useKeys } from '../kit/keys';
import { Button, Chip } from '../kit/parts';
import { Trouble } from '../kit/states';
import { Evidence } from './Evidence';
import { type Choices, mergeOf, other, survivorOf } from './model';
import { decided, undoLast } from './undo';
import { Values } from './Values';

const stale = () => [['duplicates'], ['contacts'], ['contact']];

function useDecisions(pair: DuplicatePair) {
  const merge = useAct({
    send: (wish: ReturnType<typeof mergeOf>) =>
      post<{ undo?: string }>(`/contacts/${wish.into}/merge`, { from: wish.from, values: wish.values }),
    done: () => t('The two are one contact now'),
    stale,
    after: decided,
  });
  const differ = useAct({
    send: () => post<{ undo?: string }>(`/duplicates/${pair.id}/dismiss`, {}),
    done: () => t('They are different people'),
    stale,
    after: decided,
  });
  return { merge, differ };
}

export function PairReview({ pair, onMove }: { pair: DuplicatePair; onMove: (by: number) => void }) {
  const [survivor, setSurvivor] = useState(survivorOf(pair));
  const [choices, setChoices] = useState<Choices>({});
  const { merge, differ } = useDecisions(pair);
  const undo = useAct({ send: undoLast, stale });
  const busy = merge.isPending || differ.isPending;
  const mergeNow = () => busy || merge.mutate(mergeOf(pair, survivor, choices));
  const differNow = () => busy || differ.mutate(undefined);
  useKeys({
    m: mergeNow,
    d: differNow,
    u: () => undo.mutate(undefined),
    x: () => setSurvivor(other(survivor)),
    j: () => onMove(1),
    k: () => onMove(-1),
  });
  return (
    <div className="pad stack gap16">
      {(merge.error ?? differ.error) && <Trouble error={merge.error ?? differ.error} />}
      <div className="row wrap">
        <Chip tone={pair.certain ? 'accepted' : 'plain'}>{pair.certain ? t('certain') : t('likely')}</Chip>
        <span className="grow" />
        <Button icon={IconArrowsExchange} hint="X" onClick={() => setSurvivor(other(survivor))}>
          {t('Keep the other one')}
        </Button>
        <Button icon={IconUserOff} hint="D" disabled={busy} onClick={differNow}>
          {t('Different people')}
        </Button>
        <Button kind="filled" icon={IconArrowsJoin2} hint="M" disabled={busy} onClick={mergeNow}>
          {t('Merge contacts')}
        </Button>
      </div>
      <Values
        pair={pair}
        survivor={survivor}
        choices={choices}
        onChoose={(name, side) => setChoices({ ...choices, [name]: side })}
      />
      <Evidence lines={pair.evidence} />
    </div>
  );
}
