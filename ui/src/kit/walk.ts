// Walking a table with the keys: which row, which of its cells, and whether that cell is being written.
import { useState } from 'react';
import type { DataTableProps } from './DataTable';
import { useKeys } from './keys';
import { useGo } from './nav';
import { spanOf } from './selection';

export interface Walk {
  at: number;
  cell: number;
  writing: boolean;
  setAt: (at: number) => void;
  edit: (row: number, cell: number) => void;
  // The cell is written; a step goes on to the next or previous cell of the row that can be.
  done: (step?: 1 | -1) => void;
}

// The next place in that direction that can be edited; the same when there is none, -1 to the left of all.
export function nextEditable(editable: boolean[], from: number, step: 1 | -1): number {
  for (let place = from + step; place >= 0 && place < editable.length; place += step) {
    if (editable[place]) return place;
  }
  return step < 0 ? -1 : from;
}

// Which cell is at hand: a step aside goes on to the next that can be edited.
function useCells(editable: boolean[]) {
  const [at, setAt] = useState(-1);
  const [cell, setCell] = useState(-1);
  const [writing, setWriting] = useState(false);
  const edit = (row: number, place: number) => {
    setAt(row);
    setCell(place);
    setWriting(editable[place] === true);
  };
  const done = (by?: 1 | -1) => {
    setWriting(false);
    const next = by === undefined ? cell : nextEditable(editable, cell, by);
    if (by !== undefined && next >= 0 && next !== cell) edit(at, next);
  };
  const aside = (by: 1 | -1) => at >= 0 && setCell(nextEditable(editable, cell, by));
  const editHere = () => at >= 0 && edit(at, cell >= 0 ? cell : editable.indexOf(true));
  return { at, cell, writing, setAt, setCell, edit, done, aside, editHere };
}

export function useWalk<Row>({ rows, columns, hrefOf, select }: DataTableProps<Row>): Walk {
  const editable = columns.map((column) => column.edit !== undefined);
  const walk = useCells(editable);
  const { at, cell } = walk;
  const go = useGo();
  const step = (by: 1 | -1, selecting = false) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by));
    walk.setAt(next);
    if (selecting && select) select.add(spanOf(rows, at, next).map(select.idOf));
  };
  const row = rows[at];
  const open = () => row && go(hrefOf(row));
  const enter = () => (cell >= 0 ? walk.editHere() : open());
  const toggle = () => row && select?.toggle(select.idOf(row));
  const leave = () => (cell >= 0 ? walk.setCell(-1) : select?.clear());
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    'shift+j': () => step(1, true),
    'shift+k': () => step(-1, true),
    'shift+ArrowDown': () => step(1, true),
    'shift+ArrowUp': () => step(-1, true),
    ...(editable.includes(true) && {
      ArrowRight: () => walk.aside(1),
      ArrowLeft: () => walk.aside(-1),
      e: walk.editHere,
    }),
    ...(select && { x: toggle, ' ': toggle, Escape: leave }),
    o: open,
    Enter: enter,
  });
  return walk;
}
