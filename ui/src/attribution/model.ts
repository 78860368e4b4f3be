// From credits of all models to what stands side by side: a dot for each, one of them chosen.
import { type Message, message, t } from '../i18n';
import type { DotRow, Tick } from '../kit/chart/DotRange';
import { money, percent, shortMoney } from '../kit/format';
import type { By, Comparison, Credited, ModelRow } from './shapes';

const modelNames: Record<string, Message> = {
  first: message('First touch'),
  last: message('Last touch'),
  linear: message('Linear'),
  time_decay: message('Time decay'),
  u_shaped: message('U'),
  w_shaped: message('W'),
  markov: message('Markov'),
  shapley: message('Shapley'),
};
export const modelName = (name: string): string => (modelNames[name] ? t(modelNames[name]) : name);

export const byNames: [By, Message][] = [
  ['channel', message('Channel')],
  ['campaign', message('Campaign')],
  ['asset', message('Content')],
  ['user', message('Person')],
];

const titles: Record<By, Message> = {
  channel: message('Credit by channel'),
  campaign: message('Credit by campaign'),
  asset: message('Credit by content'),
  user: message('Credit by person'),
};
export const titleOf = (by: By): string => t(titles[by]);

const unnamed: Record<By, Message> = {
  channel: message('No channel'),
  campaign: message('No campaign'),
  asset: message('No content'),
  user: message('Nobody'),
};
// Channels are named in small letters where they come from.
const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
export const labelOf = (row: { key: string; label: string }, by: By): string =>
  row.key === '(none)' ? t(unnamed[by]) : by === 'channel' ? capital(row.label) : row.label;

export function earnedText({ deals, total_minor, currency, credit }: Comparison): string {
  const amount = shortMoney({ minor: total_minor, currency });
  return credit === 'won'
    ? t('{{count}} deals won, {{amount}}', { count: deals, amount })
    : t('{{count}} deals created, {{amount}}', { count: deals, amount });
}

// Models that were computed, in their order; what a row's credits are read by.
export const computed = (found: Comparison): { model: ModelRow; at: number }[] =>
  found.models.flatMap((model, at) => (model.refused === null ? [{ model, at }] : []));

export function chosenModel(found: Comparison, wanted: string | undefined): ModelRow | undefined {
  const able = computed(found).map(({ model }) => model);
  return able.find((model) => model.name === wanted) ?? able.find((model) => model.name === 'linear');
}

const shown = 12;

export function dotRows(found: Comparison, chosen: string): DotRow[] {
  const models = computed(found);
  const place = found.models.findIndex((model) => model.name === chosen);
  const exact = (minor: number) => money({ minor, currency: found.currency });
  const short = (minor: number) => shortMoney({ minor, currency: found.currency });
  const rows = found.rows
    .map((row) => {
      const values = models.map(({ model, at }) => ({
        name: modelName(model.name),
        value: row.credit_minor[at] ?? 0,
        text: exact(row.credit_minor[at] ?? 0),
      }));
      const all = values.map(({ value }) => value);
      const value = row.credit_minor[place] ?? 0;
      return {
        key: row.key,
        label: labelOf(row, found.by),
        values,
        value,
        text: short(value),
        range: `${short(Math.min(...all))} – ${short(Math.max(...all))}`,
        fixed: false,
      };
    })
    .sort((left, right) => right.value - left.value)
    .slice(0, shown);
  const known = found.unattributed_minor;
  const none = {
    key: '',
    label: t('No known touch'),
    values: [],
    value: known,
    text: short(known),
    range: t('fixed'),
    fixed: true,
  };
  return found.unattributed_deals > 0 ? [...rows, none] : rows;
}

export const hiddenRows = (found: Comparison): number => Math.max(0, found.rows.length - shown);

// Five steps at most, each 1, 2 or 5 of a power of ten, so that the last covers the largest dot.
export function ticksOf(most: number, currency: string): Tick[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1) / 5));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each * 5 >= most) ?? 10 * power;
  const steps = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: steps + 1 }, (_, at) => ({
    value: at * step,
    text: at === 0 ? '0' : shortMoney({ minor: at * step, currency }),
  }));
}

export const summaryOf = (title: string, model: string, rows: DotRow[]): string =>
  `${title}, ${model}: ${rows.map((row) => `${row.label} ${row.text} (${row.range})`).join(', ')}`;

// A share of nothing is not known.
export const partOfTotal = (minor: number, found: Comparison): string =>
  found.total_minor > 0 ? percent((100 * minor) / found.total_minor) : t('none yet');

export function addsUp(found: Comparison): string {
  const amount = money({ minor: found.total_minor, currency: found.currency });
  const sampled = computed(found).filter(({ model }) => !model.exact);
  if (sampled.length === 0) return t('Every model adds up to {{amount}}. Nothing is sampled.', { amount });
  return t('Every model adds up to {{amount}}. {{models}} is sampled: too many to try every coalition.', {
    amount,
    models: sampled.map(({ model }) => modelName(model.name)).join(', '),
  });
}

export function csvOf(found: Comparison): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const models = computed(found);
  const head = ['key', ...models.map(({ model }) => model.name)].join(',');
  const rows = found.rows.map((row) =>
    [quoted(row.key), ...models.map(({ at }) => row.credit_minor[at] ?? 0)].join(','),
  );
  const none = ['"(no known touch)"', ...models.map(() => found.unattributed_minor)].join(',');
  return [head, ...rows, none].join('\r\n');
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const howWon = (touches: number, people: number, days: number): string =>
  [
    t('{{count}} days', { count: days }),
    t('{{count}} people', { count: people }),
    t('{{count}} touches', { count: touches }),
  ].join(', ');

export const lookbacks: [string, Message][] = [
  ['30d', message('30 days back')],
  ['90d', message('90 days back')],
  ['180d', message('180 days back')],
  ['all', message('Everything before')],
];

export const creditedNames: [Credited, Message][] = [
  ['won', message('Deals won')],
  ['pipeline', message('Pipeline created')],
];
