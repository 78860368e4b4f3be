import { describe, expect, it } from 'vitest';
import type { DuplicatePair } from '../api/types';
import { mergeOf, staying, survivorOf } from './model';

const side = (id: string) => ({
  contact: { id, name: `N${id}`, company: null },
  email: null,
  created_at: '2026-03-02T09:00:00Z',
  touches: 0,
  deals: 0,
});
const pair: DuplicatePair = {
  id: '5-7',
  score: 20,
  certain: true,
  left: side('5'),
  right: side('7'),
  survivor: '7',
  evidence: [],
  values: [
    { name: 'email', left: 'a@x', right: 'b@x', stays: 'right', fixed: false },
    { name: 'phone', left: '1', right: '2', stays: 'left', fixed: false },
    { name: 'email_opt_out', left: 'yes', right: 'no', stays: 'left', fixed: true },
  ],
};

describe('a pair to review', () => {
  it('proposes who survives', () => {
    expect(survivorOf(pair)).toBe('right');
    expect(survivorOf({ ...pair, survivor: '5' })).toBe('left');
  });
  it('keeps the address of whoever survives, and the most restrictive consent', () => {
    const [email, phone, consent] = pair.values;
    expect(staying(email!, {}, 'left')).toBe('left');
    expect(staying(phone!, {}, 'right')).toBe('left');
    expect(staying(phone!, { phone: 'right' }, 'left')).toBe('right');
    expect(staying(consent!, { email_opt_out: 'right' }, 'right')).toBe('left');
  });
  it('sends what was chosen and nothing else', () => {
    expect(mergeOf(pair, 'right', { phone: 'right', email_opt_out: 'right' })).toEqual({
      into: '7',
      from: '5',
      values: { phone: '2' },
    });
    expect(mergeOf(pair, 'left', {})).toEqual({ into: '5', from: '7', values: {} });
  });
});
