// A colleague's role, team, hours and absence; or that they left: what they hold then goes to others at once.
import { Autocomplete, Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { write } from '../api/client';
import { useTeams } from '../api/hooks';
import type { Person, Role } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { roleWord } from '../session/parts/roles';
import { useViewer } from '../session/parts/viewer';
import { AwayFields, awayOf } from './AwayFields';
import { LanguagesField, languagesWish } from './LanguagesField';
import { changed, HoursFields, hoursOf, openText, wishOf } from './HoursFields';

export function ChangePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const { user } = useViewer();
  const [name, setName] = useState(person.name);
  const [rights, setRights] = useState(() => rightsOf(person));
  const [most, setMost] = useState(() => openText(person));
  const [hours, setHours] = useState(() => hoursOf(person));
  const [away, setAway] = useState(() => awayOf(person));
  const [languages, setLanguages] = useState(() => person.languages.join(', '));
  const [share, setShare] = useState(() => String(person.share ?? 1));
  const [password, setPassword] = useState('');
  const path = `/users/${encodeURIComponent(person.id)}`;
  const self = person.id === user.id;
  // Who signs the agreement keeps a password that no lead knows.
  const maySetPassword = !self && (user.role === 'admin' || person.signs_for === null);
  const stale = () => [['users'], ['teams'], ['handoffs'], ['home']];
  const save = useAct({
    send: () =>
      write<object>('PATCH', path, {
        ...changed({ name }, { name: person.name }),
        ...changed(rights, rightsOf(person)),
        ...(most === openText(person) ? {} : { most_open: most === '' ? -1 : Number(most) }),
        ...wishOf(hours, hoursOf(person)),
        ...changed(away, awayOf(person)),
        ...languagesWish(languages, person.languages),
        ...(share === String(person.share ?? 1) ? {} : { share: Number(share) }),
        ...(password === '' ? {} : { password }),
      }),
    done: () => t('{{name}} was changed', { name }),
    stale,
    after: onClose,
  });
  const leave = useAct({
    send: (active: boolean) => write<object>('PATCH', path, { active }),
    done: (active) =>
      active
        ? t('{{name}} works here again', { name })
        : t('{{name}} left; open handoffs went to colleagues', { name }),
    stale,
    after: onClose,
  });
  const error = save.error ?? leave.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Change {{name}}', { name: person.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        {error && <Trouble error={error} />}
        <TextInput
          label={t('Name')}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RightsFields of={rights} fixed={self} onChange={setRights} />
        <TextInput
          label={t('Open handoffs this person may hold')}
          inputMode="numeric"
          value={most}
          onChange={(event) => setMost(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <ShareField share={share} onChange={setShare} />
        <LanguagesField text={languages} onChange={setLanguages} />
        <AwayFields of={away} onChange={setAway} />
        <HoursFields of={hours} onChange={setHours} />
        {maySetPassword && (
          <PasswordInput
            label={t('New password')}
            description={t('At least 12 characters; empty: it stays')}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
          />
        )}
        <div className="row between">
          <Button type="submit" kind="filled" disabled={save.isPending}>
            {t('Save')}
          </Button>
          {!self && (
            <Button kind="ghost" disabled={leave.isPending} onClick={() => leave.mutate(!person.active)}>
              {person.active ? t('Left the company') : t('Works here again')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}

const shares = Array.from({ length: 10 }, (_, at) => String(at + 1));

function ShareField({ share, onChange }: { share: string; onChange: (next: string) => void }) {
  return (
    <Select
      label={t('Share of new handoffs')}
      description={t('So many while a colleague with a share of 1 gets one.')}
      allowDeselect={false}
      data={shares}
      value={share}
      onChange={(next) => next && onChange(next)}
    />
  );
}

interface Rights {
  role: Role;
  team: string;
  signs_for: string;
}

const rightsOf = (person: Person): Rights => ({
  role: person.role,
  team: person.team_name ?? '',
  signs_for: person.signs_for ?? '',
});

// Nobody takes their own rights away.
function RightsFields({
  of,
  fixed,
  onChange,
}: {
  of: Rights;
  fixed: boolean;
  onChange: (next: Rights) => void;
}) {
  const { user } = useViewer();
  const teams = useTeams();
  return (
    <>
      <Select
        label={t('Role')}
        allowDeselect={false}
        disabled={fixed}
        data={(Object.keys(roleWord) as Role[]).map((one) => ({ value: one, label: t(roleWord[one]) }))}
        value={of.role}
        onChange={(next) => next && onChange({ ...of, role: next as Role })}
      />
      <Autocomplete
        label={t('Team')}
        data={teams.data?.rows.map((one) => one.name) ?? []}
        value={of.team}
        onChange={(team) => onChange({ ...of, team })}
      />
      {user.role === 'admin' && (
        <Select
          label={t('Signs the agreement for')}
          allowDeselect={false}
          data={[
            { value: '', label: t('Nobody') },
            { value: 'marketing', label: t('Marketing') },
            { value: 'sales', label: t('Sales') },
          ]}
          value={of.signs_for}
          onChange={(next) => onChange({ ...of, signs_for: next ?? '' })}
        />
      )}
    </>
  );
}
