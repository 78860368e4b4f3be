import { Modal, PasswordInput } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { post } from '../api/client';
import { useCompare } from '../api/hooks';
import type { AgreementEffect, AgreementRow, Team } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { day } from '../kit/format';
import { useGo } from '../kit/nav';
import { Button, Facts } from '../kit/parts';
import { Trouble } from '../kit/states';
import { shownVersion, teamWord } from './model';

interface SignModalProps {
  draft: AgreementRow;
  base: string | undefined;
  team: Team;
  effect: AgreementEffect | undefined;
  onClose: () => void;
}

// Signing cannot be undone quietly, so it names what changes, what it does, from when, and asks the password again.
export function SignModal({ draft, base, team, effect, onClose }: SignModalProps) {
  const [password, setPassword] = useState('');
  const go = useGo();
  const sign = useAct({
    send: () => post<AgreementRow>(`/agreements/${draft.version}/sign`, { for: team, password }),
    done: () =>
      t('You signed {{version}} for {{team}}', {
        version: shownVersion(draft.version),
        team: t(teamWord[team]),
      }),
    stale: () => [['agreements'], ['agreement'], ['session']],
    after: (row) => {
      onClose();
      go(`/agreement/${row?.version ?? draft.version}`);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('Sign {{name}}', { name: draft.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="stack gap16"
        onSubmit={(event) => {
          event.preventDefault();
          sign.mutate(undefined);
        }}
      >
        <Facts
          rows={[
            [t('Version'), shownVersion(draft.version)],
            [t('For'), t(teamWord[team])],
            [t('Effective'), draft.effective ? day(draft.effective) : t('when both teams have signed')],
            ...(effect
              ? [
                  [
                    t('Effect'),
                    t('{{count}} contacts enter at once', { count: effect.entering_at_once }),
                  ] as [string, string],
                ]
              : []),
          ]}
        />
        {base && <Changes base={base} version={draft.version} />}
        {sign.error && <Trouble error={sign.error} what={t('Not signed.')} />}
        <PasswordInput
          label={t('Your password again')}
          autoComplete="current-password"
          data-autofocus
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
        />
        <div className="row">
          <Button
            type="submit"
            kind="filled"
            icon={IconSignature}
            disabled={password === '' || sign.isPending}
          >
            {t('Sign agreement')}
          </Button>
          <Button onClick={onClose}>{t('Not yet')}</Button>
        </div>
      </form>
    </Modal>
  );
}

function Changes({ base, version }: { base: string; version: string }) {
  const compare = useCompare(base, version);
  if (!compare.data) return null;
  return (
    <section>
      <h3>{t('{{count}} changes', { count: compare.data.changes.length })}</h3>
      <ul className="bullets body13">
        {compare.data.changes.map((change) => (
          <li key={change.path}>
            <span className="mono">{change.path}</span> {change.before ?? t('nothing')} →{' '}
            {change.after ?? t('nothing')}
          </li>
        ))}
      </ul>
    </section>
  );
}
