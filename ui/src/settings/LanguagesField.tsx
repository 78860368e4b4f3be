// What somebody speaks: contacts whose language is known go first to who speaks it.
import { TextInput } from '@mantine/core';
import { t } from '../i18n';
import { listOf } from './HoursFields';

// What the server takes, if it differs from what was said before.
export const languagesWish = (text: string, before: string[]) =>
  text === before.join(', ') ? {} : { languages: listOf(text) };

export function LanguagesField({ text, onChange }: { text: string; onChange: (next: string) => void }) {
  return (
    <TextInput
      label={t('Languages')}
      description={t(
        'Two letters each, such as en, de. Leads whose language is known come first to who speaks it.',
      )}
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
