import { expect, test } from 'vitest';
import type { SavedView } from '../api/types';
import { addressOf, isChanged, mayChange, searchOf } from './parts/model';

const view = (more: Partial<SavedView> = {}): SavedView => ({
  id: '7',
  room: 'contacts',
  name: 'MQLs',
  address: 'sort=name&stage=MQL',
  shared: false,
  mine: true,
  by: null,
  ...more,
});

test('a view keeps what a list shows, and nothing of the moment', () => {
  const search = { stage: 'MQL', sort: 'name', selected: '1,2', create: '1', view: '7', open: 'MQL', q: '' };
  expect(addressOf(search)).toBe('sort=name&stage=MQL');
  expect(searchOf(view())).toEqual({ sort: 'name', stage: 'MQL', view: '7' });
});

test('an address that somebody else wrote sets nothing but what a view keeps', () => {
  expect(searchOf(view({ address: 'stage=MQL&create=1&lang=xx' }))).toEqual({ stage: 'MQL', view: '7' });
});

test('a view is changed when the list shows something else, in whatever order it is said', () => {
  expect(isChanged(view(), { view: '7', stage: 'MQL', sort: 'name' })).toBe(false);
  expect(isChanged(view(), { view: '7', stage: 'SAL', sort: 'name' })).toBe(true);
  expect(isChanged(view(), { view: '7', stage: 'MQL' })).toBe(true);
});

test('what is shared is changed by who made it, a lead or an administrator', () => {
  expect(mayChange(view({ mine: true }), 'rep')).toBe(true);
  const shared = view({ mine: false, shared: true });
  expect(['rep', 'marketer', 'manager', 'lead', 'admin'].filter((role) => mayChange(shared, role))).toEqual([
    'lead',
    'admin',
  ]);
});
