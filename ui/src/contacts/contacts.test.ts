import { groupsOf } from './groups';
import { inTurn } from './parts/bulk';
import { beforeAll, expect, test } from 'vitest';
import type { ContactRow, TimelineRow } from '../api/types';
import { setZone } from '../kit/format';
import { english } from '../testing';
import { blankDraft, kindOf, ready, requestOf } from './composerModel';
import { byDay, endOfDay, isFiltered, placeIn } from './model';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
  setZone('UTC');
});

const now = Date.parse('2026-03-17T11:00:00Z');
const row = (id: string, at: string): TimelineRow => ({
  id,
  at,
  team: null,
  icon: 'page',
  title: id,
  detail: null,
  by: null,
  contact: null,
  undo: null,
});

test('the timeline is told day by day', () => {
  const days = byDay(
    [
      row('a', '2026-03-17T10:00:00Z'),
      row('b', '2026-03-17T09:00:00Z'),
      row('c', '2026-03-16T09:00:00Z'),
      row('d', '2026-03-05T09:00:00Z'),
    ],
    now,
  );
  expect(days.map((one) => [one.title, one.rows.length])).toEqual([
    ['today', 2],
    ['yesterday', 1],
    ['Thursday 5 March', 1],
  ]);
});

test('a call needs an outcome, a note needs words', () => {
  expect(ready({ ...blankDraft, text: '  ' })).toBe(false);
  expect(ready({ ...blankDraft, text: 'met' })).toBe(true);
  expect(ready({ ...blankDraft, kind: 'call', text: 'talked' })).toBe(false);
  expect(ready({ ...blankDraft, kind: 'call', outcome: 'connected' })).toBe(true);
});

test('what is logged goes to the right place and the right way round', () => {
  expect(requestOf({ ...blankDraft, text: ' hello ' }, '7')).toEqual({
    path: '/contacts/7/notes',
    body: { text: 'hello' },
  });
  expect(
    requestOf({ ...blankDraft, kind: 'email', text: '', outcome: 'answered', due: '' }, '7').body,
  ).toMatchObject({
    type: 'email',
    direction: 'in',
  });
  expect(
    requestOf({ ...blankDraft, kind: 'call', text: 'hi', outcome: 'no_answer', due: '' }, '7').body,
  ).toMatchObject({
    direction: 'out',
    note: 'hi',
  });
  expect(requestOf({ ...blankDraft, kind: 'task', text: 'call', outcome: '', due: '' }, '7')).toEqual({
    path: '/tasks',
    body: { title: 'call', due_at: null, contact: '7' },
  });
});

test('an unknown kind is a note', () => {
  expect(kindOf('meeting')).toBe('meeting');
  expect(kindOf(undefined)).toBe('note');
});

test('a day ends at its end, today ends now', () => {
  expect(endOfDay('2026-03-05', now)).toBe('2026-03-05T23:59:59.000Z');
  expect(endOfDay('2026-03-17', now)).toBe('2026-03-17T11:00:00.000Z');
});

test('a record knows its neighbours in the list one came from', () => {
  const rows = ['1', '2', '3'].map((id) => ({ id }) as ContactRow);
  expect(placeIn(rows, '2')).toEqual({ previous: '1', next: '3', at: 2, of: 3 });
  expect(placeIn(rows, '1')?.previous).toBeUndefined();
  expect(placeIn(rows, '9')).toBeUndefined();
});

test('sorting is not filtering', () => {
  expect(isFiltered({ sort: 'name' })).toBe(false);
  expect(isFiltered({ stage: 'MQL' })).toBe(true);
});

test('many writes run a few at a time, say how far they are, and name what failed', async () => {
  let under_way = 0;
  let most = 0;
  const told: number[] = [];
  const act = async (id: number) => {
    most = Math.max(most, ++under_way);
    await Promise.resolve();
    under_way -= 1;
    if (id === 3) throw new Error('refused');
    return id;
  };
  const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const { outs, failed } = await inTurn(
    ids,
    act,
    (done) => told.push(done),
    () => false,
  );
  expect(outs.sort()).toEqual([1, 2, 4, 5, 6, 7, 8, 9]);
  expect(failed).toEqual([3]);
  expect(told.at(-1)).toBe(9);
  expect(most).toBe(4);
});

test('what was stopped does not begin', async () => {
  const { outs } = await inTurn(
    [1, 2, 3],
    async (id) => id,
    () => undefined,
    () => true,
  );
  expect(outs).toEqual([]);
});

test('contacts by a value add up to all, those without it last and not to be opened', () => {
  const stages: [string, string][] = [
    ['MQL', 'MQL'],
    ['SAL', 'SAL'],
  ];
  expect(groupsOf(stages, [6, 0], 10, 'none')).toEqual([
    { key: 'MQL', label: 'MQL', count: 6 },
    { key: '-', label: 'none', count: 4, closed: true },
  ]);
  expect(groupsOf(stages, [6, 4], 10, 'none')).toHaveLength(2);
  expect(groupsOf(stages, [6, undefined], 10, 'none')).toHaveLength(1);
});
