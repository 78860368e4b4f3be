import { Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { post } from '../api/client';
import { useEverybody } from '../api/hooks';
import type { Person, Role, Team } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { dateText } from '../kit/format';
import { Avatar, Button, Chip } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { roleWord } from '../session/parts/roles';
import { useViewer } from '../session/parts/viewer';
import { ChangePerson } from './ChangePerson';

export function People() {
  const users = useEverybody();
  const { user: me } = useViewer();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<Person>();
  const leads = me.role === 'admin' || me.role === 'lead';
  return (
    <>
      <div className="row between">
        <h2>{t('People and roles')}</h2>
        {leads && (
          <Button icon={IconPlus} onClick={() => setAdding(true)}>
            {t('Add a person')}
          </Button>
        )}
      </div>
      <Answer of={users}>
        {(found) => (
          <div className="tablebox card" role="region" aria-label={t('People and roles')} tabIndex={0}>
            <table className="table plain stacked">
              <thead>
                <tr>
                  <th scope="col">{t('Name')}</th>
                  <th scope="col">{t('E-mail')}</th>
                  <th scope="col">{t('Role')}</th>
                  <th scope="col">{t('Team')}</th>
                  <th scope="col">{t('Here')}</th>
                  {leads && (
                    <th scope="col">
                      <span className="hidden">{t('Change')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {found.rows.map((user) => (
                  <tr key={user.id}>
                    <td>
                      <span className="row gap6">
                        <Avatar name={user.name} team={user.team} size="small" />
                        <b className="medium">{user.name}</b>
                      </span>
                    </td>
                    <td className="second" data-label={t('E-mail')}>
                      {user.email}
                    </td>
                    <td data-label={t('Role')}>{t(roleWord[user.role])}</td>
                    <td data-label={t('Team')}>
                      {user.team_name ?? <span className="third">{t('none')}</span>}
                    </td>
                    <td data-label={t('Here')}>
                      <Presence of={user} />
                    </td>
                    {leads && (
                      <td>
                        {(me.role === 'admin' || user.role !== 'admin') && (
                          <Button
                            small
                            label={t('Change {{name}}', { name: user.name })}
                            onClick={() => setOpen(user)}
                          >
                            {t('Change')}
                          </Button>
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answer>
      {adding && <AddPerson onClose={() => setAdding(false)} />}
      {open && <ChangePerson person={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Presence({ of }: { of: Person }) {
  if (!of.active) return <Chip>{t('left')}</Chip>;
  if (of.away === null) return <span className="second">{t('here')}</span>;
  return (
    <Chip tone="soon">
      {of.away.startsWith('away until') && of.away_until
        ? t('away until {{day}}', { day: dateText(of.away_until) })
        : t('away')}
    </Chip>
  );
}

function AddPerson({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('rep');
  const [signsFor, setSignsFor] = useState<Team | ''>('');
  const add = useAct({
    send: () => post<object>('/users', { name, email, role, password, signs_for: signsFor || null }),
    done: () => t('{{name}} was added', { name }),
    stale: () => [['users']],
    after: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t('Add a person')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(undefined);
        }}
      >
        {add.error && <Trouble error={add.error} />}
        <TextInput
          label={t('Name')}
          required
          withAsterisk={false}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('E-mail')}
          type="email"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label={t('Role')}
          allowDeselect={false}
          data={(Object.keys(roleWord) as Role[]).map((one) => ({ value: one, label: t(roleWord[one]) }))}
          value={role}
          onChange={(next) => next && setRole(next as Role)}
        />
        <Select
          label={t('Signs the agreement for')}
          allowDeselect={false}
          data={[
            { value: '', label: t('Nobody') },
            { value: 'marketing', label: t('Marketing') },
            { value: 'sales', label: t('Sales') },
          ]}
          value={signsFor}
          onChange={(next) => setSignsFor((next ?? '') as Team | '')}
        />
        <PasswordInput
          label={t('First password')}
          description={t('At least 12 characters')}
          required
          withAsterisk={false}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
        />
        <div>
          <Button type="submit" kind="filled" disabled={add.isPending}>
            {t('Add person')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
