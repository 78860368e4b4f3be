import { expect, test } from 'vitest';
import { nextSort, sortedBy } from './TableHead';
import { trimmed } from './nav';
import { initials } from './parts';
import { spanOf, toggled } from './selection';

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
