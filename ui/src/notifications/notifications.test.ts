import { beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../api/types';
import { english } from '../testing';
import { byDay, lineOf, placeOf, wordsOf } from './parts/words';

beforeAll(english);

const notice = (part: Partial<Notice>): Notice => ({
  id: '1',
  kind: 'offered',
  at: '2026-11-23T08:00:00Z',
  by: null,
  contact: { id: '17', name: 'Ada Lovelace', company: 'Acme' },
  company: null,
  deal: null,
  sign: null,
  text: null,
  reason: null,
  due_at: null,
  seen_at: null,
  ...part,
});

describe('a notification', () => {
  it('says what happened and leads to where it is dealt with', () => {
    expect(lineOf(notice({}))).toBe('Ada Lovelace is yours to answer');
    expect(wordsOf(notice({}))).toBe('Acme');
    expect(placeOf(notice({}))).toBe('/handoffs/17');
    expect(placeOf(notice({ kind: 'mentioned' }))).toBe('/contacts/17');
    expect(placeOf(notice({ kind: 'mentioned', contact: null, deal: { id: '3', name: 'Big' } }))).toBe(
      '/deals/3',
    );
    expect(placeOf(notice({ kind: 'sign_opened', contact: null, sign: 'slow_responses' }))).toBe(
      '/alignment/slow_responses',
    );
    expect(lineOf(notice({ kind: 'task_due', text: 'Call back' }))).toBe('Task: Call back');
  });
  it('says an answer in words', () => {
    expect(wordsOf(notice({ kind: 'answered', reason: 'upheld' }))).toBe('Sales stands by it');
  });
});

describe('days', () => {
  it('come in order, each with its own', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    const rows = [
      notice({ id: '3' }),
      notice({ id: '2', at: '2026-11-23T07:00:00Z' }),
      notice({ id: '1', at: '2026-11-21T12:00:00Z' }),
    ];
    const days = byDay(rows, now);
    expect(days.map(([, some]) => some.map((row) => row.id))).toEqual([['3', '2'], ['1']]);
    expect(days[0]?.[0]).toBe('today');
  });
});
