import { PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post } from '../api/client';
import type { Role, Session } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { demoRoles } from './model';

export function SignIn({ demo }: { demo: boolean }) {
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = (session: Session) => client.setQueryData(['session'], session);
  const signIn = useAct({
    send: () => post<Session>('/session', { email, password }),
    stale: () => [],
    after: enter,
  });
  const play = useAct({
    send: (role: Role) => post<Session>('/demo/session', { role }),
    stale: () => [],
    after: enter,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(undefined);
  };
  const error = signIn.error ?? play.error;
  return (
    <div className="gate">
      <main className="stack gap16">
        <div className="row">
          <img src="/baton.svg" alt="" width={28} height={28} />
          <h1>{t('Sign in to Baton')}</h1>
        </div>
        {demo && (
          <section className="stack" aria-label={t('Demo')}>
            <p className="second">{t('This is a demo. Choose whose day you want to see.')}</p>
            <div className="choicecards">
              {demoRoles.map(({ role, title, sees }) => (
                <button
                  key={role}
                  type="button"
                  className="choicecard"
                  disabled={play.isPending}
                  onClick={() => play.mutate(role)}
                >
                  <b className="strong">{t(title)}</b>
                  <span className="small second">{t(sees)}</span>
                </button>
              ))}
            </div>
          </section>
        )}
        {error && <Trouble error={error} />}
        <form className="form" onSubmit={submit}>
          <TextInput
            label={t('E-mail')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('Password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
          />
          <div>
            <Button type="submit" kind="filled" disabled={signIn.isPending}>
              {t('Sign in')}
            </Button>
          </div>
        </form>
      </main>
    </div>
  );
}
