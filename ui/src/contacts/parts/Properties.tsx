// A record's properties, edited where they stand; each save can be undone.
import { write } from '../../api/client';
import type { Property } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { InlineText } from '../../kit/InlineText';
import { Facts } from '../../kit/parts';

type Kind = 'contacts' | 'companies' | 'deals';
const singleOf: Record<Kind, string> = { contacts: 'contact', companies: 'company', deals: 'deal' };

export function Properties({
  kind,
  id,
  properties,
  readOnly,
}: {
  kind: Kind;
  id: string;
  properties: Property[];
  readOnly: boolean;
}) {
  const save = useAct({
    send: ({ name, value }: { name: string; label: string; value: string }) =>
      write<{ undo?: string }>('PATCH', `/${kind}/${id}`, {
        properties: { [name]: value === '' ? null : value },
      }),
    done: ({ label }) => t('{{label}} was changed', { label }),
    stale: () => [[singleOf[kind], id], [kind], ['timeline', id], ['why', id]],
  });
  return (
    <Facts
      rows={properties.map((property) => [
        property.label,
        <InlineText
          key={property.name}
          label={property.label}
          text={property.text}
          value={property.value == null ? '' : String(property.value)}
          readOnly={readOnly || property.read_only}
          type={property.type}
          onSave={(value) => save.mutateAsync({ name: property.name, label: property.label, value })}
        />,
      ])}
    />
  );
}
