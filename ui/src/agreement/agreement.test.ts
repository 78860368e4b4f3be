import { expect, test } from 'vitest';
import type { AgreementRow, Clause } from '../api/types';
import { baseOf, placeOf, shownVersion, tabOf, unsigned } from './model';
import { nameOf, partsOf, wordsOf } from './parts/clause';

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
  fingerprint: '',
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

const clause = (op: string, text: string, of: Clause[] = []): Clause => ({
  op,
  text,
  plain: `plain ${text}`,
  held: true,
  needed: null,
  found: null,
  evidence: [],
  of,
});

test('a criterion is cut at its topmost word, not inside brackets or quotes', () => {
  expect(partsOf('a and (b and c) and d in ("x and y")', 'and')).toEqual([
    'a',
    '(b and c)',
    'd in ("x and y")',
  ]);
  expect(partsOf('a or b', 'and')).toEqual(['a or b']);
});

test('a definition is called by its name, a group by how many must hold', () => {
  const ideal = clause('and', 'size >= 50 and trade = "Food"', [
    clause('>=', 'size >= 50'),
    clause('=', 'trade = "Food"'),
  ]);
  const whole = clause('and', 'ideal_company and visits >= 2', [ideal, clause('>=', 'visits >= 2')]);
  expect(nameOf(whole, 0)).toBe('Ideal company');
  expect(nameOf(whole, 1)).toBeUndefined();
  expect(nameOf(ideal, 0)).toBeUndefined();
  expect(wordsOf(ideal, 'Ideal company')).toEqual({
    heading: 'Ideal company',
    group: 'All of these',
    said: '',
  });
  expect(wordsOf(whole.of[1] as Clause, undefined)).toEqual({
    heading: undefined,
    group: undefined,
    said: 'Plain visits >= 2',
  });
});
