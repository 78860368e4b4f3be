// A record's properties, edited where they stand; each save can be undone.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, Problem, write } from '../../api/client';
import type { Property } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { type Sum, typedMoney } from '../../kit/format';
import { InlineText } from '../../kit/InlineText';
import { Facts } from '../../kit/parts';
import { Conflict, type Clash } from './Conflict';

type Kind = 'contacts' | 'companies' | 'deals';
const singleOf: Record<Kind, string> = { contacts: 'contact', companies: 'company', deals: 'deal' };

// Shown elsewhere on the record, in a better shape than their bare value.
const shownElsewhere = new Set(['owner', 'company', 'stage', 'pipeline', 'closed_at', 'created_at']);

interface PropertiesProps {
  kind: Kind;
  id: string;
  properties: Property[];
  readOnly: boolean;
  version?: number;
  // How a change is said to the server where a record has no properties to set one by one.
  bodyOf?: (name: string, value: string) => object;
  before?: [string, ReactNode][];
  after?: [string, ReactNode][];
}

interface Wish {
  name: string;
  label: string;
  value: string;
  was: string;
  version: number | undefined;
}

// The same record as it stands now, after somebody else was faster.
async function clashOf(kind: Kind, id: string, wish: Wish): Promise<Clash> {
  const fresh = await get<{ version: number; properties: Property[] }>(`/${kind}/${id}`);
  const theirs = fresh.properties.find((one) => one.name === wish.name);
  return { ...wish, version: fresh.version, theirs: theirs?.text ?? '', by: theirs?.by ?? null };
}

// What one edits: an amount without its currency, all else as it is kept.
function typedValue(value: unknown): string {
  if (value == null) return '';
  return typeof value === 'object' ? typedMoney(value as Sum) : String(value);
}

const asProperty = (name: string, value: string): object => ({
  properties: { [name]: value === '' ? null : value },
});

export function Properties({
  kind,
  id,
  properties,
  readOnly,
  version,
  bodyOf = asProperty,
  before,
  after,
}: PropertiesProps) {
  const [clash, setClash] = useState<Clash | null>(null);
  const client = useQueryClient();
  const save = useAct({
    send: async (wish: Wish) =>
      write<{ undo?: string }>('PATCH', `/${kind}/${id}`, {
        ...bodyOf(wish.name, wish.value),
        version: wish.version,
      }),
    done: ({ label }) => t('{{label}} was changed', { label }),
    stale: () => [[singleOf[kind], id], [kind], ['timeline', id], ['why', id]],
  });
  const send = (wish: Wish) =>
    save.mutateAsync(wish).catch(async (error: unknown) => {
      if (!(error instanceof Problem && error.status === 409)) throw error;
      const found = await clashOf(kind, id, wish);
      // Somebody changed another property of the record: that is no quarrel about this one.
      if (found.theirs === wish.was) await save.mutateAsync({ ...wish, version: found.version });
      else setClash(found);
    });
  const rows = properties
    .filter((property) => !shownElsewhere.has(property.name))
    .map((property): [string, ReactNode] => [
      property.label,
      <InlineText
        key={property.name}
        label={property.label}
        text={property.text}
        value={typedValue(property.value)}
        readOnly={readOnly || property.read_only}
        type={property.type}
        onSave={(value) =>
          send({ name: property.name, label: property.label, value, was: property.text, version })
        }
      />,
    ]);
  return (
    <>
      <Facts rows={[...(before ?? []), ...rows, ...(after ?? [])]} />
      {clash && (
        <Conflict
          clash={clash}
          onMine={() => {
            setClash(null);
            void send(clash);
          }}
          onTheirs={() => {
            setClash(null);
            void client.invalidateQueries({ queryKey: [singleOf[kind], id] });
          }}
        />
      )}
    </>
  );
}
