// A record's properties, edited where they stand; each save can be undone.
import type { ReactNode } from 'react';
import { useUsers } from '../../api/hooks';
import type { Property } from '../../api/types';
import { t } from '../../i18n';
import { InlineChoice } from '../../kit/InlineChoice';
import { InlineText } from '../../kit/InlineText';
import { Facts, NotKnown } from '../../kit/parts';
import { asProperty, type Kind, typedValue, useSaving } from './saving';

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
  const { save, dialog } = useSaving(kind, bodyOf);
  const rows = properties
    .filter((property) => !shownElsewhere.has(property.name))
    .map((property): [string, ReactNode] => [
      property.label,
      <PropertyValue
        key={property.name}
        property={property}
        readOnly={readOnly || property.read_only}
        onSave={(value) =>
          save({ id, name: property.name, label: property.label, value, was: property.text, version })
        }
      />,
    ]);
  return (
    <>
      <Facts rows={[...(before ?? []), ...rows, ...(after ?? [])]} />
      {dialog}
    </>
  );
}

interface PropertyValueProps {
  property: Property;
  readOnly: boolean;
  onSave: (value: string) => Promise<unknown>;
}

// One value, edited as its type asks.
function PropertyValue({ property, readOnly, onSave }: PropertyValueProps) {
  const { label, text, type, value } = property;
  const users = useUsers(type === 'user' && !readOnly);
  if (type === 'formula') return <FormulaValue property={property} />;
  const options: Record<string, { value: string; label: string }[]> = {
    boolean: [
      { value: 'true', label: t('yes') },
      { value: 'false', label: t('no') },
    ],
    user: (users.data?.rows ?? []).map(({ email, name }) => ({ value: email, label: name })),
  };
  const chosen = Array.isArray(value) ? value.map(String) : value == null ? [] : [String(value)];
  // An archived option stays where it was chosen.
  const open = property.options.filter((one) => !one.archived || chosen.includes(one.value));
  const few = open.length > 0 ? open : options[type];
  const meaning = property.description || undefined;
  return (
    <span title={meaning}>
      {few ? (
        <InlineChoice
          {...{ label, text, readOnly }}
          value={chosen}
          options={few}
          many={type === 'multi_choice'}
          onSave={(next) => onSave(next.join(';'))}
        />
      ) : (
        <InlineText {...{ label, text, readOnly, type, onSave }} value={typedValue(value)} />
      )}
    </span>
  );
}

// Nothing to type: what it comes to, or what stands in the way.
function FormulaValue({ property: { text, trouble, description } }: { property: Property }) {
  const why = trouble ?? (description || undefined);
  return (
    <span title={why}>
      {text === '' ? <NotKnown /> : text}
      {trouble && <span className="small third"> {trouble}</span>}
    </span>
  );
}
