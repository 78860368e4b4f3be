import { beforeAll, expect, test } from 'vitest';
import { english } from '../testing';
import {
  addsUp,
  chosenModel,
  csvOf,
  dotRows,
  hiddenRows,
  howWon,
  labelOf,
  partOfTotal,
  ticksOf,
} from './model';
import type { Comparison } from './shapes';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
});

const model = (name: string, exact = true, refused: string | null = null) => ({
  name,
  title: name,
  definition: `${name}.`,
  exact,
  refused,
});

const found: Comparison = {
  by: 'channel',
  credit: 'won',
  currency: 'EUR',
  as_of: '2026-03-02T09:00:00Z',
  models: [model('first'), model('linear'), model('markov', true, 'too many states')],
  rows: [
    { key: 'search', label: 'search', credit_minor: [100_000, 25_000, null] },
    { key: '(none)', label: '(none)', credit_minor: [0, 75_000, null] },
  ],
  total_minor: 150_000,
  unattributed_minor: 50_000,
  sourced_minor: 75_000,
  influenced_minor: 100_000,
  deals: 3,
  unattributed_deals: 1,
  deals_without_amount: 0,
  largest: [],
};

test('rows are sorted by the chosen model, and what nobody is known for stands last', () => {
  expect(dotRows(found, 'first').map((row) => row.label)).toEqual(['Search', 'No channel', 'No known touch']);
  const rows = dotRows(found, 'linear');
  expect(rows.map((row) => [row.label, row.text, row.range])).toEqual([
    ['No channel', '€750', '€0 – €750'],
    ['Search', '€250', '€250 – €1K'],
    ['No known touch', '€500', 'fixed'],
  ]);
});

test('a model that was refused has no dot', () => {
  expect(dotRows(found, 'linear')[0]?.values.map((dot) => dot.name)).toEqual(['First touch', 'Linear']);
  expect(chosenModel(found, 'markov')?.name).toBe('linear');
  expect(chosenModel(found, 'first')?.name).toBe('first');
});

test('ticks are round and cover the largest', () => {
  expect(ticksOf(100_000, 'EUR').map((tick) => tick.value)).toEqual([
    0, 20_000, 40_000, 60_000, 80_000, 100_000,
  ]);
  expect(ticksOf(1, 'EUR').length).toBeGreaterThan(1);
  for (const most of [3, 99, 28_612, 1_234_567, 987_654_321]) {
    const ticks = ticksOf(most, 'EUR');
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks[ticks.length - 1]?.value ?? 0).toBeGreaterThanOrEqual(most);
  }
});

test('many rows are cut in the chart only', () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({
    key: `k${at}`,
    label: `k${at}`,
    credit_minor: [at, at, null],
  }));
  const many = { ...found, rows };
  expect(dotRows(many, 'first')).toHaveLength(13);
  expect(hiddenRows(many)).toBe(8);
  expect(csvOf(many).split('\r\n')).toHaveLength(22);
});

test('it says what it adds up to, and what is sampled', () => {
  expect(addsUp(found)).toBe('Every model adds up to €1,500.00. Nothing is sampled.');
  const sampled = { ...found, models: [model('linear'), model('shapley', false)] };
  expect(addsUp(sampled)).toContain('Shapley is sampled');
});

test('shares of nothing are not numbers', () => {
  expect(partOfTotal(found.sourced_minor, found)).toBe('50%');
  expect(partOfTotal(0, { ...found, total_minor: 0 })).toBe('none yet');
  expect(labelOf({ key: '(none)', label: '(none)' }, 'campaign')).toBe('No campaign');
});

test('one is not many', () => {
  expect(howWon(2, 1, 67)).toBe('67 days, 1 person, 2 touches');
});

test('the table as a file has a column for each model that was computed', () => {
  expect(csvOf(found)).toBe(
    ['key,first,linear', '"search",100000,25000', '"(none)",0,75000', '"(no known touch)",50000,50000'].join(
      '\r\n',
    ),
  );
});
