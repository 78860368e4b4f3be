import { expect, test } from 'vitest';
import type { Leak } from '../api/types';
import { placeOf, sorts } from './model';

const row = (object: 'contact' | 'deal'): Leak['rows'][number] => ({
  what: { id: '7', name: 'Ada' },
  object,
  company: null,
  owner: null,
  because: 'late',
  since: null,
});

test('each leak leads to where it is mended', () => {
  expect(placeOf('no_next_step', row('deal'))).toBe('/deals/7');
  expect(placeOf('overdue', row('contact'))).toBe('/handoffs/7');
  expect(placeOf('orphans', row('contact'))).toBe('/handoffs/7');
  expect(placeOf('silent', row('contact'))).toBe('/contacts/7');
});

test('only what Baton promises itself is broken when it happens', () => {
  const broken = Object.entries(sorts).filter(([, sort]) => sort.broken);
  expect(broken.map(([key]) => key)).toEqual(['unowned', 'orphans']);
});
