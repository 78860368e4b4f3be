// How whoever is signed in wants to be told: in the page always, by mail as they say, when, and when not.
import { Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { write } from '../api/client';
import { useNoticeWishes } from '../api/hooks';
import type { NoticeWishes } from '../api/types';
import { type Message, message, t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { weekdays } from '../kit/weekdays';
import { kindWord } from '../notifications/parts/words';

type KindWish = NoticeWishes['kinds'][number];
type Mail = KindWish['mail'];

const mailWord: Record<Mail, Message> = {
  at_once: message('At once'),
  digest: message('In the digest'),
  never: message('Never'),
};
// What is late, or about to be.
const mayBeUrgent: KindWish['kind'][] = ['due_soon', 'breached', 'escalated'];

export function Notifications() {
  const wishes = useNoticeWishes();
  return (
    <>
      <h2>{t('Notifications')}</h2>
      <p className="second">
        {t('Everything is told in the page at once. What also comes by mail is yours to say.')}
      </p>
      <Answer of={wishes}>
        {(found) => (
          <>
            {!found.mail && (
              <p className="note" role="status">
                {t(
                  'Mail is not set up yet, so nothing goes out by mail. An administrator does that under E-mail.',
                )}
              </p>
            )}
            <Wishes key={JSON.stringify(found.wishes)} of={found.wishes} />
          </>
        )}
      </Answer>
    </>
  );
}

function Wishes({ of }: { of: NoticeWishes }) {
  const [wishes, setWishes] = useState(of);
  const set = (part: Partial<NoticeWishes>) => setWishes({ ...wishes, ...part });
  const save = useAct({
    send: () => write<object>('PUT', '/me/notifications', wishes),
    done: () => t('You will be told so'),
    stale: () => [['me', 'notifications']],
  });
  return (
    <form
      className="stack gap16"
      aria-label={t('How you are told')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      {save.error && <Trouble error={save.error} />}
      <Matrix
        kinds={wishes.kinds}
        onChange={(next) => set({ kinds: wishes.kinds.map((one) => (one.kind === next.kind ? next : one)) })}
      />
      <Quiet of={wishes} set={set} />
      <Digests of={wishes} set={set} />
      <div>
        <Button type="submit" kind="filled" disabled={save.isPending}>
          {t('Save')}
        </Button>
      </div>
    </form>
  );
}

function Matrix({ kinds, onChange }: { kinds: KindWish[]; onChange: (next: KindWish) => void }) {
  return (
    <div className="tablebox">
      <table className="table flat">
        <thead>
          <tr>
            <th scope="col">{t('What happens')}</th>
            <th scope="col">{t('By mail')}</th>
            <th scope="col">{t('Even in quiet hours')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((one) => (
            <tr key={one.kind}>
              <th scope="row">{t(kindWord[one.kind])}</th>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={t('By mail: {{what}}', { what: t(kindWord[one.kind]) })}
                  value={one.mail}
                  data={(Object.keys(mailWord) as Mail[]).map((value) => ({
                    value,
                    label: t(mailWord[value]),
                  }))}
                  onChange={(event) => onChange({ ...one, mail: event.currentTarget.value as Mail })}
                />
              </td>
              <td>
                {mayBeUrgent.includes(one.kind) && (
                  <Checkbox
                    aria-label={t('Even in quiet hours: {{what}}', { what: t(kindWord[one.kind]) })}
                    checked={one.urgent}
                    disabled={one.mail !== 'at_once'}
                    onChange={(event) => onChange({ ...one, urgent: event.currentTarget.checked })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PartProps {
  of: NoticeWishes;
  set: (part: Partial<NoticeWishes>) => void;
}

function Quiet({ of, set }: PartProps) {
  const on = of.quiet_from !== null;
  return (
    <fieldset className="plain stack gap6">
      <legend>{t('Quiet hours')}</legend>
      <Switch
        label={t('No mail in quiet hours; what comes meanwhile follows in one mail')}
        checked={on}
        onChange={(event) =>
          set(
            event.currentTarget.checked
              ? { quiet_from: '20:00', quiet_to: '07:00' }
              : { quiet_from: null, quiet_to: null },
          )
        }
      />
      {on && (
        <div className="row wrap">
          <Time label={t('From')} value={of.quiet_from} onChange={(quiet_from) => set({ quiet_from })} />
          <Time label={t('To')} value={of.quiet_to} onChange={(quiet_to) => set({ quiet_to })} />
        </div>
      )}
    </fieldset>
  );
}

function Digests({ of, set }: PartProps) {
  return (
    <fieldset className="plain stack gap6">
      <legend>{t('Digests')}</legend>
      <Switch
        label={t('Every day')}
        checked={of.daily_at !== null}
        onChange={(event) => set({ daily_at: event.currentTarget.checked ? '08:00' : null })}
      />
      {of.daily_at !== null && (
        <Time label={t('Every day at')} value={of.daily_at} onChange={(daily_at) => set({ daily_at })} />
      )}
      <Switch
        label={t('Every week')}
        checked={of.weekly_on !== null}
        onChange={(event) => set({ weekly_on: event.currentTarget.checked ? 0 : null })}
      />
      {of.weekly_on !== null && (
        <div className="row wrap">
          <NativeSelect
            label={t('Day of the week')}
            value={String(of.weekly_on)}
            data={weekdays.map((word, value) => ({ value: String(value), label: t(word) }))}
            onChange={(event) => set({ weekly_on: Number(event.currentTarget.value) })}
          />
          <Time
            label={t('Every week at')}
            value={of.weekly_at}
            onChange={(weekly_at) => set({ weekly_at })}
          />
        </div>
      )}
    </fieldset>
  );
}

function Time({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | null;
  onChange: (next: string) => void;
}) {
  return (
    <TextInput
      type="time"
      label={label}
      required
      withAsterisk={false}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
