// What everybody says of themselves: when they are away, when they work, and their password.
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useProfile } from '../api/hooks';
import type { MyProfile } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { AwayFields, awayOf } from './AwayFields';
import { LanguagesField, languagesWish } from './LanguagesField';
import { changed, HoursFields, hoursOf, wishOf } from './HoursFields';

export function Mine() {
  const profile = useProfile();
  return (
    <>
      <Answer of={profile}>{(found) => <Times of={found} />}</Answer>
      <Password />
    </>
  );
}

function Times({ of }: { of: MyProfile }) {
  const [away, setAway] = useState(() => awayOf(of));
  const [hours, setHours] = useState(() => hoursOf(of));
  const [languages, setLanguages] = useState(() => of.languages.join(', '));
  const save = useAct({
    send: () =>
      write<object>('PATCH', '/me', {
        ...changed(away, awayOf(of)),
        ...wishOf(hours, hoursOf(of)),
        ...languagesWish(languages, of.languages),
      }),
    done: () => t('Your times were changed'),
    stale: () => [['me'], ['users'], ['handoffs'], ['home'], ['session']],
  });
  return (
    <form
      className="form"
      aria-label={t('When you are here')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <h3>{t('When you are here')}</h3>
      {save.error && <Trouble error={save.error} />}
      <AwayFields of={away} onChange={setAway} />
      <p className="small third">{t('Hours left empty are those of your team.')}</p>
      <HoursFields of={hours} onChange={setHours} />
      <LanguagesField text={languages} onChange={setLanguages} />
      <div>
        <Button type="submit" disabled={save.isPending}>
          {t('Save your times')}
        </Button>
      </div>
    </form>
  );
}

function Password() {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const save = useAct({
    send: () => post<undefined>('/me/password', { current, password }),
    done: () => t('Your password was changed; your other sessions ended'),
    stale: () => [],
    after: () => {
      setCurrent('');
      setPassword('');
    },
  });
  return (
    <form
      className="form"
      aria-label={t('Password')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <h3>{t('Password')}</h3>
      {save.error && <Trouble error={save.error} />}
      <PasswordInput
        label={t('Current password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
      />
      <PasswordInput
        label={t('New password')}
        description={t('At least 12 characters')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
      />
      <div>
        <Button type="submit" disabled={save.isPending}>
          {t('Change the password')}
        </Button>
      </div>
    </form>
  );
}
