import type { MeasureResult, MeasureResultRow, MeasureRow } from '../api/types';
import { type Message, message, t } from '../i18n';
import { count, decimal, money, monthOf, percent, shortMoney } from '../kit/format';
import type { ChartSpec } from '../kit/chart/options';

const groups: Record<string, Message> = {
  product: message('By product'),
  owner: message('By owner'),
  team: message('By team'),
  channel: message('By channel'),
  campaign: message('By campaign'),
  asset: message('By content'),
  source: message('By source'),
  month: message('By month'),
  quarter: message('By quarter'),
};
export const groupWord = (key: string): string => (groups[key] ? t(groups[key]) : key);

// A value the way people read it; no denominator is "none yet", never 0 %. A percent comes as a ratio.
export function valueText(
  row: MeasureResultRow,
  unit: MeasureRow['unit'] | undefined,
  exact = false,
): string {
  if (row.value === null) return t('none yet');
  const sum = { minor: Math.round(row.value), currency: row.currency ?? 'EUR' };
  switch (unit) {
    case 'percent':
      return row.denominator !== null && row.denominator < few ? partOf(row) : percent(100 * row.value);
    case 'money':
      return exact ? money(sum) : shortMoney(sum);
    case 'days':
      return t('{{number}} days', { number: decimal(row.value) });
    default:
      return count(row.value);
  }
}

// Below this a percentage misleads.
const few = 20;

export function partOf(row: MeasureResultRow): string {
  if (row.numerator === null || row.denominator === null) return '';
  return t('{{part}} of {{whole}}', { part: count(row.numerator), whole: count(row.denominator) });
}

// What a number is made of, in the unit it has: "116 of 303", or how many deals a median rests on.
export function madeOf(row: MeasureResultRow, unit: MeasureRow['unit'] | undefined): string {
  if (row.value === null) return '';
  if (unit === 'percent') return row.denominator !== null && row.denominator < few ? '' : partOf(row);
  if (unit === 'days' && row.n != null) return t('of {{count}} deals', { count: row.n });
  return '';
}

// Where a share may really lie: its 95 % interval, as the server reckons it.
export function intervalText(row: MeasureResultRow): string {
  if (row.low == null || row.high == null || (row.denominator ?? 0) < few) return '';
  return t('{{low}} to {{high}}', { low: percent(100 * row.low), high: percent(100 * row.high) });
}

// Below this the interval stands beside the share, above on hover and in the table.
const many = 100;
const besides = (row: MeasureResultRow): string =>
  (row.denominator ?? 0) < many && intervalText(row) !== '' ? `(${intervalText(row)})` : '';
const hoverOf = (row: MeasureResultRow, text: string): string =>
  [text, (row.denominator ?? 0) >= many && intervalText(row)].filter(Boolean).join('  ');

// Numerators and denominators in the table: money is in minor units, the rest are counts.
export function numberText(
  value: number | null | undefined,
  row: MeasureResultRow,
  asMoney: boolean,
): string {
  if (value == null) return '';
  return asMoney ? money({ minor: Math.round(value), currency: row.currency ?? 'EUR' }) : count(value);
}

const periods = /^\d{4}(-(\d{2}|Q[1-4]|W\d{2}))?(-\d{2})?$/;
export const overTime = (rows: MeasureResultRow[]): boolean =>
  rows.length > 2 && rows.every((row) => periods.test(row.key));

// "2025-06" and "2025-Q2" the way people write them.
export function labelOf(row: MeasureResultRow): string {
  const month = /^(\d{4})-(\d{2})$/.exec(row.key);
  if (month) return monthOf(Number(month[1]), Number(month[2]));
  const quarter = /^(\d{4})-Q([1-4])$/.exec(row.key);
  if (quarter) return t('Q{{quarter}} {{year}}', { quarter: quarter[2] ?? '', year: quarter[1] ?? '' });
  return row.label ?? row.key;
}

function nextPeriod(key: string): string | undefined {
  const [, year, part, number] = /^(\d{4})-(Q?)(\d{1,2})$/.exec(key) ?? [];
  if (year === undefined || part === undefined) return undefined;
  const last = part === 'Q' ? 4 : 12;
  const next = Number(number) === last ? 1 : Number(number) + 1;
  const digits = part === 'Q' ? String(next) : String(next).padStart(2, '0');
  return `${next === 1 ? Number(year) + 1 : year}-${part}${digits}`;
}

// A period in which nothing happened is part of the line: no sum is zero, no rate is a gap.
export function withEveryPeriod(rows: MeasureResultRow[], unit: MeasureRow['unit'] | undefined) {
  const value = unit === 'money' || unit === 'count' ? 0 : null;
  const whole: MeasureResultRow[] = [];
  for (const row of rows) {
    let key = whole.length > 0 ? nextPeriod(whole[whole.length - 1]?.key ?? '') : row.key;
    while (key !== undefined && key < row.key) {
      whole.push({ ...row, key, label: key, numerator: 0, denominator: null, value, n: null });
      key = nextPeriod(key);
    }
    whole.push(row);
  }
  return whole;
}

export function specOf(result: MeasureResult, unit: MeasureRow['unit'] | undefined): ChartSpec {
  const inTime = overTime(result.rows);
  const rows = inTime ? withEveryPeriod(result.rows, unit) : result.rows;
  const points = rows.map((row) => {
    const text = [valueText(row, unit), besides(row), madeOf(row, unit)].filter(Boolean).join('  ');
    return { key: row.key, label: labelOf(row), value: row.value, text, hover: hoverOf(row, text) };
  });
  const like = result.rows[0];
  const axis = (value: number) =>
    like ? valueText({ ...like, value, denominator: null, n: null }, unit) : count(value);
  return { kind: inTime ? 'line' : 'bars', points, axis };
}

// The funnel's bars are the people who came as far as the step; the share of the step before beside it.
export function funnelSpec(result: MeasureResult): ChartSpec {
  const points = result.rows.map((row, at) => {
    const came = row.numerator ?? 0;
    const before = result.rows[at - 1];
    // Below twenty the two numbers say it themselves.
    const kept =
      before && (row.denominator ?? 0) >= few
        ? `  ${t('{{share}} of {{step}}', { share: percent(100 * (row.value ?? 0)), step: labelOf(before) })}`
        : '';
    return {
      key: row.key,
      label: labelOf(row),
      value: came,
      text: `${count(came)}${kept}`,
      hover: at > 0 ? hoverOf(row, `${count(came)}${kept}`) : count(came),
      colour: 'c1' as const,
    };
  });
  return { kind: 'bars', points };
}

export function summaryOf(result: MeasureResult, spec: ChartSpec): string {
  const parts = spec.points.map((point) => `${point.label} ${point.text}`);
  return `${result.title}: ${parts.join(', ')}`;
}

export function csvOf(rows: MeasureResultRow[]): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) =>
    [quoted(labelOf(row)), row.numerator ?? '', row.denominator ?? '', row.value ?? ''].join(','),
  );
  return ['label,numerator,denominator,value', ...lines].join('\r\n');
}
