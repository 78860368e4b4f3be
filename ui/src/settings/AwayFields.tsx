// The first and the last day away; both empty: not away.
import { TextInput } from '@mantine/core';
import { t } from '../i18n';

export interface Away {
  away_from: string;
  away_until: string;
}

export const awayOf = (said: { away_from: string | null; away_until: string | null }): Away => ({
  away_from: said.away_from ?? '',
  away_until: said.away_until ?? '',
});

export function AwayFields({ of, onChange }: { of: Away; onChange: (next: Away) => void }) {
  return (
    <>
      <TextInput
        type="date"
        label={t('Away from')}
        value={of.away_from}
        onChange={(event) => onChange({ ...of, away_from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('Last day away')}
        description={t('What was not accepted yet goes to a colleague at once; what was accepted stays.')}
        value={of.away_until}
        onChange={(event) => onChange({ ...of, away_until: event.currentTarget.value })}
      />
    </>
  );
}
