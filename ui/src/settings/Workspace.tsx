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

export function Workspace() {
  const workspace = useWorkspace();
  return (
    <>
      <h2>{t('Workspace')}</h2>
      <Answer of={workspace}>{(found) => <Change key={JSON.stringify(found)} of={found} />}</Answer>
    </>
  );
}

function Change({ of }: { of: WorkspaceSettings }) {
  const users = useUsers();
  const [name, setName] = useState(of.name);
  const [zone, setZone] = useState(of.time_zone);
  const [last, setLast] = useState(of.last_resort ?? '');
  const save = useAct({
    send: () => write<object>('PATCH', '/workspace', { name, time_zone: zone, last_resort: last }),
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
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('Time zone')}
        required
        withAsterisk={false}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      <Facts rows={[[t('Currency'), of.currency]]} />
      <Select
        label={t('Owner of last resort')}
        description={t(
          'Takes a handoff that nobody else can take: all are away, or hold as many as allowed.',
        )}
        allowDeselect={false}
        data={[{ value: '', label: t('The manager of the team') }, ...people]}
        value={last}
        onChange={(next) => setLast(next ?? '')}
      />
      <div>
        <Button type="submit" kind="filled" disabled={save.isPending}>
          {t('Save')}
        </Button>
      </div>
    </form>
  );
}
