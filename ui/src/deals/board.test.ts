import { expect, test } from 'vitest';
import type { Board, Deal } from '../api/types';
import { columnOf, moved } from './boardModel';

const deal = (id: string, minor: number | null): Deal =>
  ({ id, name: id, worth: minor === null ? null : { minor, currency: 'EUR' } }) as Deal;
const board: Board = {
  pipeline: 'new',
  columns: [
    {
      stage: 'Demo',
      type: 'open',
      count: 2,
      sum: { minor: 300, currency: 'EUR' },
      weighted: { minor: 300, currency: 'EUR' },
      deals: [deal('a', 100), deal('b', 200)],
      next: null,
    },
    {
      stage: 'Won',
      type: 'won',
      count: 0,
      sum: { minor: 0, currency: 'EUR' },
      weighted: { minor: 0, currency: 'EUR' },
      deals: [],
      next: null,
    },
  ],
  open_sum: { minor: 300, currency: 'EUR' },
  weighted: { minor: 100, currency: 'EUR' },
  left_out: 0,
};

test('a moved card takes its count and its money along', () => {
  const after = moved(board, 'b', 'Won');
  expect(
    after.columns.map((column) => [column.count, column.sum.minor, column.deals.map((one) => one.id)]),
  ).toEqual([
    [1, 100, ['a']],
    [1, 200, ['b']],
  ]);
  expect(columnOf(after, 'b')?.stage).toBe('Won');
  expect(board.columns[0]?.count).toBe(2);
});

test('a move to nowhere or to where it stands changes nothing', () => {
  expect(moved(board, 'b', 'Demo')).toBe(board);
  expect(moved(board, 'ghost', 'Won')).toBe(board);
});

test('a deal without an amount moves without money', () => {
  const bare: Board = {
    ...board,
    columns: [{ ...board.columns[0]!, deals: [deal('c', null)] }, board.columns[1]!],
  };
  expect(moved(bare, 'c', 'Won').columns[1]?.sum.minor).toBe(0);
});
