import { Select } from '@mantine/core';
import { IconLayoutKanban } from '@tabler/icons-react';
import { useState } from 'react';
import { useDeal, usePipelines, useTasks } from '../api/hooks';
import type { DealRecord, Property } from '../api/types';
import { Committee } from '../associations/parts/Committee';
import { OwnerPick } from '../contacts/parts/OwnerPick';
import { RecordHistory } from '../contacts/parts/History';
import { Properties } from '../contacts/parts/Properties';
import { t } from '../i18n';
import { moment, money } from '../kit/format';
import { useKeys } from '../kit/keys';
import { Anchor, useGo, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Card, Chip, Glyph, NotKnown } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { useViewer } from '../session/parts/viewer';
import { TaskLines } from '../tasks/parts/TaskLines';
import { bodyOf } from './change';
import { DealForecast } from './DealForecast';
import { LineItems } from './LineItems';
import { LostReason } from './LostReason';
import { type Move, useMove } from './parts/move';

export function DealPage() {
  const deal = useDeal(useParam('id'));
  const go = useGo();
  useKeys({ Escape: () => go('/deals/board') });
  return (
    <Answer of={deal} lines={8}>
      {(found) => (
        <>
          <PageHead
            title={found.name}
            lead={
              <Anchor to="/deals/board" className="row gap6 second">
                <Glyph of={IconLayoutKanban} />
                <span className="deskword">{t('Deals')}</span>
              </Anchor>
            }
            sub={subOf(found)}
          >
            {found.status !== 'open' && (
              <Chip tone={found.status === 'won' ? 'accepted' : 'offered'}>
                {found.status === 'won' ? t('Won') : t('Lost')}
              </Chip>
            )}
            <StagePick deal={found} />
          </PageHead>
          <div className="scroll twocolumn">
            <DealStory deal={found} />
            <DealFacts deal={found} />
          </div>
        </>
      )}
    </Answer>
  );
}

function subOf(deal: DealRecord): string {
  if (!deal.amount) return t('no amount');
  return deal.lines
    ? t('{{amount}}, the sum of its lines', { amount: money(deal.amount) })
    : money(deal.amount);
}

function StagePick({ deal }: { deal: DealRecord }) {
  const pipelines = usePipelines();
  const move = useMove();
  const [losing, setLosing] = useState<Move | null>(null);
  const stages = pipelines.data?.rows.find((row) => row.key === deal.pipeline)?.stages ?? [];
  const pick = (stage: string | null) => {
    if (!stage || stage === deal.stage) return;
    if (stages.find((one) => one.name === stage)?.type === 'lost') setLosing({ deal, stage });
    else move.mutate({ deal, stage });
  };
  return (
    <>
      {move.error && <Trouble error={move.error} />}
      <Select
        aria-label={t('Stage')}
        size="sm"
        data={stages.map((stage) => stage.name)}
        value={deal.stage}
        allowDeselect={false}
        onChange={pick}
      />
      {losing && (
        <LostReason
          move={losing}
          onCancel={() => setLosing(null)}
          onSend={(reason) => {
            setLosing(null);
            move.mutate({ ...losing, lost_reason: reason });
          }}
        />
      )}
    </>
  );
}

function DealStory({ deal }: { deal: DealRecord }) {
  const { workspace } = useViewer();
  return (
    <div className="stack gap16">
      <LineItems deal={deal} currency={workspace.currency} />
      <DealTasks deal={deal.id} />
      <Card title={t('Stages')}>
        <ol className="stack">
          {[...deal.history].reverse().map((step) => (
            <li key={step.at + step.stage} className="row between body13">
              <span>
                <b className="medium">{step.stage}</b> <span className="third">{step.by}</span>
              </span>
              <span className="small third">{moment(step.at)}</span>
            </li>
          ))}
        </ol>
      </Card>
      <Card title={t('Who helped')}>
        {deal.helped.length === 0 && (
          <p className="small third">
            {t('Touches, content and people that led here are named once the deal has contacts.')}
          </p>
        )}
        <ul className="stack">
          {deal.helped.map((help) => (
            <li key={help.at + help.what} className="row between body13">
              <span>
                {help.what} <span className="third">{help.who}</span>
              </span>
              <span className="small third">{moment(help.at)}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('History')}>
        <RecordHistory kind="deals" id={deal.id} />
      </Card>
    </div>
  );
}

function DealTasks({ deal }: { deal: string }) {
  const open = useTasks({ deal, open: 1 }).data?.rows ?? [];
  if (open.length === 0) return null;
  return (
    <Card title={t('Tasks')}>
      <div className="intasks">
        <TaskLines tasks={open} />
      </div>
    </Card>
  );
}

// Changed in another way than by typing.
const fixed = new Set(['closed_at', 'created_at', 'lost_reason', 'company', 'owner', 'pipeline', 'stage']);
const shownInForecast = new Set([
  'line_items',
  'probability',
  'forecast_category',
  'next_step',
  'next_step_on',
  'competitors',
  'lost_reason',
]);

const factsOf = (deal: DealRecord): Property[] =>
  deal.properties
    .filter((one) => !shownInForecast.has(one.name))
    .map((one) => {
      const summed = one.name === 'amount' && deal.lines !== null;
      return fixed.has(one.name) || summed ? { ...one, read_only: true } : one;
    });

function DealFacts({ deal }: { deal: DealRecord }) {
  return (
    <aside className="stack gap16" aria-label={t('Details')}>
      <Card title={t('Details')}>
        <Properties
          kind="deals"
          id={deal.id}
          properties={factsOf(deal)}
          readOnly={false}
          version={deal.version}
          bodyOf={(name, value) => bodyOf(name, value, deal.amount?.currency ?? 'EUR')}
          before={[
            [
              t('Owner'),
              <OwnerPick
                key="owner"
                owner={deal.owner}
                path={`/deals/${deal.id}`}
                body={(owner) => ({ owner })}
                stale={[['deal', deal.id], ['deals'], ['board']]}
              />,
            ],
            [
              t('Company'),
              deal.company ? (
                <Anchor key="company" to={`/companies/${deal.company.id}`} className="link">
                  {deal.company.name}
                </Anchor>
              ) : (
                <NotKnown key="company" />
              ),
            ],
            ...(deal.status === 'open'
              ? [[t('Next task'), deal.next_step?.title ?? t('none yet')] as [string, string]]
              : []),
            ...(deal.lost_reason ? [[t('Lost because'), deal.lost_reason] as [string, string]] : []),
          ]}
          after={[
            [t('Opened'), moment(deal.created_at)],
            ...(deal.closed_at ? [[t('Closed'), moment(deal.closed_at)] as [string, string]] : []),
          ]}
        />
      </Card>
      <DealForecast deal={deal} />
      <Committee deal={deal.id} />
    </aside>
  );
}
