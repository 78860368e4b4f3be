// The backtest lab: the agreement in force beside up to four drafts, read over what really happened.
import { IconFlask, IconSignature } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { post } from '../api/client';
import { useAgreements } from '../api/hooks';
import type { AgreementRow } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count } from '../kit/format';
import { useAddress, useGo } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, LinkButton, Segments } from '../kit/parts';
import { Answer, Empty, Trouble, Waiting } from '../kit/states';
import { Answers } from './Answers';
import { type Base, useBacktest, useBases, useProgress } from './asking';
import { Controls } from './Controls';
import { dayStart, type Draft, draftsIn, type Letter, nameOf, searchOf, shownOf, textWith } from './drafts';
import { rangeText, sidesOf, stageToShow } from './model';
import { Running } from './Running';
import type { Wish } from './shapes';
import { triesIn, triesText } from './tries';

const Tune = lazy(() => import('./Tune').then((part) => ({ default: part.Tune })));

export function LabPage() {
  const agreements = useAgreements();
  return (
    <Answer of={agreements}>
      {(found) =>
        found.rows.some((row) => row.state === 'in_force') ? (
          <Lab rows={found.rows} />
        ) : (
          <>
            <PageHead title={t('Backtest lab')} />
            <Empty
              icon={IconFlask}
              title={t('Nothing to compare yet')}
              action={<LinkButton to="/agreement">{t('Go to the agreement')}</LinkButton>}
            >
              {t('The lab reads drafts over your history, beside the agreement in force.')}
            </Empty>
          </>
        )
      }
    </Answer>
  );
}

// What is asked, once the text of every draft is there.
function useWish(drafts: Draft[], bases: Map<string, Base | undefined>): Wish | undefined {
  const [{ opening, from, to }] = useAddress();
  const agreements = drafts.flatMap((draft) => {
    const base = bases.get(draft.base);
    return base ? [{ name: nameOf(draft.letter), text: textWith(base, draft) }] : [];
  });
  if (agreements.length < drafts.length) return undefined;
  return {
    agreements: [...agreements, { name: 'in-force', version: 'in-force' }],
    opening: opening === 'recorded' ? 'recorded' : 'beginning',
    from: dayStart(from),
    to: dayStart(to),
  };
}

function Lab({ rows }: { rows: AgreementRow[] }) {
  const [search, change] = useAddress();
  const drafts = draftsIn(search, rows);
  const shown = shownOf(search, drafts) as Draft;
  const { bases, error } = useBases([...new Set(['in-force', ...drafts.map((draft) => draft.base)])]);
  const backtest = useBacktest(useWish(drafts, bases));
  const report = backtest.data?.report;
  const stage = report?.agreements[0] ? stageToShow(report.agreements[0], search['stage']) : '';
  const sides = useMemo(() => (report ? sidesOf(report, stage) : []), [report, stage]);
  const base = bases.get(shown.base);
  const tries = useMemo(() => triesIn(search['try']), [search]);
  const trouble = error ?? backtest.error;
  const read = [...bases.values()].filter((one) => one !== undefined);
  return (
    <>
      <PageHead title={t('Backtest lab')} sub={report ? rangeText(report, stage) : undefined}>
        <Propose rows={rows} draft={shown} base={base} />
      </PageHead>
      <Ranges stages={report?.agreements[0]?.stages.map((each) => each.stage) ?? []} stage={stage} />
      <div className="lab">
        <Controls
          rows={rows}
          drafts={drafts}
          shown={shown}
          base={base}
          inForce={bases.get('in-force')}
          tries={tries}
          onTry={(next) => change({ try: triesText(next) })}
          onShow={(letter) => change({ shown: letter })}
          onChange={(next, letter) => change({ ...searchOf(next), ...(letter && { shown: letter }) })}
        />
        <div className="stack gap16 answers" aria-busy={backtest.isFetching}>
          {backtest.isFetching && report && <Running jobs="/backtests" />}
          {base && tries.size > 0 && (
            <Suspense fallback={<Waiting lines={3} />}>
              <Tune
                key={`${shown.letter}${shown.base}`}
                base={base}
                drafts={drafts}
                shown={shown}
                tries={tries}
                stage={stage}
                onTake={(next, letter) => change({ ...searchOf(next), shown: letter })}
              />
            </Suspense>
          )}
          {trouble != null && <Trouble error={trouble} onRetry={() => void backtest.refetch()} />}
          {backtest.data?.state === 'cancelled' && <p className="third">{t('Stopped')}</p>}
          {!backtest.data && !trouble && <FirstAnswer read={read.length} of={bases.size} />}
          {backtest.data && sides.length > 0 && (
            <div className={backtest.isPlaceholderData ? 'stack gap16 stale' : 'stack gap16'}>
              <Answers job={backtest.data} sides={sides} shown={shown} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}

// The first answer may take a while: after a second it says what it is at, and how far.
function FirstAnswer({ read, of }: { read: number; of: number }) {
  const { data: job } = useProgress('/backtests');
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  const said =
    read < of
      ? t('{{done}} of {{all}} versions read', { done: count(read), all: count(of) })
      : t('Waiting for the history to be read');
  return (
    <>
      {late && job?.state === 'running' && job.contacts > 0 && <Running jobs="/backtests" />}
      {late && !(job?.state === 'running' && job.contacts > 0) && (
        <p className="small second" role="status">
          {said}
        </p>
      )}
      <Waiting lines={8} />
    </>
  );
}

function Ranges({ stages, stage }: { stages: string[]; stage: string }) {
  const [search, change] = useAddress();
  const day = (key: 'from' | 'to', label: string) => (
    <label className="row small second nowrap">
      {label}
      <input
        type="date"
        className="datefield"
        value={search[key] ?? ''}
        onChange={(event) => change({ [key]: event.currentTarget.value || undefined })}
      />
    </label>
  );
  return (
    <div className="toolbar">
      {stages.length > 0 && (
        <Segments
          label={t('Stage')}
          value={stage}
          options={stages.map((each): [string, string] => [each, each])}
          onPick={(next) => change({ stage: next })}
        />
      )}
      {day('from', t('From'))}
      {day('to', t('Until'))}
      <span className="grow" />
      <Segments
        label={t('Begins with')}
        value={search['opening'] === 'recorded' ? 'recorded' : 'beginning'}
        options={[
          ['beginning', t('An empty history')],
          ['recorded', t('Where everybody stood')],
        ]}
        onPick={(opening) => change({ opening: opening === 'recorded' ? opening : undefined })}
      />
    </div>
  );
}

// The draft as it is on the table becomes one that both teams can sign.
function Propose({ rows, draft, base }: { rows: AgreementRow[]; draft: Draft; base: Base | undefined }) {
  const go = useGo();
  const saved = rows.find((row) => row.state === 'draft' && row.version === draft.base);
  const asIs = draft.edits.size === 0;
  const propose = useAct({
    send: async ({ text }: { text: string }) =>
      asIs && saved ? { version: saved.version } : post<{ version: string }>('/agreements', { text }),
    stale: () => [['agreements'], ['agreement']],
    after: ({ version }) => go(`/agreement/${version}`, { sign: version }),
  });
  const letter: Letter = draft.letter;
  return (
    <>
      {propose.error && <Trouble error={propose.error} />}
      <Button
        kind="filled"
        icon={IconSignature}
        disabled={!base || propose.isPending || (asIs && !saved)}
        title={asIs && !saved ? t('Nothing is changed yet') : undefined}
        onClick={() => base && propose.mutate({ text: textWith(base, draft) })}
      >
        {t('Propose draft {{letter}}', { letter: nameOf(letter) })}
      </Button>
    </>
  );
}
