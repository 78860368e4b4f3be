import { beforeAll, describe, expect, test } from 'vitest';
import { english } from '../testing';
import {
  csvOf,
  droppedText,
  goneOnText,
  moved,
  placeOf,
  searchOf,
  spanText,
  stepsIn,
  timeText,
  wishOf,
} from './model';
import type { Funnel, FunnelStep } from './shapes';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
});

const step = (people: number, more: Partial<FunnelStep> = {}): FunnelStep => ({
  step: 'page_view',
  window_days: 30,
  people,
  dropped: 0,
  still_open: 0,
  of_first: 1,
  of_previous: null,
  median_seconds: null,
  ...more,
});

describe('the address', () => {
  test('keeps the steps in order and forgets those that are gone', () => {
    expect(stepsIn(searchOf(['a', 'b']))).toEqual(['a', 'b']);
    expect(stepsIn({})).toEqual([]);
    expect(searchOf(['a'])['s2']).toBeUndefined();
    expect('s8' in searchOf(['a'])).toBe(true);
  });

  test('is what is asked for', () => {
    expect(wishOf({})).toBeUndefined();
    expect(wishOf({ s1: ' page_view ', by: 'weather', window: 'first' })).toEqual({
      steps: ['page_view'],
      within: '30d',
      window_from: 'first',
      by: undefined,
      from: undefined,
      to: undefined,
    });
    expect(placeOf(['a', ' ', 'b'], 2)).toBe('/steps/1');
  });

  test('moves a step, not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

describe('words', () => {
  test('few are said as parts, unknown is not nothing', () => {
    expect(goneOnText(step(5, { of_previous: 0.5 }), step(10))).toBe('5 of 10');
    expect(goneOnText(step(50, { of_previous: 0.5 }), step(100))).toBe('50% went on');
    expect(goneOnText(step(0), step(0))).toBe('');
    expect(droppedText(step(1, { dropped: 4, still_open: 3 }))).toBe(
      '4 dropped out, of them 3 still have time',
    );
    expect(droppedText(step(1))).toBe('nobody dropped out');
  });

  test('a median needs eight', () => {
    expect(timeText(step(7, { median_seconds: 90 }))).toBe('too few for a median time');
    expect(timeText(step(8))).toBe('');
    expect(spanText(30)).toBe('30 s');
    expect(spanText(3 * 86_400)).toBe('3 days');
  });

  test('CSV quotes what is written', () => {
    const funnel: Funnel = {
      from: null,
      to: null,
      as_of: '2026-03-01T00:00:00Z',
      window_from: 'previous',
      steps: [step(2, { step: 'page_view where path = "/x"' })],
      by: null,
      rows: [],
      warnings: [],
    };
    expect(csvOf(funnel).split('\r\n')[1]).toBe('"page_view where path = ""/x""",2,0,0,1,,');
  });
});
