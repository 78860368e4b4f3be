import { Select } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useAgreements } from '../api/hooks';
import type { AgreementRow } from '../api/types';
import { t } from '../i18n';
import { count } from '../kit/format';
import { useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Bar, Button, Card, LinkButton, Segments } from '../kit/parts';
import { Answer, Empty, Waiting } from '../kit/states';
import { stop, useBacktest } from './asking';
import { Figures, type Side } from './Figures';
import { candidates, figuresOf, honesty, monthsOf, stageToShow, volumeSpec } from './model';
import { Movers } from './Movers';
import type { Job, Report } from './shapes';

const Chart = lazy(() => import('../kit/chart/Chart').then((part) => ({ default: part.Chart })));

export function LabPage() {
  const agreements = useAgreements();
  return (
    <>
      <PageHead
        title={t('Backtest lab')}
        sub={t('What a draft would have brought, beside what really happened')}
      />
      <Answer of={agreements}>
        {(found) => {
          const drafts = candidates(found.rows);
          const inForce = found.rows.some((row) => row.state === 'in_force');
          return drafts.length === 0 || !inForce ? (
            <Empty
              icon={IconFlask}
              title={t('Nothing to compare yet')}
              action={<LinkButton to="/agreement">{t('Go to the agreement')}</LinkButton>}
            >
              {t('The lab reads a draft over your history, beside the agreement in force.')}
            </Empty>
          ) : (
            <Lab drafts={drafts} />
          );
        }}
      </Answer>
    </>
  );
}

function Lab({ drafts }: { drafts: AgreementRow[] }) {
  const [search, change] = useAddress();
  const draft = drafts.find((row) => row.version === search['draft']) ?? drafts[0];
  const recorded = search['opening'] === 'recorded';
  const backtest = useBacktest({
    versions: [draft?.version ?? '', 'in-force'],
    recorded,
  });
  return (
    <>
      <div className="toolbar">
        <Select
          aria-label={t('Draft')}
          size="sm"
          w={260}
          data={drafts.map((row) => ({ value: row.version, label: `${row.version} · ${row.name}` }))}
          value={draft?.version ?? null}
          allowDeselect={false}
          onChange={(next) => next && change({ draft: next })}
        />
        <Segments
          label={t('Begins with')}
          value={recorded ? 'recorded' : 'beginning'}
          options={[
            ['beginning', t('An empty history')],
            ['recorded', t('Where everybody stood')],
          ]}
          onPick={(opening) => change({ opening: opening === 'recorded' ? opening : undefined })}
        />
      </div>
      <Answer of={backtest}>
        {(job) => (job.report ? <Shown job={job} report={job.report} /> : <Progress job={job} />)}
      </Answer>
    </>
  );
}

function Progress({ job }: { job: Job }) {
  const part = job.contacts === 0 ? 0 : job.contacts_done / job.contacts;
  const said = t('{{done}} of {{all}} contacts read', {
    done: count(job.contacts_done),
    all: count(job.contacts),
  });
  if (job.state === 'cancelled') return <p className="pad third">{t('Stopped')}</p>;
  return (
    <div className="stack pad" role="status">
      <Bar part={part} label={said} />
      <span className="small second">{said}</span>
      <Button onClick={() => void stop(job)}>{t('Stop')}</Button>
    </div>
  );
}

function Shown({ job, report }: { job: Job; report: Report }) {
  const [search, change] = useAddress();
  const [draft, inForce] = report.agreements;
  if (!draft || !inForce) return null;
  const stage = stageToShow(draft, search['stage']);
  const figures = figuresOf(draft, stage);
  const sides: Side[] = [
    { name: t('In force'), agreement: inForce, stage: figuresOf(inForce, stage) },
    { name: t('Draft'), agreement: draft, stage: figures },
  ];
  const months = monthsOf(sides.flatMap((side) => (side.stage ? [side.stage] : [])));
  return (
    <>
      <div className="toolbar">
        <Segments
          label={t('Stage')}
          value={stage}
          options={draft.stages.map((each): [string, string] => [each.stage, each.stage])}
          onPick={(next) => change({ stage: next })}
        />
      </div>
      <div className="scroll pad stack gap16">
        <Figures sides={sides} note={honesty(draft)} />
        {sides.map((side) => side.stage && <Volume key={side.name} side={side} months={months} />)}
        {figures && <Movers job={job.id} stage={figures} />}
      </div>
    </>
  );
}

function Volume({ side, months }: { side: Side; months: string[] }) {
  if (!side.stage || months.length === 0) return null;
  const spec = volumeSpec(side.stage, months);
  const said = spec.points.map((point) => `${point.label} ${point.text}`).join(', ');
  const title = t('Entered by month: {{side}}', { side: side.name });
  return (
    <Card title={title}>
      <Suspense fallback={<Waiting lines={5} />}>
        <Chart spec={spec} label={`${title}: ${said}`} />
      </Suspense>
    </Card>
  );
}
