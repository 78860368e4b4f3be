import { expect, test } from 'vitest';
import type { PropertyRow } from '../api/types';
import { bodyOf, draftOf, nameOf } from './propertyModel';

test('a name follows from the label', () => {
  expect(nameOf('Net ARR (€)')).toBe('net_arr');
  expect(nameOf('2nd größe')).toBe('nd_gro_e');
  expect(nameOf('  ')).toBe('');
});

const tier = {
  record: 'deal',
  name: 'tier',
  label: 'Tier',
  type: 'choice',
  description: '',
  formula: '',
  options: [
    { value: 'a', label: 'Gold', archived: false },
    { value: 'b', label: 'Silver', archived: true },
  ],
} as unknown as PropertyRow;

test('a new property tells all of it, empty options left out', () => {
  const draft = { ...draftOf(), label: 'Tier', type: 'choice' as const };
  draft.options = [
    { value: '', label: 'Gold', archived: false },
    { value: '', label: ' ', archived: false },
  ];
  expect(bodyOf(draft, 'deal')).toEqual({
    record: 'deal',
    name: 'tier',
    label: 'Tier',
    description: '',
    type: 'choice',
    options: [{ label: 'Gold', value: 'Gold', archived: false }],
  });
});

test('a renamed option keeps its value, a type that stays is not sent', () => {
  const draft = draftOf(tier);
  draft.options[0] = { ...draft.options[0]!, label: 'Platinum' };
  expect(bodyOf(draft, 'deal', tier)).toEqual({
    label: 'Tier',
    description: '',
    options: [
      { label: 'Platinum', value: 'a', archived: false },
      { label: 'Silver', value: 'b', archived: true },
    ],
  });
});
