// What a backtest answers: the table, the volume, the shares with their intervals, who moves.
import { lazy, Suspense, useMemo, useState } from 'react';
import { t } from '../i18n';
import { count } from '../kit/format';
import { useAddress } from '../kit/nav';
import { Card, Segments } from '../kit/parts';
import { Waiting } from '../kit/states';
import type { Draft } from './drafts';
import { honesty, monthsOf, moveWord, type Question, type Side, volumeSpec, whiskersOf } from './model';
import { Movers } from './Movers';
import type { Job, MoveKind } from './shapes';
import { Versions } from './Versions';

const Lines = lazy(() => import('../kit/chart/Lines').then((part) => ({ default: part.Lines })));

const TradeOff = lazy(() => import('./TradeOff').then((part) => ({ default: part.TradeOff })));

interface AnswersProps {
  job: Job;
  sides: Side[];
  shown: Draft;
}

export function Answers({ job, sides, shown }: AnswersProps) {
  const [, change] = useAddress();
  const side = sides.find((one) => one.letter === shown.letter);
  return (
    <>
      <Versions
        sides={sides}
        shown={shown.letter}
        note={side ? honesty(side.agreement) : ''}
        onShow={(letter) => change({ shown: letter })}
      />
      <div className="labcharts">
        <Volume sides={sides} shown={shown} />
        <Shares sides={sides} />
      </div>
      {sides.length > 2 && (
        <Suspense fallback={<Waiting lines={5} />}>
          <TradeOff sides={sides} shown={shown.letter} onShow={(letter) => change({ shown: letter })} />
        </Suspense>
      )}
      <Overlap sides={sides} />
      {side?.stage && (
        <Movers key={shown.letter} job={job.id} agreement={side.index} name={side.name} stage={side.stage} />
      )}
    </>
  );
}

function Volume({ sides, shown }: { sides: Side[]; shown: Draft }) {
  const spec = useMemo(() => {
    const months = monthsOf(sides.flatMap((side) => (side.stage ? [side.stage] : [])));
    return volumeSpec(sides, shown.letter, months);
  }, [sides, shown.letter]);
  const said = spec.series
    .map((series) => `${series.name} ${series.values.map((value) => count(value ?? 0)).join(', ')}`)
    .join('; ');
  const title = t('Entered by month');
  return (
    <Card title={title}>
      {spec.labels.length === 0 ? (
        <p className="small third">{t('Nobody would have entered in this time.')}</p>
      ) : (
        <Suspense fallback={<Waiting lines={5} />}>
          <Lines spec={spec} label={`${title}, ${spec.labels.join(', ')}: ${said}`} />
        </Suspense>
      )}
    </Card>
  );
}

function Shares({ sides }: { sides: Side[] }) {
  const [question, ask] = useState<Question>('accepted');
  const { most, whiskers } = whiskersOf(sides, question);
  const at = (share: number) => `${(100 * share) / most}%`;
  return (
    <Card
      title={question === 'won' ? t('Became customers') : t('Accepted by sales')}
      aside={
        <Segments
          label={t('Which share')}
          value={question}
          options={[
            ['accepted', t('Accepted')],
            ['won', t('Won')],
          ]}
          onPick={ask}
        />
      }
    >
      <ul className="stack gap16">
        {whiskers.map((one) => (
          <li key={one.side.name} className="stack gap4">
            <div className="row between body13">
              <span className="medium">{one.side.name}</span>
              <span className="small second figures">{one.text}</span>
            </div>
            <div className="whisker" aria-hidden="true">
              {one.at !== null && (
                <>
                  <i
                    style={{
                      left: at(one.low),
                      width: at(one.high - one.low),
                      background: `var(${one.side.token})`,
                    }}
                  />
                  <b style={{ left: at(one.at), background: `var(${one.side.token})` }} />
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="small third">
        {t('The bar is the 95 % interval; the scale ends at {{share}} %.', { share: Math.round(100 * most) })}
      </p>
    </Card>
  );
}

const kinds: MoveKind[] = ['kept', 'lost', 'gained'];

function Overlap({ sides }: { sides: Side[] }) {
  const shown = sides.filter((side) => side.letter && side.stage?.against_in_force);
  if (shown.length === 0) return null;
  return (
    <Card title={t('Who qualifies, beside the agreement in force')}>
      <ul className="stack gap12">
        {shown.map((side) => (
          <li key={side.name} className="overlap">
            <span className="body13 medium">{side.name}</span>
            <span className="conserve">
              {kinds.map((kind) => {
                const number = side.stage?.against_in_force?.[kind] ?? 0;
                return (
                  <span key={kind} className={kind} style={{ flexGrow: number }}>
                    <b>{count(number)}</b> {t(moveWord[kind])}
                  </span>
                );
              })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
