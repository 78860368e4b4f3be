// The mail server by which people here are told, whether it works, and what became of each letter.
import { NativeSelect, NumberInput, PasswordInput, Switch, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useMail } from '../api/hooks';
import type { MailState } from '../api/types';
import { type Message, message, t } from '../i18n';
import { useAct } from '../kit/act';
import { count } from '../kit/format';
import { Button } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { useViewer } from '../session/parts/viewer';
import { Deliveries } from './Deliveries';

const seals: [MailState['seal'], Message][] = [
  ['starttls', message('STARTTLS, usually port 587')],
  ['tls', message('TLS from the beginning, usually port 465')],
  ['none', message('None, in your own network only')],
];
// What the server reads, in any language.
const shaped = { host: 'smtp.example.com', from: 'crm@example.com', link: 'https://crm.example.com' };
// Letters go the way of webhooks, under this number.
const letters = '0';

export function Mail() {
  const mail = useMail();
  const { user } = useViewer();
  return (
    <>
      <h2>{t('E-mail')}</h2>
      <p className="second">
        {t(
          'People are told by mail through a server of yours. What does not arrive is sent again for three days.',
        )}
      </p>
      <Answer of={mail}>
        {(found) => (
          <>
            {user.role === 'admin' ? (
              <Server key={JSON.stringify({ ...found, waiting: 0, dead: 0 })} of={found} />
            ) : (
              <p className="note">{t('An administrator sets up the mail server.')}</p>
            )}
            <h3>{t('Letters')}</h3>
            <p className="small second">
              {t('{{waiting}} on their way, {{dead}} did not arrive', {
                waiting: count(found.waiting),
                dead: count(found.dead),
              })}
            </p>
            <Deliveries webhook={{ id: letters, dead: found.dead }} />
          </>
        )}
      </Answer>
    </>
  );
}

interface Form {
  active: boolean;
  host: string;
  port: number;
  seal: MailState['seal'];
  user: string;
  from: string;
  from_name: string;
  link: string;
}

const formOf = ({ active, host, port, seal, user, from, from_name, link }: MailState): Form => ({
  active,
  host,
  port,
  seal,
  user,
  from,
  from_name,
  link: link || location.origin,
});

function Server({ of }: { of: MailState }) {
  const [form, setForm] = useState(() => formOf(of));
  const [password, setPassword] = useState('');
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const save = useAct({
    send: () => write<MailState>('PUT', '/mail', { ...form, ...(password && { password }) }),
    done: () => (form.active ? t('Mail goes out') : t('No mail goes out')),
    stale: () => [['mail'], ['me']],
    after: () => setPassword(''),
  });
  const test = useAct({
    send: () => post<undefined>('/mail/test'),
    done: () => t('A letter to you is on its way'),
    stale: () => [['mail'], ['webhooks']],
  });
  const error = save.error ?? test.error;
  return (
    <form
      className="form"
      aria-label={t('Mail server')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      {error && <Trouble error={error} />}
      <Switch
        label={t('Send mail')}
        checked={form.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <Fields form={form} set={set} />
      <PasswordInput
        label={t('Password')}
        description={
          of.password ? t('There is one. It stays while server and user name stay.') : t('None is kept')
        }
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
      />
      <div className="row wrap">
        <Button type="submit" kind="filled" disabled={save.isPending}>
          {t('Save')}
        </Button>
        <Button
          icon={IconSend}
          disabled={!of.active || test.isPending}
          onClick={() => test.mutate(undefined)}
        >
          {t('Send a test mail to yourself')}
        </Button>
      </div>
    </form>
  );
}

function Fields({ form, set }: { form: Form; set: (part: Partial<Form>) => void }) {
  return (
    <>
      <TextInput
        label={t('Server')}
        placeholder={shaped.host}
        required
        withAsterisk={false}
        value={form.host}
        onChange={(event) => set({ host: event.currentTarget.value })}
      />
      <NumberInput
        label={t('Port')}
        min={1}
        max={65535}
        hideControls
        value={form.port}
        onChange={(value) => set({ port: Number(value) })}
      />
      <NativeSelect
        label={t('Encryption')}
        value={form.seal}
        data={seals.map(([value, word]) => ({ value, label: t(word) }))}
        onChange={(event) => set({ seal: event.currentTarget.value as MailState['seal'] })}
      />
      <TextInput
        label={t('User name')}
        autoComplete="off"
        value={form.user}
        onChange={(event) => set({ user: event.currentTarget.value })}
      />
      <TextInput
        label={t('Letters come from')}
        placeholder={shaped.from}
        required
        withAsterisk={false}
        value={form.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t('Under the name')}
        value={form.from_name}
        onChange={(event) => set({ from_name: event.currentTarget.value })}
      />
      <TextInput
        label={t('Where people find this page')}
        placeholder={shaped.link}
        value={form.link}
        onChange={(event) => set({ link: event.currentTarget.value })}
      />
    </>
  );
}
