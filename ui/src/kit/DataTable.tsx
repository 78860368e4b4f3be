// The list every room uses: sorted by the server, drawn row by row as one scrolls, walked with j and k.
import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n';
import { useKeys } from './keys';
import { useGo } from './nav';
import { Glyph } from './parts';

export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => React.ReactNode;
  sort?: string;
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
}

export const sortedBy = (sort: string, field: string): 'ascending' | 'descending' | undefined => {
  if (sort === field) return 'ascending';
  return sort === `-${field}` ? 'descending' : undefined;
};
export const nextSort = (sort: string, field: string): string => (sort === field ? `-${field}` : field);

function useWalk<Row>(rows: Row[], hrefOf: (row: Row) => string) {
  const [at, setAt] = useState(-1);
  const go = useGo();
  const open = () => {
    const row = rows[at];
    if (row) go(hrefOf(row));
  };
  useKeys({
    j: () => setAt(Math.min(rows.length - 1, at + 1)),
    k: () => setAt(Math.max(0, at - 1)),
    ArrowDown: () => setAt(Math.min(rows.length - 1, at + 1)),
    ArrowUp: () => setAt(Math.max(0, at - 1)),
    o: open,
    Enter: open,
  });
  return at;
}

function rowHeightNow(): number {
  if (window.matchMedia('(max-width: 768px)').matches) return 56;
  return document.documentElement.dataset.density === 'compact' ? 32 : 40;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, hrefOf, more, onMore } = props;
  const box = useRef<HTMLDivElement>(null);
  const at = useWalk(rows, hrefOf);
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
          <Spacer height={above} columns={columns.length} />
          {shown.map(({ index }) => (
            <tr key={model[index]?.id} data-focused={index === at} aria-rowindex={index + 1}>
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
          <Spacer height={below} columns={columns.length} />
        </tbody>
      </table>
    </div>
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

function Head<Row>({ columns, sort, onSort }: DataTableProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const field = column.sort;
          const order = field ? sortedBy(sort, field) : undefined;
          return (
            <th key={column.id} scope="col" className={column.number ? 'number' : ''} aria-sort={order}>
              {field ? (
                <button
                  type="button"
                  onClick={() => onSort(nextSort(sort, field))}
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
