// What holds for the whole workspace: its name, its zone, and who takes a handoff that nobody else can.
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { write } from '../api/client';
import { useUsers, useWorkspace } from '../api/hooks';
import type { WorkspaceSettings } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button, Facts } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { changed } from './HoursFields';

export function Workspace() {
  const workspace = useWorkspace();
  return (
    <>
      <h2>{t('Workspace')}</h2>
      <Answer of={workspace}>{(found) => <Change of={found} />}</Answer>
    </>
  );
}

const settingsOf = ({ name, time_zone, last_resort }: WorkspaceSettings) => ({
  name,
  time_zone,
  last_resort: last_resort ?? '',
});

function Change({ of }: { of: WorkspaceSettings }) {
  const users = useUsers();
  const [settings, setSettings] = useState(() => settingsOf(of));
  const set = (part: Partial<typeof settings>) => setSettings({ ...settings, ...part });
  const save = useAct({
    send: () => write<object>('PATCH', '/workspace', changed(settings, settingsOf(of))),
    done: () => t('The workspace was changed'),
    stale: () => [['workspace'], ['session']],
  });
  const people = (users.data?.rows ?? []).map((user) => ({ value: user.id, label: user.name }));
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      {save.error && <Trouble error={save.error} />}
      <TextInput
        label={t('Company')}
        required
        withAsterisk={false}
        value={settings.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('Time zone')}
        required
        withAsterisk={false}
        value={settings.time_zone}
        onChange={(event) => set({ time_zone: event.currentTarget.value })}
      />
      <Facts rows={[[t('Currency'), of.currency]]} />
      <Select
        label={t('Owner of last resort')}
        description={t(
          'Takes a handoff that nobody else can take: all are away, or hold as many as allowed.',
        )}
        allowDeselect={false}
        data={[{ value: '', label: t('The manager of the team') }, ...people]}
        value={settings.last_resort}
        onChange={(next) => set({ last_resort: next ?? '' })}
      />
      <div>
        <Button type="submit" kind="filled" disabled={save.isPending}>
          {t('Save')}
        </Button>
      </div>
    </form>
  );
}
