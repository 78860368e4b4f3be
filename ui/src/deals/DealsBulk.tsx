// What can be done with all deals that are selected: one change, one Undo.
import { Menu } from '@mantine/core';
import { IconChartBar, IconColumns3, IconUser, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { post } from '../api/client';
import { usePipelines, useUsers } from '../api/hooks';
import type { Deal, ManyDealsChanged } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count } from '../kit/format';
import { Button, type Icon } from '../kit/parts';
import type { Selection } from '../kit/selection';
import { Trouble } from '../kit/states';
import { forecastText, openForecasts } from './forecast';
import { LostReason } from './LostReason';

export function DealsBulk({ select }: { select: Selection<Deal> }) {
  const users = useUsers().data?.rows ?? [];
  const stages = usePipelines().data?.rows[0]?.stages ?? [];
  const [losing, setLosing] = useState<string | null>(null);
  const number = count(select.ids.size);
  const change = useAct({
    send: (what: object) => post<ManyDealsChanged>('/deals/changes', { deals: [...select.ids], ...what }),
    done: (_what, out) => t('{{count}} deals were changed', { count: out.changed }),
    stale: () => [['deals'], ['deal'], ['board'], ['home']],
    after: ({ refused }) => refused.length === 0 && select.clear(),
  });
  if (select.ids.size === 0) return null;
  const refused = change.data?.refused ?? [];
  return (
    <div className="bulkbar" role="region" aria-label={t('Selected deals')}>
      <b className="medium" aria-live="polite">
        {t('{{number}} selected', { number })}
      </b>
      <Pick icon={IconUser} label={t('Change owner')}>
        {users.map((user) => (
          <Menu.Item key={user.id} onClick={() => change.mutate({ owner: user.id })}>
            {user.name}
          </Menu.Item>
        ))}
      </Pick>
      <Pick icon={IconColumns3} label={t('Change stage')}>
        {stages.map(({ name, type }) => (
          <Menu.Item
            key={name}
            onClick={() => (type === 'lost' ? setLosing(name) : change.mutate({ stage: name }))}
          >
            {name}
          </Menu.Item>
        ))}
      </Pick>
      <Pick icon={IconChartBar} label={t('Change forecast category')}>
        {openForecasts.map((one) => (
          <Menu.Item key={one} onClick={() => change.mutate({ properties: { forecast_category: one } })}>
            {forecastText(one)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => change.mutate({ properties: { forecast_category: null } })}>
          {t('Follow the stage')}
        </Menu.Item>
      </Pick>
      <Button small kind="ghost" icon={IconX} onClick={select.clear}>
        {t('Clear the selection')}
      </Button>
      {change.error && <Trouble error={change.error} />}
      {refused.length > 0 && (
        <span className="small" role="alert" style={{ color: 'var(--breached-text)' }}>
          {t('{{count}} were not changed', { count: refused.length })}: {refused[0]?.why}
        </span>
      )}
      {losing && (
        <LostReason
          move={{ deal: { id: '', name: t('{{number}} deals', { number }) }, stage: losing }}
          onCancel={() => setLosing(null)}
          onSend={(lost_reason) => {
            setLosing(null);
            change.mutate({ stage: losing, lost_reason });
          }}
        />
      )}
    </div>
  );
}

function Pick({ icon, label, children }: { icon: Icon; label: string; children: ReactNode }) {
  return (
    <Menu position="top-start" shadow="md" withinPortal>
      <Menu.Target>
        <Button small icon={icon}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
