// What a contact is to deals and companies, or who is what to a company: shown where a role or a
// second company says more than the record itself.
import { IconUsers } from '@tabler/icons-react';
import type { AssociationView } from '../../api/types';
import { t } from '../../i18n';
import { Anchor } from '../../kit/nav';
import { Card } from '../../kit/parts';
import { type RecordType, useAssociations } from './associating';

const saysMore = (row: AssociationView) => row.roles.length > 0 || (!row.primary && row.type === 'companies');

export function Roles({ type, id, asOf }: { type: RecordType; id: string; asOf?: string | undefined }) {
  const found = useAssociations(type, id, asOf);
  const rows = (found.data?.rows ?? []).filter(saysMore);
  if (rows.length === 0) return null;
  return (
    <Card title={t('Roles')} icon={IconUsers}>
      <ul className="stack">
        {rows.map((row) => (
          <li key={row.type + row.id} className="row between body13">
            <Anchor to={`/${row.type}/${row.id}`} className="medium">
              {row.name}
            </Anchor>
            <span className="small third">
              {row.roles.map((role) => role.name).join(', ') || t('also belongs here')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
