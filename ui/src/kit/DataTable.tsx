// The list every room uses: sorted by the server, drawn row by row as one scrolls, walked with j and k.
import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Selection, spanOf } from './selection';
import { t } from '../i18n';
import { useKeys } from './keys';
import { useGo } from './nav';
import { Glyph } from './parts';

export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => React.ReactNode;
  // What the server can sort by, in the order that clicks on the head go through.
  sorts?: string[];
  number?: boolean;
  keep?: boolean;
}

interface DataTableProps<Row> {
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  hrefOf: (row: Row) => string;
  sort: string;
  onSort: (sort: string) => void;
  more: boolean;
  onMore: () => void;
  select?: Selection<Row>;
}

export function sortedBy(sort: string, sorts: string[]): 'ascending' | 'descending' | undefined {
  if (!sorts.includes(sort)) return undefined;
  return sort.startsWith('-') ? 'descending' : 'ascending';
}
export const nextSort = (sort: string, sorts: string[]): string =>
  sorts[(sorts.indexOf(sort) + 1) % sorts.length] ?? sort;

function useWalk<Row>({ rows, hrefOf, select }: DataTableProps<Row>) {
  const [at, setAt] = useState(-1);
  const go = useGo();
  const walk = (by: 1 | -1, selecting: boolean) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by));
    setAt(next);
    if (selecting && select) select.add(spanOf(rows, at, next).map(select.idOf));
  };
  const open = () => {
    const row = rows[at];
    if (row) go(hrefOf(row));
  };
  const toggle = () => {
    const row = rows[at];
    if (row && select) select.toggle(select.idOf(row));
  };
  useKeys({
    j: () => walk(1, false),
    k: () => walk(-1, false),
    ArrowDown: () => walk(1, false),
    ArrowUp: () => walk(-1, false),
    'shift+j': () => walk(1, true),
    'shift+k': () => walk(-1, true),
    'shift+ArrowDown': () => walk(1, true),
    'shift+ArrowUp': () => walk(-1, true),
    ...(select && { x: toggle, Escape: select.clear }),
    o: open,
    Enter: open,
  });
  return [at, setAt] as const;
}

function rowHeightNow(): number {
  if (window.matchMedia('(max-width: 768px)').matches) return 56;
  return document.documentElement.dataset.density === 'compact' ? 32 : 40;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, more, onMore, select } = props;
  const width = columns.length + (select ? 1 : 0);
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useWalk(props);
  const defs: ColumnDef<Row>[] = columns.map((column) => ({
    id: column.id,
    cell: ({ row }) => column.cell(row.original),
  }));
  const table = useReactTable({ data: rows, columns: defs, getCoreRowModel: getCoreRowModel() });
  const rowHeight = rowHeightNow();
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 900, height: 900 },
  });
  const shown = lines.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 10) onMore();
  }, [last, more, onMore, rows.length]);
  useEffect(() => {
    if (at >= 0) lines.scrollToIndex(at);
  }, [at, lines]);
  const above = shown[0]?.start ?? 0;
  const below = lines.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const model = table.getRowModel().rows;
  return (
    <div className="tablebox virtual" ref={box} role="region" aria-label={label} tabIndex={0}>
      <table className="table twoline" aria-rowcount={rows.length}>
        <Head {...props} />
        <tbody>
          <Spacer height={above} columns={width} />
          {shown.map(({ index }) => (
            <tr key={model[index]?.id} data-focused={index === at} aria-rowindex={index + 1}>
              {select && <SelectCell rows={rows} index={index} at={at} select={select} onAt={setAt} />}
              {model[index]?.getVisibleCells().map((cell, place) => (
                <td
                  key={cell.id}
                  className={[columns[place]?.number && 'number', columns[place]?.keep && 'keep']
                    .filter(Boolean)
                    .join(' ')}
                >
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </td>
              ))}
            </tr>
          ))}
          <Spacer height={below} columns={width} />
        </tbody>
      </table>
    </div>
  );
}

function SelectCell<Row>({
  rows,
  index,
  at,
  select,
  onAt,
}: {
  rows: Row[];
  index: number;
  at: number;
  select: Selection<Row>;
  onAt: (at: number) => void;
}) {
  const row = rows[index];
  if (!row) return <td className="check" />;
  const id = select.idOf(row);
  const pick = (extend: boolean) => {
    if (extend && at >= 0) select.add(spanOf(rows, at, index).map(select.idOf));
    else select.toggle(id);
    onAt(index);
  };
  return (
    <td className="check">
      <input
        type="checkbox"
        aria-label={t('Select {{name}}', { name: select.nameOf(row) })}
        checked={select.ids.has(id)}
        onChange={() => undefined}
        onClick={(event) => pick(event.shiftKey)}
      />
    </td>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function Head<Row>({ columns, sort, onSort, select }: DataTableProps<Row>) {
  return (
    <thead>
      <tr>
        {select && (
          <th scope="col" className="check">
            <span className="hidden">{t('Select')}</span>
          </th>
        )}
        {columns.map((column) => {
          const { sorts } = column;
          const order = sorts ? sortedBy(sort, sorts) : undefined;
          return (
            <th key={column.id} scope="col" className={column.number ? 'number' : ''} aria-sort={order}>
              {sorts ? (
                <button
                  type="button"
                  onClick={() => onSort(nextSort(sort, sorts))}
                  title={t('Sort by {{column}}', { column: column.head })}
                >
                  {column.head}
                  {order && <Glyph of={order === 'ascending' ? IconArrowUp : IconArrowDown} />}
                </button>
              ) : (
                column.head
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
