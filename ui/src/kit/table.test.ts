import { expect, test } from 'vitest';
import { nextSort, sortedBy } from './DataTable';
import { trimmed } from './nav';
import { initials } from './parts';

test('a column sorts up first, then down', () => {
  expect(nextSort('-created_at', 'name')).toBe('name');
  expect(nextSort('name', 'name')).toBe('-name');
  expect(nextSort('-name', 'name')).toBe('name');
  expect(sortedBy('-name', 'name')).toBe('descending');
  expect(sortedBy('name', 'name')).toBe('ascending');
  expect(sortedBy('-created_at', 'name')).toBeUndefined();
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
