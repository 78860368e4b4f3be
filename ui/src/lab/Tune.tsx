// Several values at once: every combination read over history, the best of them joined, one taken over.
import { IconAlertTriangle, IconChartDots } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../i18n';
import { count } from '../kit/format';
import { useAddress } from '../kit/nav';
import { Button, Card, Glyph } from '../kit/parts';
import { Trouble } from '../kit/states';
import { type Base, useTune } from './asking';
import { dayStart, type Draft, freeLetter, type Letter, nameOf, textWith } from './drafts';
import { Running } from './Running';
import type { TuneVariant, TuneWish } from './shapes';
import { alternativesOf, takenOver, type Tries, variantsMax, variantsOf } from './tries';
import { TuneAnswer } from './TuneAnswer';
import { valuesText } from './tuneModel';

interface TuneProps {
  base: Base;
  drafts: Draft[];
  shown: Draft;
  tries: Tries;
  stage: string;
  onTake: (drafts: Draft[], shown: Letter) => void;
}

export function Tune({ base, drafts, shown, tries, stage, onTake }: TuneProps) {
  const [search] = useAddress();
  const alternatives = alternativesOf(base.parameters, shown, tries);
  const variants = variantsOf(alternatives);
  const wish: TuneWish = {
    name: nameOf(shown.letter),
    text: textWith(base, shown),
    alternatives: alternatives.map(({ line, column, values }) => ({ line, column, values })),
    stage: stage || undefined,
    from: dayStart(search['from']),
    to: dayStart(search['to']),
  };
  const [asked, ask] = useState<{ wish: TuneWish; alternatives: typeof alternatives; draft: Draft }>();
  const tune = useTune(asked?.wish);
  const old = asked !== undefined && JSON.stringify(asked.wish) !== JSON.stringify(wish);
  const report = asked && tune.data?.report;
  const into = freeLetter(drafts) ?? shown.letter;
  const take = (variant: TuneVariant) => {
    if (!asked) return;
    const draft = {
      ...takenOver(asked.draft, base.parameters, asked.alternatives, variant.values),
      letter: into,
    };
    onTake([...drafts.filter((one) => one.letter !== into), draft], into);
  };
  return (
    <Card title={t('Several values of draft {{letter}}', { letter: nameOf(shown.letter) })}>
      <div className="stack gap12" aria-busy={tune.isFetching}>
        <Start
          variants={variants}
          again={asked !== undefined}
          busy={tune.isFetching}
          done={report != null && !old}
          onStart={() => ask({ wish, alternatives, draft: shown })}
        />
        {tune.isFetching && <Running jobs="/tunes" />}
        {tune.error && <Trouble error={tune.error} onRetry={() => void tune.refetch()} />}
        {tune.data?.state === 'cancelled' && <p className="third">{t('Stopped')}</p>}
        {report && (
          <div className={old || tune.isPlaceholderData ? 'stack gap12 stale' : 'stack gap12'}>
            {report.warnings.map((warning) => (
              <p key={warning.message} className="row note">
                <Glyph of={IconAlertTriangle} />
                <span>{warning.message}</span>
              </p>
            ))}
            <TuneAnswer
              report={report}
              draft={asked.draft}
              names={(variant) => valuesText(variant.values, asked.alternatives, base.parameters)}
              takeText={t('Take over as draft {{letter}}', { letter: nameOf(into) })}
              onTake={take}
            />
          </div>
        )}
      </div>
    </Card>
  );
}

interface StartProps {
  variants: number;
  again: boolean;
  busy: boolean;
  done: boolean;
  onStart: () => void;
}

function Start({ variants, again, busy, done, onStart }: StartProps) {
  if (variants < 2)
    return <p className="small third">{t('Type other values beside a number; each is read too.')}</p>;
  if (variants > variantsMax)
    return (
      <p className="note">
        {t('{{count}} combinations, each read over the whole history; at most {{most}}. Take some out.', {
          count: count(variants),
          most: count(variantsMax),
        })}
      </p>
    );
  return (
    <div className="row wrap">
      <span className="small second grow">
        {t('{{count}} combinations, all read in one pass over history.', { count: count(variants) })}
      </span>
      <Button small icon={IconChartDots} kind={done ? 'plain' : 'filled'} disabled={busy} onClick={onStart}>
        {again ? t('Try them again') : t('Try them')}
      </Button>
    </div>
  );
}
