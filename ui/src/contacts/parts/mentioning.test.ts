import { expect, test } from 'vitest';
import { called, callingAt, meant } from './mentioning';

test('a call begins at an @ that begins a word, and ends with the line', () => {
  expect(callingAt('ask @ki', 7)).toEqual({ start: 4, word: 'ki' });
  expect(callingAt('@', 1)).toEqual({ start: 0, word: '' });
  expect(callingAt('@Kim We', 7)).toEqual({ start: 0, word: 'Kim We' });
  expect(callingAt('mail ada@acme.test', 18)).toBeUndefined();
  expect(callingAt('@Kim Weber has it', 17)).toBeUndefined();
  expect(callingAt('@ki\nnext', 8)).toBeUndefined();
  expect(callingAt('ask @ki', 3)).toBeUndefined();
});

test('whoever has a word that begins so may be meant, but not who stands there already', () => {
  const people = [{ name: 'Kim Weber' }, { name: 'Ada Kimmel' }, { name: 'Bo Lind' }];
  expect(meant(people, 'kim').map(({ name }) => name)).toEqual(['Kim Weber', 'Ada Kimmel']);
  expect(meant(people, 'we').map(({ name }) => name)).toEqual(['Kim Weber']);
  expect(meant(people, 'Kim Weber ')).toEqual([]);
  expect(meant(people, '').length).toBe(3);
});

test('the name takes the place of what was typed', () => {
  expect(called('ask @ki now', 7, { start: 4, word: 'ki' }, 'Kim Weber')).toEqual(['ask @Kim Weber now', 15]);
  expect(called('@k', 2, { start: 0, word: 'k' }, 'Kim Weber')).toEqual(['@Kim Weber ', 11]);
});
