// Which rows of a list are selected.
import { useAddress } from './nav';

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

export const idsIn = (text: string | undefined): ReadonlySet<string> =>
  new Set((text ?? '').split(',').filter(Boolean));
const textOf = (ids: ReadonlySet<string>): string | undefined => [...ids].join(',') || undefined;

// The address keeps them: a reload, a link and the back button show the same rows selected.
export function useSelection<Row>(idOf: (row: Row) => string, nameOf: (row: Row) => string): Selection<Row> {
  const [search, , changeBy] = useAddress();
  const change = (next: (ids: ReadonlySet<string>) => ReadonlySet<string>) =>
    changeBy((old) => ({ selected: textOf(next(idsIn(old['selected']))) }));
  return {
    ids: idsIn(search['selected']),
    idOf,
    nameOf,
    toggle: (id) => change((old) => toggled(old, id)),
    add: (more) => change((old) => new Set([...old, ...more])),
    clear: () => change(() => new Set()),
  };
}
