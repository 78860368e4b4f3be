// A record's properties, edited where they stand; each save can be undone.
import type { ReactNode } from 'react';
import type { Property } from '../../api/types';
import { InlineText } from '../../kit/InlineText';
import { Facts } from '../../kit/parts';
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
      <InlineText
        key={property.name}
        label={property.label}
        text={property.text}
        value={typedValue(property.value)}
        readOnly={readOnly || property.read_only}
        type={property.type}
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
