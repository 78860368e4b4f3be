import { PasswordInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post, Problem } from '../api/client';
import type { Setup, SetupWish, StartingAgreement } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { currencies, type Missing, missingIn, zones } from './model';

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

function useSetUp(setup: Setup) {
  const first = setup.starting_agreements[0]?.key ?? '';
  const [wish, setWish] = useState<SetupWish>({
    company: '',
    currency: 'EUR',
    time_zone: here,
    agreement: first,
    name: '',
    email: '',
    password: '',
  });
  const [missing, setMissing] = useState<Missing>({});
  const start = useAct({ send: () => post('/setup', wish), stale: () => [['setup'], ['session']] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = missingIn(wish);
    setMissing(found);
    if (Object.keys(found).length === 0) start.mutate(undefined);
  };
  const change = (part: Partial<SetupWish>) => setWish({ ...wish, ...part });
  const errorAt = (name: keyof SetupWish): string | undefined => {
    const own = missing[name];
    if (own) return t(own);
    return start.error instanceof Problem ? start.error.at(`/${name}`) : undefined;
  };
  return { wish, change, submit, start, errorAt };
}

export function SetUp({ setup }: { setup: Setup }) {
  const { wish, change, submit, start, errorAt } = useSetUp(setup);
  const text = (name: 'company' | 'name' | 'email') => ({
    value: wish[name],
    error: errorAt(name),
    onChange: (event: { currentTarget: HTMLInputElement }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <div className="gate">
      <main className="wide stack gap16">
        <div className="row">
          <img src="/baton.svg" alt="" width={28} height={28} />
          <h1>{t('Set up Baton')}</h1>
        </div>
        <p className="second">
          {t(
            'Six answers and one starting agreement. Both teams can change the agreement later and sign it together.',
          )}
        </p>
        {start.error && <Trouble error={start.error} />}
        <form className="stack gap16" onSubmit={submit} noValidate>
          <TextInput label={t('Company')} autoComplete="organization" {...text('company')} />
          <div className="cardgrid">
            <Select
              label={t('Currency')}
              data={currencies}
              value={wish.currency}
              allowDeselect={false}
              onChange={(value) => change({ currency: value ?? 'EUR' })}
            />
            <Select
              label={t('Time zone')}
              description={t('Business hours are counted in it')}
              data={zones()}
              searchable
              value={wish.time_zone}
              allowDeselect={false}
              onChange={(value) => change({ time_zone: value ?? 'UTC' })}
            />
          </div>
          <AgreementChoice
            options={setup.starting_agreements}
            picked={wish.agreement}
            onPick={(agreement) => change({ agreement })}
          />
          <div className="cardgrid">
            <TextInput label={t('Your name')} autoComplete="name" {...text('name')} />
            <TextInput label={t('Your e-mail')} type="email" autoComplete="email" {...text('email')} />
          </div>
          <PasswordInput
            label={t('Password')}
            description={errorAt('password') ? undefined : t('At least 12 characters')}
            autoComplete="new-password"
            value={wish.password}
            error={errorAt('password')}
            onChange={(event) => change({ password: event.currentTarget.value })}
            visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
          />
          <div>
            <Button type="submit" kind="filled" disabled={start.isPending}>
              {t('Start Baton')}
            </Button>
          </div>
        </form>
      </main>
    </div>
  );
}

function AgreementChoice({
  options,
  picked,
  onPick,
}: {
  options: StartingAgreement[];
  picked: string;
  onPick: (key: string) => void;
}) {
  const chosen = options.find((option) => option.key === picked);
  return (
    <fieldset className="plain stack">
      <legend className="body13 medium">{t('Starting agreement')}</legend>
      <div className="choicecards">
        {options.map((option) => (
          <label key={option.key} className="choicecard">
            <input
              type="radio"
              name="agreement"
              value={option.key}
              checked={option.key === picked}
              onChange={() => onPick(option.key)}
            />
            <span className="stack gap4">
              <b className="strong">{option.title}</b>
              <span className="small second">{option.summary}</span>
            </span>
          </label>
        ))}
      </div>
      {chosen && (
        <details>
          <summary className="small second">{t('Read its text')}</summary>
          <pre className="code mono starting" tabIndex={0}>
            {chosen.text}
          </pre>
        </details>
      )}
    </fieldset>
  );
}
