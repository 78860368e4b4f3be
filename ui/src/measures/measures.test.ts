import { beforeAll, expect, test } from 'vitest';
import type { MeasureResult, MeasureResultRow } from '../api/types';
import { optionsOf, tokenColours } from '../kit/chart/options';
import { english } from '../testing';
import {
  csvOf,
  funnelSpec,
  intervalText,
  labelOf,
  overTime,
  specOf,
  summaryOf,
  valueText,
  withEveryPeriod,
} from './model';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
});

const unknown = { low: null, high: null, currency: null, entered: null, lost: null, n: null };
const spread = { median: null, mean: null, p25: null, p75: null, p90: null };
const whole = (said: Partial<MeasureResultRow> & { key: string }): MeasureResultRow => ({
  ...unknown,
  ...spread,
  label: said.key,
  numerator: 0,
  denominator: null,
  value: null,
  ...said,
});
const row = (key: string, value: number | null, denominator: number | null = 100): MeasureResultRow =>
  whole({ key, numerator: value ?? 0, denominator, value });
const result = (rows: MeasureResultRow[]): MeasureResult => ({
  measure: 'm',
  title: 'Win rate',
  definition: '',
  as_of: null,
  rows,
});

test('a value without a denominator is none yet, a small one is a count', () => {
  expect(valueText(row('a', null), 'percent')).toBe('none yet');
  expect(valueText(whole({ key: 'a', numerator: 5, denominator: 7, value: 5 / 7 }), 'percent')).toBe(
    '5 of 7',
  );
  expect(valueText(row('a', 0.55), 'percent')).toBe('55%');
  expect(valueText(row('a', 0.055), 'percent')).toBe('5.5%');
  expect(valueText({ ...row('a', 690000), currency: 'EUR' }, 'money', true)).toBe('€6,900.00');
  expect(valueText({ ...row('a', 1119300000), currency: 'EUR' }, 'money')).toMatch(/^€11\.2M$/);
  expect(valueText(row('a', 63.25), 'days')).toBe('63.3 days');
});

test('a share of twenty to ninety-nine stands with its interval, of more it says it on hover', () => {
  const sure = (denominator: number) => ({
    ...row('Tom', 0.6, denominator),
    numerator: 0.6 * denominator,
    low: 0.47,
    high: 0.716,
  });
  const point = (denominator: number) => specOf(result([sure(denominator)]), 'percent').points[0];
  expect(point(60)?.text).toBe('60%  (47% to 72%)  36 of 60');
  expect(point(500)?.text).toBe('60%  300 of 500');
  expect(point(500)?.hover).toBe('60%  300 of 500  47% to 72%');
  expect(point(10)?.text).toBe('6 of 10');
  expect(intervalText(sure(10))).toBe('');
});

test('periods make a line, names make bars', () => {
  expect(overTime(['2026-01', '2026-02', '2026-03'].map((key) => row(key, 1)))).toBe(true);
  expect(overTime([row('2026-Q1', 1), row('2026-Q2', 1)])).toBe(false);
  expect(overTime(['Tom', 'Kim', 'Sara'].map((key) => row(key, 1)))).toBe(false);
});

test('a period without anything is zero in a sum and a gap in a rate', () => {
  const rows = [row('2025-11', 1), row('2025-12', 2), row('2026-02', 3)];
  expect(withEveryPeriod(rows, 'money').map((each) => [each.key, each.value])).toEqual([
    ['2025-11', 1],
    ['2025-12', 2],
    ['2026-01', 0],
    ['2026-02', 3],
  ]);
  expect(withEveryPeriod(rows, 'percent')[2]?.value).toBeNull();
  expect(withEveryPeriod([row('2025-Q4', 1), row('2026-Q2', 1)], 'count').map((each) => each.key)).toEqual([
    '2025-Q4',
    '2026-Q1',
    '2026-Q2',
  ]);
  expect(labelOf(row('2025-06', 1))).toBe('Jun 2025');
  expect(labelOf(row('2026-Q1', 1))).toBe('Q1 2026');
});

test('the newest period of a line is dashed', () => {
  const spec = specOf(
    result(['2026-01', '2026-02', '2026-03'].map((key, index) => row(key, 40 + index))),
    'percent',
  );
  const colours = tokenColours((name) => name);
  const { series } = optionsOf(spec, colours, 900) as unknown as {
    series: { data: (number | null)[]; lineStyle?: { type: string } }[];
  };
  expect(series[0]?.data).toEqual([40, 41, null]);
  expect(series[1]?.data).toEqual([null, 41, 42]);
  expect(series[1]?.lineStyle?.type).toBe('dashed');
});

test('funnel bars count people and start at zero', () => {
  const spec = funnelSpec(
    result([
      whole({ key: 'Lead', numerator: 2214, denominator: 2214, value: 1, entered: 2214 }),
      whole({ key: 'MQL', numerator: 353, denominator: 2214, value: 353 / 2214, entered: 300 }),
    ]),
  );
  expect(spec.points.map((point) => [point.value, point.text])).toEqual([
    [2214, '2,214'],
    [353, '353  16% of Lead'],
  ]);
  const options = optionsOf(
    spec,
    tokenColours(() => ''),
    400,
  ) as unknown as { xAxis: { min: number } };
  expect(options.xAxis.min).toBe(0);
  expect(summaryOf(result([]), spec)).toBe('Win rate: Lead 2,214, MQL 353  16% of Lead');
});

test('tooltips are nodes, not HTML text', () => {
  const spec = funnelSpec(result([row('<b>', 0.16)]));
  const options = optionsOf(
    spec,
    tokenColours(() => ''),
    400,
  );
  const tip = options.tooltip.formatter({ dataIndex: 0 });
  expect(tip.innerHTML).not.toContain('<b>');
  expect(tip.textContent).toContain('<b>');
});

test('CSV keeps quotes and commas inside their cell', () => {
  expect(csvOf([whole({ key: 'a', label: 'Say "hi", Tom', numerator: 1, denominator: 2, value: 50 })])).toBe(
    'label,numerator,denominator,value\r\n"Say ""hi"", Tom",1,2,50',
  );
});
