import { beforeAll, describe, expect, it } from 'vitest';
import type { SlaPromise, SlaSpeed, SlaView, SourceWorth } from '../api/schema';
import { english } from '../testing';
import { bunchText, halfText, kindOf, periodOf, scaleOf, ticksOf, weekdayOf, worthText } from './model';
import { promiseText } from './parts/promises';

beforeAll(english);

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const part = (k: number, n: number) => ({ k, n, low: n === 0 ? null : 0.1, high: n === 0 ? null : 0.19 });

const promise = (over: Partial<SlaPromise>): SlaPromise => ({
  metric: 'mql_value',
  unit: 'money',
  period: '2026-03',
  sum: null,
  target_sum: null,
  even_sum: null,
  count: null,
  target: null,
  even_count: null,
  share: null,
  missing: 0,
  running: 0,
  definition: '',
  measured: true,
  ...over,
});

const speed = (over: Partial<SlaSpeed>): SlaSpeed => ({
  key: '0',
  n: 10,
  answered: 10,
  half: 90,
  nine_of_ten: 200,
  in_time: part(9, 10),
  ...over,
});

describe('a promise', () => {
  it('of money stands against the even pace', () => {
    const behind = { sum: eur(20_000_000), target_sum: eur(40_000_000), even_sum: eur(21_800_000) };
    expect(promiseText(promise(behind))).toMatchObject({
      part: 0.5,
      tick: 0.545,
      tone: 'soon',
      word: '€18K behind',
    });
    expect(promiseText(promise({ ...behind, sum: eur(23_200_000) }))).toMatchObject({
      tone: 'accepted',
      word: '€14K ahead',
    });
  });

  it('of a count is held against whole people', () => {
    const text = promiseText(promise({ unit: 'count', count: 61, target: 120, even_count: 65.45 }));
    expect(text).toMatchObject({ figure: '61', beside: 'of 120', word: '4 behind', tone: 'soon' });
    const even = promiseText(promise({ unit: 'count', count: 65, target: 120, even_count: 65.45 }));
    expect(even).toMatchObject({ word: 'on pace', tone: 'accepted' });
  });

  it('of a share says how many are missing, and no percentage of few', () => {
    const few = promiseText(
      promise({ unit: 'share', share: part(5, 7), target: 95, missing: 2, running: 3 }),
    );
    expect(few).toMatchObject({ figure: '5 of 7', beside: '3 running', word: '2 missed', tone: 'breached' });
    const many = promiseText(promise({ unit: 'share', share: part(52, 54), target: 95, missing: 2 }));
    expect(many).toMatchObject({ figure: '96%', beside: '52 of 54', tone: 'accepted' });
    const none = promiseText(promise({ unit: 'share', share: part(0, 0), target: 95 }));
    expect(none).toMatchObject({ figure: 'none yet', word: 'nothing due yet', tone: 'accepted', part: 0 });
  });

  it('that nothing measures has no text', () => {
    expect(promiseText(promise({ measured: false, target: 42 }))).toBeUndefined();
  });
});

describe('what is known too little of', () => {
  const row: SourceWorth = {
    source: 'fair',
    all: false,
    leads: 3,
    accepted: part(1, 2),
    won: part(2, 9),
    won_sum: eur(100),
    value: eur(11),
    low: eur(1),
    high: eur(30),
    enough: false,
  };
  it('has no price', () => {
    expect(worthText(row)).toEqual({ text: 'too few: 9', range: '' });
    expect(worthText({ ...row, won: part(3, 25), enough: true })).toEqual({ text: '€0.11', range: '€0–€0' });
  });
  it('has no half', () => {
    expect(halfText(speed({}))).toBe('1 h 30 min');
    expect(halfText(speed({ half: null, n: 5 }))).toBe('too few: 5');
    expect(halfText(speed({ half: null, n: 9 }))).toBe('most still wait');
  });
});

describe('the scale of times', () => {
  it('holds the longest and the promise in round hours', () => {
    expect(scaleOf([speed({ nine_of_ten: 545 })], 240)).toBe(600);
    expect(scaleOf([], 240)).toBe(240);
    expect(scaleOf([], null)).toBe(60);
    expect(ticksOf(600)).toEqual([0, 150, 300, 450, 600]);
  });
});

describe('periods', () => {
  it('are named by the day and told apart', () => {
    expect(periodOf('2026-11-01', 'quarter')).toBe('2026-Q4');
    expect(periodOf('2026-07-01', 'month')).toBe('2026-07');
    expect(kindOf('2026-Q4')).toBe('quarter');
    expect(kindOf('2026-11')).toBe('month');
    expect(weekdayOf('4')).toBe('Friday');
  });
  it('tell of bunching only when they are over', () => {
    const view = {
      period: { working_days: 22, working_days_passed: 22 },
      marketing: { thirds: { first: 2, second: 3, last: 25 } },
    } as SlaView;
    expect(bunchText(view)).toBe('25 of 30 came in the last third of the working days');
    const running = { ...view, period: { ...view.period, working_days_passed: 20 } };
    expect(bunchText(running)).toBeUndefined();
  });
});
