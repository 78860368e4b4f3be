import type { MeasureResult, MeasureResultRow, MeasureRow } from '../api/types';
import { t } from '../i18n';
import { count, money, percent } from '../kit/format';
import type { ChartSpec } from '../kit/chart/options';

export const labelOf = (row: MeasureResultRow): string => row.label ?? row.key;

// A value the way people read it; no denominator is "none yet", never 0 %.
export function valueText(row: MeasureResultRow, unit: MeasureRow['unit'] | undefined): string {
  if (row.value === null) return t('none yet');
  switch (unit) {
    case 'percent':
      return row.denominator !== null && row.denominator < 20 ? partOf(row) : percent(row.value);
    case 'money':
      return money({ minor: row.value, currency: row.currency ?? 'EUR' });
    case 'days':
      return t('{{number}} days', { number: Math.round(row.value * 10) / 10 });
    default:
      return count(row.value);
  }
}

export function partOf(row: MeasureResultRow): string {
  if (row.numerator === null || row.denominator === null) return '';
  return t('{{part}} of {{whole}}', { part: count(row.numerator), whole: count(row.denominator) });
}

const periods = /^\d{4}(-(\d{2}|Q[1-4]|W\d{2}))?(-\d{2})?$/;
export const overTime = (rows: MeasureResultRow[]): boolean =>
  rows.length > 2 && rows.every((row) => periods.test(row.key));

export function specOf(result: MeasureResult, unit: MeasureRow['unit'] | undefined): ChartSpec {
  const points = result.rows.map((row) => ({
    key: row.key,
    label: labelOf(row),
    value: row.value ?? 0,
    text: `${valueText(row, unit)}  ${partOf(row)}`.trim(),
  }));
  return { kind: overTime(result.rows) ? 'line' : 'bars', points };
}

// The funnel's bars are people; the share of the step before stands beside the number.
export function funnelSpec(result: MeasureResult): ChartSpec {
  const points = result.rows.map((row) => {
    const entered = row.entered ?? row.numerator ?? 0;
    const kept = row.value === null ? '' : `  ${percent(row.value)}`;
    return {
      key: row.key,
      label: labelOf(row),
      value: entered,
      text: `${count(entered)}${kept}`,
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
