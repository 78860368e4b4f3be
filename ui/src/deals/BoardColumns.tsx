// Columns and cards. Drag by pointer; Space, arrows, Space by keyboard; or "Move to…" on every card.
import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Menu } from '@mantine/core';
import { IconDots, IconGripVertical } from '@tabler/icons-react';
import type { Board, BoardColumn, Deal } from '../api/types';
import { t } from '../i18n';
import { count, money, shortMoney } from '../kit/format';
import { Anchor, useAddress } from '../kit/nav';
import { Avatar, Chip, Glyph, Segments } from '../kit/parts';
import { columnStep } from './columnStep';
import { nextText, quietText } from './parts/DealLines';

type OnMove = (dealId: string, stage: string) => void;

export function BoardColumns({ board, onMove }: { board: Board; onMove: OnMove }) {
  const [search, change] = useAddress();
  // A phone shows one column, the one its tabs name.
  const wished = board.columns.find((column) => column.stage === search['column']) ?? board.columns[0];
  const current = wished?.stage ?? '';
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnStep }),
  );
  return (
    <DndContext
      sensors={sensors}
      onDragEnd={({ active, over }) => over && onMove(String(active.id), String(over.id))}
      accessibility={{
        screenReaderInstructions: {
          draggable: t(
            'Space lifts the card, left and right arrows choose the column, Space drops it, Escape cancels.',
          ),
        },
        announcements: {
          onDragStart: () => t('Lifted.'),
          onDragOver: ({ over }) =>
            over ? t('Over {{stage}}.', { stage: String(over.id) }) : t('Over no column.'),
          onDragEnd: ({ over }) =>
            over ? t('Dropped on {{stage}}.', { stage: String(over.id) }) : t('Put back.'),
          onDragCancel: () => t('Put back.'),
        },
      }}
    >
      <div className="phone stagetabs">
        <Segments
          label={t('Stage')}
          value={current}
          options={board.columns.map((column): [string, string] => [
            column.stage,
            `${column.stage} ${count(column.count)}`,
          ])}
          onPick={(column) => change({ column })}
        />
      </div>
      <div className="board" role="region" aria-label={t('Deals by stage')} tabIndex={0}>
        {board.columns.map((column) => (
          <Column
            key={column.stage}
            column={column}
            board={board}
            current={column.stage === current}
            onMove={onMove}
          />
        ))}
      </div>
    </DndContext>
  );
}

interface ColumnProps {
  column: BoardColumn;
  board: Board;
  current: boolean;
  onMove: OnMove;
}

function Column({ column, board, current, onMove }: ColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: column.stage });
  return (
    <section
      ref={setNodeRef}
      className={isOver ? 'column over' : 'column'}
      data-current={current}
      aria-label={column.stage}
    >
      <header>
        <h2 className="body13">{column.stage}</h2>
        <span className="small third figures">{count(column.count)}</span>
        <span className="grow" />
        <span className="small second figures" title={money(column.sum)}>
          {shortMoney(column.sum)}
        </span>
      </header>
      {column.type === 'open' && (
        <div className="small third figures weighted" title={money(column.weighted)}>
          {t('{{amount}} weighted', { amount: shortMoney(column.weighted) })}
        </div>
      )}
      <ul>
        {column.deals.map((deal) => (
          <DealCard
            key={deal.id}
            deal={deal}
            stages={board.columns.map((one) => one.stage).filter((stage) => stage !== column.stage)}
            onMove={onMove}
          />
        ))}
      </ul>
      {column.next && (
        <Anchor to="/deals" search={{ stage: column.stage }} className="link small">
          {t('Show all {{number}} in the table', { number: count(column.count) })}
        </Anchor>
      )}
    </section>
  );
}

function DealCard({ deal, stages, onMove }: { deal: Deal; stages: string[]; onMove: OnMove }) {
  const { attributes, listeners, setNodeRef, transform, isDragging } = useDraggable({ id: deal.id });
  const place = transform ? { transform: `translate(${transform.x}px, ${transform.y}px)` } : undefined;
  return (
    <li
      ref={setNodeRef}
      style={place}
      className={isDragging ? 'dealcard lifted' : 'dealcard'}
      data-deal={deal.id}
    >
      <button
        type="button"
        className="plainicon grip"
        aria-label={t('Drag {{name}}', { name: deal.name })}
        {...attributes}
        {...listeners}
        role="button"
      >
        <Glyph of={IconGripVertical} />
      </button>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <button
            type="button"
            className="plainicon menu"
            aria-label={t('Move {{name}} to…', { name: deal.name })}
          >
            <Glyph of={IconDots} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('Move to…')}</Menu.Label>
          {stages.map((stage) => (
            <Menu.Item key={stage} onClick={() => onMove(deal.id, stage)}>
              {stage}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <div className="small third cut" style={{ paddingRight: 56 }}>
        {deal.company?.name}
      </div>
      <Anchor to={`/deals/${deal.id}`} className="body13 strong dealname">
        {deal.name}
      </Anchor>
      <div className="row between body13">
        <span className="medium figures">
          {deal.amount ? money(deal.amount) : <span className="third">{t('no amount')}</span>}
        </span>
        {deal.owner && <Avatar name={deal.owner.name} team={deal.owner.team} size="small" />}
      </div>
      <div className="row between small third">
        <span>
          {nextText(deal) ? (
            nextText(deal)
          ) : deal.status === 'open' ? (
            <Chip tone="soon">{t('no next step')}</Chip>
          ) : (
            ''
          )}
        </span>
        <span className="nowrap">{quietText(deal)}</span>
      </div>
    </li>
  );
}
