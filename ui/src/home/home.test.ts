import { beforeAll, expect, test } from 'vitest';
import type { Handoff } from '../api/types';
import { english } from '../testing';
import {
  cardsOf,
  conservationParts,
  factOf,
  greeting,
  isInbox,
  neighbour,
  periodText,
  quarterPart,
  tileDetail,
} from './model';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
});

test('a rep works an inbox, the others read figures', () => {
  expect(isInbox('rep')).toBe(true);
  expect(isInbox('manager')).toBe(false);
});

test('the conservation bar is whole and leaves empty parts out', () => {
  const parts = conservationParts({
    qualified: 353,
    offered: 7,
    accepted: 231,
    waiting: 0,
    closed: 115,
    dropped: 0,
  });
  expect(parts.map((part) => part.key)).toEqual(['accepted', 'offered', 'closed']);
  expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1);
  expect(
    conservationParts({ qualified: 0, offered: 0, accepted: 0, waiting: 0, closed: 0, dropped: 0 }),
  ).toEqual([]);
  expect(
    conservationParts({ qualified: 5, offered: 4, accepted: 0, waiting: 0, closed: 0, dropped: 1 }).at(-1),
  ).toMatchObject({ key: 'dropped', count: 1 });
});

test('the selection stays inside the list', () => {
  const rows = ['1', '2'].map((id) => ({ contact: { id } }) as Handoff);
  expect(neighbour(rows, '1', 1)).toBe('2');
  expect(neighbour(rows, '2', 1)).toBe('2');
  expect(neighbour([], undefined, 1)).toBeUndefined();
});

test('the greeting and the fact are said in the language of the page', () => {
  expect(greeting('Sara Brandt', 9)).toBe('Good morning, Sara');
  expect(greeting('Sara Brandt', 19)).toBe('Good evening, Sara');
  const now = Date.parse('2026-03-17T08:00:00Z');
  expect(factOf({ waiting: 0, next_due: null }, now)).toBe('No handoff waits for an answer.');
  expect(factOf({ waiting: 1, next_due: null }, now)).toBe('1 handoff waits.');
  expect(factOf({ waiting: 4, next_due: '2026-03-18T12:30:00Z' }, now)).toMatch(
    /^4 handoffs wait, the next answer is due tomorrow \d\d:30\.$/,
  );
});

test('a quarter has a name and a pace', () => {
  expect(periodText('2026-Q4')).toBe('Q4 2026');
  expect(quarterPart('2026-Q1', Date.UTC(2026, 0, 1))).toBe(0);
  expect(quarterPart('2026-Q1', Date.UTC(2026, 5, 1))).toBe(1);
  expect(quarterPart('2026-Q1', Date.UTC(2026, 1, 15))).toBeCloseTo(0.5);
});

test('a tile says what stands beside its figure, big money short', () => {
  const tile = { count: null, amount: null, beside_count: null, beside_amount: null, link: null };
  const sum = { minor: 1_119_300_000, currency: 'EUR' };
  expect(tileDetail({ ...tile, key: 'pipeline', beside_amount: sum, tone: 'neutral' })).toMatch(
    /^€11\.2M weighted$/,
  );
  expect(tileDetail({ ...tile, key: 'open_handoffs', beside_count: 0, tone: 'good' })).toBe('none late');
  expect(tileDetail({ ...tile, key: 'revenue', tone: 'neutral' })).toBe('no goal agreed');
});

test('every role has its own first cards', () => {
  expect(cardsOf('marketer', { tasks: [] }).wide[0]).toBe('accepted');
  expect(cardsOf('manager', { tasks: [] }).wide[0]).toBe('team');
  expect(cardsOf('lead', { tasks: [] }).narrow).not.toContain('mine');
});
