import { beforeAll, expect, test } from 'vitest';
import { english } from '../testing';
import {
  clock,
  day,
  daysApart,
  duration,
  moment,
  money,
  moneyIn,
  percent,
  setZone,
  share,
  shortMoney,
  total,
  typedMoney,
} from './format';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
  setZone('Europe/Berlin');
});

const now = Date.parse('2026-03-17T11:00:00Z');

test('days are the reader’s days, not UTC’s', () => {
  expect(daysApart('2026-03-16T23:30:00Z', now)).toBe(0);
  expect(daysApart('2026-03-16T22:30:00Z', now)).toBe(-1);
  expect(clock('2026-03-17T08:30:00Z')).toBe('09:30');
});

test('moments near now carry the time, others the day, other years the year', () => {
  expect(moment('2026-03-17T08:30:00Z', now)).toBe('today 09:30');
  expect(moment('2026-03-18T09:15:00Z', now)).toBe('tomorrow 10:15');
  expect(moment('2026-03-05T09:00:00Z', now)).toBe('5 Mar');
  expect(day('2025-03-16T09:00:00Z', now)).toBe('16 Mar 2025');
  expect(moment(null, now)).toBe('');
});

test('money is exact in records and short in lists, in the currency’s own digits', () => {
  expect(money({ minor: 8400000, currency: 'EUR' })).toBe('€84,000.00');
  expect(money({ minor: 8400, currency: 'JPY' })).toBe('JP¥8,400');
  expect(shortMoney({ minor: 120000000, currency: 'EUR' })).toBe('€1.2M');
  expect(money(null)).toBe('');
});

test('under twenty a share stays a count, without a denominator it is none yet', () => {
  expect(share(5, 7)).toBe('5 of 7');
  expect(share(96, 100)).toBe('96%');
  expect(share(0, 0)).toBe('none yet');
  expect(percent(4.25)).toBe('4.3%');
  expect(percent(0)).toBe('0%');
});

test('durations and big counts read like speech', () => {
  expect(duration(102)).toBe('1 h 42 min');
  expect(duration(59.6)).toBe('1 h 0 min');
  expect(duration(-3)).toBe('0 min');
  expect(duration(3000)).toBe('2 d 2 h');
  expect(total(10_000)).toBe('10,000');
  expect(total(214_000)).toMatch(/^about 214k$/i);
});

test('an amount is typed with or without its separators', () => {
  expect(moneyIn('9,500.5', 'EUR')).toEqual({ minor: 950050, currency: 'EUR' });
  expect(moneyIn('1 200', 'JPY')).toEqual({ minor: 1200, currency: 'JPY' });
  expect(moneyIn('about ten', 'EUR')).toBeUndefined();
  expect(moneyIn(' ', 'EUR')).toBeUndefined();
  expect(typedMoney({ minor: 950050, currency: 'EUR' })).toBe('9500.5');
});
