import { IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useBoard, usePipelines } from '../api/hooks';
import type { Board } from '../api/types';
import { t } from '../i18n';
import { shortMoney } from '../kit/format';
import { useKeys } from '../kit/keys';
import { useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, Segments } from '../kit/parts';
import { Answer, Empty, Trouble } from '../kit/states';
import { columnOf, dealIn, moved } from './boardModel';
import { BoardColumns } from './BoardColumns';
import { CreateDeal } from './CreateDeal';
import { DealsTabs } from './DealsTabs';
import { LostReason } from './LostReason';
import { type Move, useMove } from './parts/move';

export function BoardPage() {
  const [search, change] = useAddress();
  const pipelines = usePipelines();
  const pipeline = search['pipeline'] ?? pipelines.data?.rows[0]?.key;
  const mine = search['mine'] === '1';
  const board = useBoard({ pipeline, mine: mine ? 1 : undefined }, pipeline !== undefined);
  const create = () => change({ create: '1' });
  useKeys({ c: create });
  const many = (pipelines.data?.rows.length ?? 0) > 1;
  return (
    <>
      <PageHead title={t('Deals')} sub={board.data && sumsOf(board.data)}>
        {many && (
          <Segments
            label={t('Pipeline')}
            value={pipeline ?? ''}
            options={(pipelines.data?.rows ?? []).map((row) => [row.key, row.name])}
            onPick={(key) => change({ pipeline: key })}
          />
        )}
        <Segments
          label={t('Whose')}
          value={mine ? '1' : '0'}
          options={[
            ['0', t('Team')],
            ['1', t('Mine')],
          ]}
          onPick={(next) => change({ mine: next === '1' ? '1' : undefined })}
        />
        <Button kind="filled" icon={IconPlus} hint="C" onClick={create}>
          {t('Create deal')}
        </Button>
      </PageHead>
      <DealsTabs current="board" />
      <Answer of={board}>{(found) => <Moving key={found.pipeline} board={found} onCreate={create} />}</Answer>
      {search['create'] === '1' && pipeline && (
        <CreateDeal pipeline={pipeline} onClose={() => change({ create: undefined })} />
      )}
    </>
  );
}

function sumsOf(board: Board): string {
  const sums = t('{{open}} open, {{weighted}} weighted', {
    open: shortMoney(board.open_sum),
    weighted: shortMoney(board.weighted),
  });
  return board.left_out > 0
    ? `${sums} · ${t('{{count}} deals have no exchange rate and are in no sum', { count: board.left_out })}`
    : sums;
}

// The board with the moves that are under way already drawn.
function Moving({ board, onCreate }: { board: Board; onCreate: () => void }) {
  const [pending, setPending] = useState<Move | null>(null);
  const [losing, setLosing] = useState<Move | null>(null);
  const move = useMove();
  const send = (wish: Move) => {
    setPending(wish);
    setLosing(null);
    move.mutate(wish, { onSettled: () => setPending(null) });
  };
  const onMove = (dealId: string, stage: string) => {
    const deal = dealIn(board, dealId);
    if (!deal || columnOf(board, dealId)?.stage === stage) return;
    const lost = board.columns.find((column) => column.stage === stage)?.type === 'lost';
    if (lost) setLosing({ deal, stage });
    else send({ deal, stage });
  };
  const shown = pending ? moved(board, pending.deal.id, pending.stage) : board;
  if (board.columns.every((column) => column.count === 0)) {
    return (
      <Empty
        icon={IconLayoutKanban}
        title={t('No deals yet')}
        action={
          <Button kind="filled" icon={IconPlus} onClick={onCreate}>
            {t('Create deal')}
          </Button>
        }
      >
        {t('A deal opens when an accepted handoff turns into business. Its stages are the columns here.')}
      </Empty>
    );
  }
  return (
    <>
      {move.error && (
        <div className="pad">
          <Trouble error={move.error} what={t('The deal was not moved.')} />
        </div>
      )}
      <BoardColumns board={shown} onMove={onMove} />
      {losing && (
        <LostReason
          move={losing}
          onSend={(reason) => send({ ...losing, lost_reason: reason })}
          onCancel={() => setLosing(null)}
        />
      )}
    </>
  );
}
