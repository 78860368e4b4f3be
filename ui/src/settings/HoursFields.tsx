// When somebody or a team works: zone, days and hours. What is left empty is as the next larger says it.
import { TextInput } from '@mantine/core';
import { t } from '../i18n';

export interface Hours {
  time_zone: string;
  work_days: string;
  work_from: string;
  work_to: string;
}

interface Said {
  time_zone: string | null;
  work_days: string[];
  work_from: string | null;
  work_to: string | null;
}

export const hoursOf = (said: Said): Hours => ({
  time_zone: said.time_zone ?? '',
  work_days: said.work_days.join(', '),
  work_from: said.work_from ?? '',
  work_to: said.work_to ?? '',
});

// What the server takes, of what differs: an empty text takes back what was said.
export function wishOf(hours: Hours, before: Hours) {
  const { work_days, ...texts } = changed(hours, before);
  return work_days === undefined ? texts : { ...texts, work_days: listOf(work_days) };
}

// Another may have changed the rest meanwhile.
export function changed<Fields extends object>(now: Fields, before: Fields): Partial<Fields> {
  const entries = Object.entries(now) as [keyof Fields, Fields[keyof Fields]][];
  return Object.fromEntries(entries.filter(([key, value]) => value !== before[key])) as Partial<Fields>;
}

export const openText = (said: { most_open: number | null }): string =>
  said.most_open === null ? '' : String(said.most_open);

export const listOf = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');

// What the server reads, in any language.
const shaped = { zone: 'Europe/Berlin', days: 'mon, tue, wed, thu, fri' };

export function HoursFields({ of, onChange }: { of: Hours; onChange: (next: Hours) => void }) {
  const set = (part: Partial<Hours>) => onChange({ ...of, ...part });
  return (
    <>
      <TextInput
        label={t('Time zone')}
        placeholder={shaped.zone}
        value={of.time_zone}
        onChange={(event) => set({ time_zone: event.currentTarget.value })}
      />
      <TextInput
        label={t('Working days')}
        placeholder={shaped.days}
        value={of.work_days}
        onChange={(event) => set({ work_days: event.currentTarget.value })}
      />
      <TextInput
        label={t('From')}
        placeholder="09:00"
        value={of.work_from}
        onChange={(event) => set({ work_from: event.currentTarget.value })}
      />
      <TextInput
        label={t('To')}
        placeholder="17:30"
        value={of.work_to}
        onChange={(event) => set({ work_to: event.currentTarget.value })}
      />
    </>
  );
}
