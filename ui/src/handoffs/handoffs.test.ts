import { beforeAll, expect, test } from 'vitest';
import type { Handoff } from '../api/types';
import { english } from '../testing';
import { nextAfter, showOf, step } from './model';
import { pickedBy } from './parts/reasons';
import { clockOf, usedOf } from './parts/words';

beforeAll(english);

const offered = '2026-03-17T08:30:00Z';
const due = '2026-03-17T12:30:00Z';
const handoff = (id: string, change: Partial<Handoff> = {}): Handoff => ({
  contact: { id, name: id, company: null, job_title: null },
  number: 1,
  state: 'offered',
  stage: 'MQL',
  owner: null,
  offered_at: offered,
  due_at: due,
  responded_at: null,
  accept_due_at: null,
  accepted_at: null,
  closed_at: null,
  reason: null,
  note: null,
  flag: null,
  breaches: [],
  why: '',
  value: null,
  override_name: null,
  attempts: 0,
  attempts_agreed: null,
  follow_up_due_at: null,
  clock: { state: 'waiting', text: 'server text' },
  ...change,
});
const at = (time: string): number => Date.parse(`2026-03-17T${time}:00Z`);

test('an open clock counts down here and turns late at the due instant', () => {
  expect(clockOf(handoff('1'), at('10:48'))).toMatchObject({ text: '1 h 42 min left', tone: 'offered' });
  expect(clockOf(handoff('1', { clock: { state: 'due_soon', text: '' } }), at('12:00'))).toMatchObject({
    text: '30 min left',
    tone: 'soon',
  });
  expect(clockOf(handoff('1'), at('12:40'))).toMatchObject({ text: '10 min late', tone: 'breached' });
});

test('a closed clock says what the server says', () => {
  const answered = handoff('1', { state: 'accepted', clock: { state: 'answered', text: 'in 2 h' } });
  expect(clockOf(answered, at('23:00'))).toMatchObject({ text: 'in 2 h', tone: 'accepted' });
});

test('the bar shows the used share of the promise, between nothing and all', () => {
  expect(usedOf(handoff('1'), at('10:30'))).toBeCloseTo(0.5);
  expect(usedOf(handoff('1'), at('07:00'))).toBe(0);
  expect(usedOf(handoff('1'), at('20:00'))).toBe(1);
  expect(usedOf(handoff('1', { due_at: offered }), at('08:30'))).toBe(1);
});

test('after an answer the focus goes to the next, at the end to the one before', () => {
  const rows = ['1', '2', '3'].map((id) => handoff(id));
  expect(nextAfter(rows, '1')).toBe('2');
  expect(nextAfter(rows, '3')).toBe('2');
  expect(nextAfter([handoff('1')], '1')).toBeUndefined();
});

test('j and k stop at the ends', () => {
  const rows = ['1', '2'].map((id) => handoff(id));
  expect(step(rows, '1', 1)).toBe('2');
  expect(step(rows, '2', 1)).toBe('2');
  expect(step(rows, '1', -1)).toBe('1');
  expect(step(rows, 'gone', 1)).toBe('1');
  expect(step([], undefined, 1)).toBeUndefined();
});

test('digits choose reasons, nothing else does', () => {
  expect(pickedBy('2', ['bad fit', 'no budget'])).toBe('no budget');
  expect(pickedBy('3', ['bad fit', 'no budget'])).toBeUndefined();
  expect(pickedBy('0', ['bad fit'])).toBeUndefined();
  expect(pickedBy('x', ['bad fit'])).toBeUndefined();
});

test('an unknown list falls back to what waits', () => {
  expect(showOf('closed')).toBe('closed');
  expect(showOf('nonsense')).toBe('offered');
});
