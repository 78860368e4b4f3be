import { expect, test } from 'vitest';
import type { AgreementRow } from '../api/types';
import { baseOf, placeOf, shownVersion, tabOf, unsigned } from './model';

const row = (
  version: string,
  state: AgreementRow['state'],
  signed: ('marketing' | 'sales')[] = [],
): AgreementRow => ({
  version,
  state,
  name: 'A',
  effective: null,
  in_force_since: null,
  fingerprint: null,
  created_at: '',
  created_by: null,
  signatures: signed.map((team) => ({ for: team, by: { id: '1', name: 'X', team }, at: '' })),
});

test('a draft is held against what is in force', () => {
  const rows = [row('draft-2', 'draft'), row('6', 'superseded'), row('7', 'in_force')];
  expect(baseOf(rows, 'draft-2')).toBe('7');
  expect(baseOf(rows, '7')).toBe('draft-2');
  expect(baseOf([row('draft-1', 'draft')], 'draft-1')).toBeUndefined();
});

test('both teams must sign', () => {
  expect(unsigned(row('d', 'draft'))).toEqual(['marketing', 'sales']);
  expect(unsigned(row('d', 'draft', ['sales']))).toEqual(['marketing']);
  expect(unsigned(row('d', 'draft', ['sales', 'marketing']))).toEqual([]);
});

test('a problem’s line and column select the word they mean', () => {
  const text = 'language: 1\nstages:\n  - when: oops >= 2\n';
  const { start, end } = placeOf(text, 3, 11);
  expect(text.slice(start, end)).toBe('oops');
  expect(placeOf(text, 99, 1).start).toBeLessThanOrEqual(text.length);
});

test('numbers are versions, drafts keep their name', () => {
  expect(shownVersion('7')).toBe('v7');
  expect(shownVersion('draft-2')).toBe('draft-2');
  expect(tabOf('text')).toBe('text');
  expect(tabOf('')).toBe('read');
});
