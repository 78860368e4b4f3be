import { expect, test } from 'vitest';
import { nextSort, sortedBy } from './TableHead';
import { trimmed } from './nav';
import { initials } from './parts';
import { spanOf, toggled } from './selection';
import { linesOf } from './TableGroups';
import { nextEditable } from './walk';

test('a click on a head goes through what the server can sort by', () => {
  const both = ['-created_at', 'created_at'];
  expect(nextSort('name', both)).toBe('-created_at');
  expect(nextSort('-created_at', both)).toBe('created_at');
  expect(nextSort('created_at', both)).toBe('-created_at');
  expect(nextSort('name', ['name'])).toBe('name');
  expect(sortedBy('-created_at', both)).toBe('descending');
  expect(sortedBy('created_at', both)).toBe('ascending');
  expect(sortedBy('name', both)).toBeUndefined();
});

test('a selection is toggled one by one and extended over a span', () => {
  expect([...toggled(new Set(['1']), '2')]).toEqual(['1', '2']);
  expect([...toggled(new Set(['1', '2']), '1')]).toEqual(['2']);
  expect(spanOf(['a', 'b', 'c', 'd'], 2, 1)).toEqual(['b', 'c']);
  expect(spanOf(['a', 'b'], -1, 0)).toEqual(['a']);
});

test('empty parts leave the address', () => {
  expect(trimmed({ q: 'ada', stage: undefined, owner: '' })).toEqual({ q: 'ada' });
});

test('initials come from the first and the last name', () => {
  expect(initials('Ada Novak')).toBe('AN');
  expect(initials('Ruben de Kok')).toBe('RK');
  expect(initials('Ada')).toBe('A');
  expect(initials(' ')).toBe('');
});

test('a step aside goes to the next cell that can be edited, to the left of all to none', () => {
  const editable = [false, true, false, true];
  expect(nextEditable(editable, -1, 1)).toBe(1);
  expect(nextEditable(editable, 1, 1)).toBe(3);
  expect(nextEditable(editable, 3, 1)).toBe(3);
  expect(nextEditable(editable, 3, -1)).toBe(1);
  expect(nextEditable(editable, 1, -1)).toBe(-1);
});

test('only the open group has its rows behind its line', () => {
  const groups = [
    { key: 'a', label: 'A', count: 5 },
    { key: 'b', label: 'B', count: 2 },
  ];
  const lines = linesOf(2, { groups, open: 'a', onOpen: () => undefined });
  expect(lines.map((line) => line.group?.key ?? line.row)).toEqual(['a', 0, 1, 'b']);
  expect(linesOf(2, undefined).map((line) => line.row)).toEqual([0, 1]);
  expect(linesOf(0, { groups, open: undefined, onOpen: () => undefined })).toHaveLength(2);
});
