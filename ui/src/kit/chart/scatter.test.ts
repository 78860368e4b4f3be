import { describe, expect, test } from 'vitest';
import { nearest, reachOf, type ScatterPoint, scaleOf, stopsOf } from './scatter';

const point = (key: string, x: number, more: Partial<ScatterPoint> = {}): ScatterPoint => ({
  key,
  name: key,
  x,
  y: 0.5,
  low: 0.2,
  high: 0.9,
  token: '--c1',
  large: false,
  onLine: false,
  said: [],
  ...more,
});

describe('a scale', () => {
  test('covers all values with few ticks', () => {
    for (const values of [[3, 97], [0.04, 0.11], [5], [], [0, 0], [-4, 12], [1180, 1210]]) {
      const { ticks, at } = scaleOf(values, 10, 210);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
      for (const value of values) {
        expect(at(value)).toBeGreaterThanOrEqual(10);
        expect(at(value)).toBeLessThanOrEqual(210);
      }
      expect(at(ticks[0] as number)).toBeCloseTo(10);
      expect(at(ticks[ticks.length - 1] as number)).toBeCloseTo(210);
    }
  });

  test('of counts does not go below nothing', () => {
    expect(scaleOf([0.01, 0.5], 0, 1).ticks[0]).toBe(0);
  });
});

describe('points', () => {
  test('reach as far as the intervals that are drawn', () => {
    expect(reachOf([point('a', 1), point('b', 2, { large: true })])).toEqual([0.5, 0.5, 0.2, 0.9]);
  });

  test('are stops of the keys when they have a name or lie on the line', () => {
    const found = stopsOf([point('c', 3, { large: true }), point('a', 1), point('b', 2, { onLine: true })]);
    expect(found.map(({ key }) => key)).toEqual(['b', 'c']);
  });

  test('are found near a pointer, and not far from it', () => {
    const places = [
      { key: 'a', left: 10, top: 10 },
      { key: 'b', left: 30, top: 10 },
    ];
    expect(nearest(places, 22, 10, 28)).toBe('b');
    expect(nearest(places, 300, 10, 28)).toBeNull();
    expect(nearest([], 0, 0, 28)).toBeNull();
  });
});
