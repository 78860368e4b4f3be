// Saving one property of a record: it can be undone, and when somebody was faster both values are shown.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, Problem, write } from '../../api/client';
import type { Property } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import type { Edit } from '../../kit/DataTable';
import { type Sum, typedMoney } from '../../kit/format';
import { type Clash, Conflict } from './Conflict';

export type Kind = 'contacts' | 'companies' | 'deals';
const singleOf: Record<Kind, string> = { contacts: 'contact', companies: 'company', deals: 'deal' };

export interface Wish {
  id: string;
  name: string;
  label: string;
  value: string;
  was: string;
  version: number | undefined;
}

interface Fresh {
  version: number;
  properties: Property[];
}

// What one edits: an amount without its currency, all else as it is kept.
export function typedValue(value: unknown): string {
  if (value == null) return '';
  if (Array.isArray(value)) return value.join(';');
  return typeof value === 'object' ? typedMoney(value as Sum) : String(value);
}

// The same record as it stands now, after somebody else was faster.
function clashIn(fresh: Fresh, wish: Wish): Clash & Wish {
  const theirs = fresh.properties.find((one) => one.name === wish.name);
  return { ...wish, version: fresh.version, theirs: theirs?.text ?? '', by: theirs?.by ?? null };
}

export const asProperty = (name: string, value: string): object => ({
  properties: { [name]: value === '' ? null : value },
});

// How a cell of a list is edited: which property it is, and what it reads now.
export type CellEdit<Row> = (
  name: string,
  label: string,
  valueOf: (row: Row) => string | number | null,
  type?: 'number',
) => Edit<Row>;

interface Saving {
  // Of a record whose version one has.
  save: (wish: Wish) => Promise<unknown>;
  // Of a list's row, which has none: what stands there now is looked up first.
  saveCell: (wish: Omit<Wish, 'version'>) => Promise<unknown>;
  dialog: ReactNode;
}

export function useSaving(kind: Kind, bodyOf: (name: string, value: string) => object = asProperty): Saving {
  const [clash, setClash] = useState<(Clash & Wish) | null>(null);
  const client = useQueryClient();
  const act = useAct({
    send: async (wish: Wish) =>
      write<{ undo?: string }>('PATCH', `/${kind}/${wish.id}`, {
        ...bodyOf(wish.name, wish.value),
        version: wish.version,
      }),
    done: ({ label }) => t('{{label}} was changed', { label }),
    stale: ({ id }) => [[singleOf[kind], id], [kind], ['timeline', id], ['why', id]],
  });
  const fresh = (id: string) => get<Fresh>(`/${kind}/${id}`);
  const save = (wish: Wish) =>
    act.mutateAsync(wish).catch(async (error: unknown) => {
      if (!(error instanceof Problem && error.status === 409)) throw error;
      const found = clashIn(await fresh(wish.id), wish);
      // Somebody changed another property of the record: that is no quarrel about this one.
      if (found.theirs === wish.was) await act.mutateAsync({ ...wish, version: found.version });
      else setClash(found);
    });
  const saveCell = async (wish: Omit<Wish, 'version'>) => {
    const now = await fresh(wish.id);
    const property = now.properties.find((one) => one.name === wish.name);
    const found = { ...wish, was: property?.text ?? '', version: now.version };
    if (typedValue(property?.value) === wish.was) await save(found);
    else setClash(clashIn(now, found));
  };
  const dialog = clash && (
    <Conflict
      clash={clash}
      onMine={() => {
        setClash(null);
        void save(clash);
      }}
      onTheirs={() => {
        setClash(null);
        for (const queryKey of [[singleOf[kind], clash.id], [kind]])
          void client.invalidateQueries({ queryKey });
      }}
    />
  );
  return { save, saveCell, dialog };
}

// The cells of a list, saved as the record's page saves them.
export function useCellEdit<Row extends { id: string }>(
  kind: Kind,
  bodyOf?: (name: string, value: string) => object,
): [CellEdit<Row>, ReactNode] {
  const { saveCell, dialog } = useSaving(kind, bodyOf);
  const edit: CellEdit<Row> = (name, label, valueOf, type) => {
    const value = (row: Row) => String(valueOf(row) ?? '');
    return {
      type: type ?? 'text',
      value,
      save: (row, typed, was) => saveCell({ id: row.id, name, label, value: typed, was }),
    };
  };
  return [edit, dialog];
}
