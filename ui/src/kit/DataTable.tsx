// The list every room uses: sorted by the server, drawn row by row as one scrolls, walked and edited
// with the keys. Grouped, each group's line stands among the rows and only the open group has rows.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { t } from '../i18n';
import type { Selection } from './selection';
import { EditCell } from './TableCells';
import { GroupLine, type Grouping, type Line, linesOf } from './TableGroups';
import { Head } from './TableHead';
import { spanOf } from './selection';
import { useWalk, type Walk } from './walk';

// How a cell is changed where it stands: what one types begins with `value`; what is typed is saved
// beside what stood there when one began, for the row may change meanwhile.
export interface Edit<Row> {
  type?: 'text' | 'number';
  value: (row: Row) => string;
  save: (row: Row, value: string, was: string) => Promise<unknown>;
}

export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => React.ReactNode;
  // What the server can sort by, in the order that clicks on the head go through.
  sorts?: string[];
  number?: boolean;
  keep?: boolean;
  edit?: Edit<Row> | undefined;
}

export interface DataTableProps<Row> {
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  hrefOf: (row: Row) => string;
  sort: string;
  onSort: (sort: string) => void;
  more: boolean;
  onMore: () => void;
  select?: Selection<Row>;
  grouping?: Grouping | undefined;
}

function rowHeightNow(): number {
  if (window.matchMedia('(max-width: 768px)').matches) return 56;
  return document.documentElement.dataset.density === 'compact' ? 32 : 40;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, more, onMore, select, grouping } = props;
  const width = columns.length + (select ? 1 : 0);
  const box = useRef<HTMLDivElement>(null);
  const walk = useWalk(props);
  const { at } = walk;
  const lines = linesOf(rows.length, grouping);
  const rowHeight = rowHeightNow();
  const drawn = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 900, height: 900 },
  });
  const shown = drawn.getVirtualItems();
  const last = lines[shown.at(-1)?.index ?? 0]?.row ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 10) onMore();
  }, [last, more, onMore, rows.length]);
  const focused = at < 0 ? -1 : lines.findIndex((line) => line.row === at);
  useEffect(() => {
    if (focused >= 0) drawn.scrollToIndex(focused);
  }, [focused, drawn]);
  const above = shown[0]?.start ?? 0;
  const below = drawn.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className="tablebox virtual" ref={box} role="region" aria-label={label} tabIndex={0}>
      <table className="table twoline" aria-rowcount={rows.length}>
        <Head {...props} />
        <tbody>
          <Spacer height={above} columns={width} />
          {shown.map(({ index }) => (
            <BodyLine key={index} line={lines[index] as Line} walk={walk} {...props} />
          ))}
          <Spacer height={below} columns={width} />
        </tbody>
      </table>
    </div>
  );
}

// One line: a group's, or a row's cells, one of which may be being written.
function BodyLine<Row>({
  line,
  walk,
  rows,
  columns,
  select,
  grouping,
}: DataTableProps<Row> & { line: Line; walk: Walk }) {
  if (line.row === undefined) {
    return (
      <GroupLine group={line.group} columns={columns} select={select !== undefined} grouping={grouping} />
    );
  }
  const index = line.row;
  const row = rows[index] as Row;
  const isAt = index === walk.at;
  return (
    <tr data-focused={isAt} aria-rowindex={index + 1}>
      {select && <SelectCell rows={rows} index={index} at={walk.at} select={select} onAt={walk.setAt} />}
      {columns.map((column, place) => (
        <td
          key={column.id}
          className={
            [column.number && 'number', column.keep && 'keep', column.edit && 'editable']
              .filter(Boolean)
              .join(' ') || undefined
          }
          data-cell={isAt && walk.cell === place ? true : undefined}
          onDoubleClick={column.edit && (() => walk.edit(index, place))}
        >
          {column.edit && isAt && walk.cell === place && walk.writing ? (
            <EditCell label={column.head} row={row} edit={column.edit} onDone={walk.done} />
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
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
