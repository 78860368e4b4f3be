import { beforeAll, describe, expect, test } from 'vitest';
import { english } from '../testing';
import { draftIn, textWith } from './drafts';
import type { Certainty, Parameter, TuneFigures, TuneReport } from './shapes';
import {
  alternativesOf,
  numbersIn,
  suggested,
  takenOver,
  triesIn,
  triesText,
  variantsOf,
  withTry,
} from './tries';
import { figuresText, linesOf, tuneSpec, unlisted, valuesText } from './tuneModel';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
});

const parameter = (line: number, column: number, text: string, more: Partial<Parameter> = {}): Parameter => ({
  path: 'stages.MQL.when',
  line,
  column,
  length: text.length,
  kind: 'number',
  text,
  unit: null,
  label: 'at least',
  clause: 'count(visit)',
  ...more,
});

//              column 9            column 20
const text = 'visits < 100 within 30 days and 5 > x';
const numbers = [
  parameter(1, 10, '100'),
  parameter(1, 21, '30', { kind: 'duration', unit: 'days', label: 'within' }),
  parameter(1, 33, '5'),
];
const base = { text, parameters: numbers };

describe('several values', () => {
  test('live in the address, each once, and only numbers', () => {
    const tries = triesIn('0:40,80,40.0~2:x,7~z:3');
    expect([...tries]).toEqual([
      [0, ['40', '80']],
      [2, ['7']],
    ]);
    expect(triesText(tries)).toBe('0:40,80~2:7');
    expect(triesText(withTry(withTry(tries, 0, undefined), 2, undefined))).toBeUndefined();
    expect(numbersIn('40; 80, -2  0.5 abc 1e3')).toEqual(['40', '80', '-2', '0.5']);
  });

  test('are suggested around the number, never the number itself', () => {
    expect(suggested(numbers[0] as Parameter, '100')).not.toContain('100');
    for (const value of ['1', '2', '30', '0.5', '0'])
      for (const kind of ['number', 'duration'] as const) {
        const found = suggested({ ...(numbers[0] as Parameter), kind, text: value }, value);
        expect(found.length).toBeGreaterThan(0);
        for (const one of found) expect(Number(one)).toBeGreaterThanOrEqual(kind === 'duration' ? 1 : 0);
      }
  });

  test('stand where the number stands in the text with the draft written over', () => {
    const draft = draftIn('a', 'in-force~0:5~1:14');
    const found = alternativesOf(numbers, draft, triesIn('2:7~1:14,60'));
    expect(found.map(({ index, values }) => [index, values])).toEqual([
      [1, ['60']],
      [2, ['7']],
    ]);
    const told = textWith(base, draft);
    for (const { column, index } of found)
      expect(told.slice(column - 1)).toMatch(index === 1 ? /^14 days/ : /^5 > x/);
    expect(variantsOf(found)).toBe(4);
  });

  test('are taken over into the draft, back to the written number too', () => {
    const draft = draftIn('a', 'in-force~0:5');
    const found = alternativesOf(numbers, draft, triesIn('0:100~1:60'));
    const next = takenOver(draft, numbers, found, ['100', '60']);
    expect([...next.edits]).toEqual([[1, '60']]);
    expect(valuesText(['100', '60'], found, numbers)).toBe('at least 100, within 60 days');
  });
});

test('a variant says its clauses with its numbers, when it is clear which is meant', () => {
  const clause = 'at least 2 visits within 30 days';
  const visits = [
    parameter(1, 1, '2', { clause }),
    parameter(1, 9, '30', { clause, unit: 'days', label: 'within' }),
  ];
  const tries = [0, 1].map((index) => ({ index, line: 1, column: 1, values: [] }));
  expect(valuesText(['3', '14'], tries, visits)).toBe('at least 3 visits within 14 days');
  const twice = [parameter(1, 1, '2', { clause: '2 of 2' })];
  expect(valuesText(['3'], tries.slice(0, 1), twice)).toBe('at least 3');
});

const sure = (n: number): Certainty => ({ n, low: 0.1, high: 0.9, unknown: 0, if_none: null, if_all: null });
const figures = (entered: number, won: number, lost: number): TuneFigures => ({
  entered,
  observed: 0,
  accepted: 0,
  rejected: 0,
  recycled: 0,
  won,
  lost,
  accept_rate: null,
  win_rate: won + lost > 0 ? won / (won + lost) : null,
  win_certainty: sure(won + lost),
});

const report: TuneReport = {
  agreement: 'A',
  stage: 'MQL',
  from: null,
  split: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
  as_of: '2026-03-01T00:00:00Z',
  parameters: [],
  variants: [
    { values: ['1'], as_written: true, on_front: false, early: figures(9, 1, 2), late: figures(4, 1, 1) },
    { values: ['2'], as_written: false, on_front: true, early: figures(9, 2, 1), late: figures(3, 0, 0) },
    { values: ['3'], as_written: false, on_front: false, early: figures(0, 0, 0), late: figures(0, 0, 0) },
    { values: ['4'], as_written: false, on_front: true, early: figures(20, 1, 1), late: figures(2, 0, 1) },
  ],
  in_force: { early: figures(5, 1, 1), late: figures(2, 1, 1) },
  warnings: [],
};
const names = ({ values }: { values: string[] }) => `at least ${values[0]}`;

describe('what they came to', () => {
  test('are points, without those nobody was won or lost of', () => {
    const early = tuneSpec(report, 'early', names, { name: 'Draft A', token: '--c1' });
    expect(early.points.map(({ key, name, large, onLine }) => [key, name, large, onLine])).toEqual([
      ['0', 'Draft A', true, false],
      ['1', 'at least 2', false, true],
      ['3', 'at least 4', false, true],
      ['in-force', 'In force', true, false],
    ]);
    expect(early.points[0]?.said[0]).toBe('at least 1');
    const late = tuneSpec(report, 'late', names, { name: 'Draft A', token: '--c1' });
    expect(late.points.map(({ key }) => key)).toEqual(['0', '3', 'in-force']);
  });

  test('are lines, those on the front first, all when asked for', () => {
    expect(linesOf(report, names, false).map(({ key }) => key)).toEqual(['3', '1', 'in-force', '0']);
    expect(linesOf(report, names, true).map(({ key }) => key)).toEqual(['3', '1', 'in-force', '0', '2']);
    // What is in force is a line and no variant: with as many lines as variants, one is still missing.
    expect(unlisted(report, linesOf(report, names, false))).toBe(1);
    expect(unlisted(report, linesOf(report, names, true))).toBe(0);
    expect(figuresText(figures(3, 0, 0)).won).toBe('none yet');
  });
});
