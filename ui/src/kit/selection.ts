// Which rows of a list are selected; it lasts as long as the list is on screen.
import { useState } from 'react';

export interface Selection<Row> {
  ids: ReadonlySet<string>;
  idOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  toggle: (id: string) => void;
  add: (ids: string[]) => void;
  clear: () => void;
}

// The rows between two places of the list, both included.
export const spanOf = <Row>(rows: Row[], from: number, to: number): Row[] =>
  rows.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1);

export function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

export function useSelection<Row>(idOf: (row: Row) => string, nameOf: (row: Row) => string): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    idOf,
    nameOf,
    toggle: (id) => setIds((old) => toggled(old, id)),
    add: (more) => setIds((old) => new Set([...old, ...more])),
    clear: () => setIds((old) => (old.size === 0 ? old : new Set())),
  };
}
