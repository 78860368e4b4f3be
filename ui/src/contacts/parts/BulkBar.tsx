import { Menu } from '@mantine/core';
import { IconUser, IconX } from '@tabler/icons-react';
import { useUsers } from '../../api/hooks';
import { type Message, message, t } from '../../i18n';
import { count } from '../../kit/format';
import { Bar, Button } from '../../kit/parts';
import type { Selection } from '../../kit/selection';
import { type Kind, useOwnerOfMany } from './bulk';

const named: Record<Kind, Message> = {
  contacts: message('Selected contacts'),
  companies: message('Selected companies'),
};

// What can be done with all that is selected.
export function BulkBar<Row>({ kind, select }: { kind: Kind; select: Selection<Row> }) {
  const users = useUsers();
  const { giveAll, progress, failed, cancel } = useOwnerOfMany(kind, select.clear);
  if (select.ids.size === 0) return null;
  return (
    <div className="bulkbar" role="region" aria-label={t(named[kind])}>
      <b className="medium" aria-live="polite">
        {t('{{number}} selected', { number: count(select.ids.size) })}
      </b>
      <Menu position="top-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button small icon={IconUser} disabled={progress !== null}>
            {t('Change owner')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
          {(users.data?.rows ?? []).map((user) => (
            <Menu.Item key={user.id} onClick={() => void giveAll([...select.ids], user)}>
              {user.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button small kind="ghost" icon={IconX} onClick={select.clear}>
        {t('Clear the selection')}
      </Button>
      {progress && (
        <span className="row grow" role="status">
          <span className="grow" style={{ maxWidth: 240 }}>
            <Bar part={progress.done / progress.of} label={t('Changing the owner')} />
          </span>
          <span className="small second figures">
            {t('{{done}} of {{rows}}', { done: count(progress.done), rows: count(progress.of) })}
          </span>
          <Button small onClick={cancel}>
            {t('Cancel')}
          </Button>
        </span>
      )}
      {failed > 0 && (
        <span className="small" role="alert" style={{ color: 'var(--breached-text)' }}>
          {t('{{count}} were not changed', { count: failed })}
        </span>
      )}
    </div>
  );
}
