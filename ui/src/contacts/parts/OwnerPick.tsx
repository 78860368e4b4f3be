// Whose record it is, and giving it to somebody else; each change can be undone.
import { Menu } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { write } from '../../api/client';
import { useUsers } from '../../api/hooks';
import type { User } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { Avatar, Glyph } from '../../kit/parts';
import { Trouble } from '../../kit/states';

interface OwnerPickProps {
  owner: User | null;
  path: string;
  body: (owner: string) => object;
  method?: 'PATCH' | 'POST';
  stale: unknown[][];
  readOnly?: boolean;
}

export function OwnerPick({ owner, path, body, method = 'PATCH', stale, readOnly }: OwnerPickProps) {
  const users = useUsers();
  const give = useAct({
    send: (to: { id: string; name: string }) => write<{ undo?: string }>(method, path, body(to.id)),
    done: ({ name }) => t('{{name}} is the owner now', { name }),
    stale: () => [...stale, ['home'], ['handoffs']],
  });
  const shown = owner ? (
    <>
      <Avatar name={owner.name} team={owner.team} size="small" />
      {owner.name}
    </>
  ) : (
    <span className="third">{t('nobody yet')}</span>
  );
  if (readOnly) return <span className="row gap6">{shown}</span>;
  return (
    <>
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <button type="button" className="inline row gap6" title={t('Change owner')}>
            <span className="hidden">{t('Owner: ')}</span>
            {shown}
            <Glyph of={IconSelector} />
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
          {(users.data?.rows ?? [])
            .filter((user) => user.id !== owner?.id)
            .map((user) => (
              <Menu.Item key={user.id} onClick={() => give.mutate(user)}>
                {user.name}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {give.error && <Trouble error={give.error} />}
    </>
  );
}
