import { expect, test } from 'vitest';
import type { Handoff } from '../api/types';
import { conservationParts, isInbox, neighbour } from './model';

test('a rep works an inbox, the others read figures', () => {
  expect(isInbox('rep')).toBe(true);
  expect(isInbox('manager')).toBe(false);
});

test('the conservation bar is whole and leaves empty parts out', () => {
  const parts = conservationParts({ qualified: 353, open: 231, waiting: 7, closed: 115, dropped: 0 });
  expect(parts.map((part) => part.key)).toEqual(['accepted', 'offered', 'closed']);
  expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1);
  expect(conservationParts({ qualified: 0, open: 0, waiting: 0, closed: 0, dropped: 0 })).toEqual([]);
  expect(
    conservationParts({ qualified: 5, open: 4, waiting: 0, closed: 0, dropped: 1 }).at(-1),
  ).toMatchObject({ key: 'dropped', count: 1 });
});

test('the selection stays inside the list', () => {
  const rows = ['1', '2'].map((id) => ({ contact: { id } }) as Handoff);
  expect(neighbour(rows, '1', 1)).toBe('2');
  expect(neighbour(rows, '2', 1)).toBe('2');
  expect(neighbour([], undefined, 1)).toBeUndefined();
});
