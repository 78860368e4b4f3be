// Many records changed at once: one write each, four at a time, and one Undo for them all.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { post, write } from '../../api/client';
import { t } from '../../i18n';
import { toast } from '../../kit/toast';

export type Kind = 'contacts' | 'companies';

export interface Progress {
  done: number;
  of: number;
}

// Runs over all items, a few at a time, until it is stopped; says which did not work.
export async function inTurn<Item, Out>(
  items: Item[],
  act: (item: Item) => Promise<Out>,
  tell: (done: number) => void,
  stopped: () => boolean,
): Promise<{ outs: Out[]; failed: Item[] }> {
  const left = [...items];
  const outs: Out[] = [];
  const failed: Item[] = [];
  const work = async () => {
    for (let item = left.shift(); item !== undefined && !stopped(); item = left.shift()) {
      await act(item).then(
        (out) => outs.push(out),
        () => failed.push(item as Item),
      );
      tell(outs.length + failed.length);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return { outs, failed };
}

const give = (kind: Kind, id: string, owner: string) =>
  write<{ undo?: string }>('PATCH', `/${kind}/${id}`, { properties: { owner } });

// What shows an owner of the kind, and is stale after a change.
const staleOf: Record<Kind, string[]> = {
  contacts: ['contacts', 'contact', 'home'],
  companies: ['companies', 'company', 'home'],
};

function saidOf(kind: Kind, count: number, name: string): string {
  switch (kind) {
    case 'contacts':
      return t('{{count}} contacts now belong to {{name}}', { count, name });
    case 'companies':
      return t('{{count}} companies now belong to {{name}}', { count, name });
  }
}

const takeBack = (tokens: string[]) =>
  inTurn(
    tokens,
    (token) => post('/undo', { token }),
    () => undefined,
    () => false,
  );

export function useOwnerOfMany(kind: Kind, after: () => void) {
  const client = useQueryClient();
  const stop = useRef(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failed, setFailed] = useState(0);
  const refresh = () => {
    for (const key of staleOf[kind]) void client.invalidateQueries({ queryKey: [key] });
  };
  const giveAll = async (ids: string[], owner: { id: string; name: string }) => {
    stop.current = false;
    setFailed(0);
    setProgress({ done: 0, of: ids.length });
    const { outs, failed: wrong } = await inTurn(
      ids,
      (id) => give(kind, id, owner.id),
      (done) => setProgress({ done, of: ids.length }),
      () => stop.current,
    );
    setProgress(null);
    setFailed(wrong.length);
    refresh();
    const tokens = outs.flatMap((out) => (out?.undo ? [out.undo] : []));
    if (outs.length > 0)
      toast(saidOf(kind, outs.length, owner.name), () => void takeBack(tokens).then(refresh));
    if (wrong.length === 0 && !stop.current) after();
  };
  return { giveAll, progress, failed, cancel: () => (stop.current = true) };
}
