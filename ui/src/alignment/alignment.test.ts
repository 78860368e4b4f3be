import { beforeAll, expect, test } from 'vitest';
import type { SignFinding } from '../api/types';
import { startMessages } from '../i18n';
import { sentenceOf, signs, subjectOf, titleOf, tooLittle, weeksOf } from './parts/signs';

beforeAll(() => startMessages('en'));

const finding = (dimension: string, subject: string): SignFinding => ({
  dimension,
  subject,
  numerator: 9,
  denominator: 12,
  value: 0.75,
  normal: 0.2,
  chance: 0.001,
  since: null,
});

test('a finding says both its numbers and what it is held against', () => {
  expect(sentenceOf({ key: 'rejected_leads' }, finding('channel', 'bought list'))).toBe(
    'bought list: 9 of 12 were rejected; normal is 20 %.',
  );
  expect(sentenceOf({ key: 'slow_responses' }, finding('weekday', 'Friday'))).toBe(
    'Friday: 9 of 12 were late; other days 20 %.',
  );
});

test('subjects are named as people name them', () => {
  expect(subjectOf(finding('response', ''))).toBe('All responses');
  expect(subjectOf(finding('version', '2'))).toBe('Version 2');
  expect(subjectOf(finding('', ''))).toBe('All');
  expect(subjectOf(finding('channel', '<b>list</b>'))).toBe('<b>list</b>');
});

test('a sign is titled by its state, and an unknown one is not hidden', () => {
  expect(titleOf({ key: 'definition_drift', state: 'clear' })).toBe('Definitions are stable');
  expect(titleOf({ key: 'something_new', state: 'open' })).toBe('A warning sign');
  expect(Object.keys(signs)).toHaveLength(11);
});

test('without enough data the number is said, not guessed from', () => {
  expect(tooLittle({ n: 4 })).toBe('not enough data (n = 4)');
  const week = (numerator: number, denominator: number) => ({ ends: '', numerator, denominator });
  expect(weeksOf({ trend: [week(0, 0), week(1, 4)] })).toEqual([undefined, 0.25]);
});
