import { expect, test } from 'vitest';
import type { Import } from '../api/types';
import { isBusy, mappingOf, troubleIn, withColumn } from './model';

const job = {
  kind: 'contacts',
  state: 'uploaded',
  columns: [
    {
      index: 0,
      header: 'Mail',
      target: 'email',
      type: 'text',
      date_format: null,
      date_reason: null,
      samples: [],
    },
    {
      index: 1,
      header: 'Name',
      target: null,
      type: 'text',
      date_format: null,
      date_reason: null,
      samples: [],
    },
  ],
  sheets: [],
  sheet: null,
  ways: { writes: 'all', contact_key: 'id_then_email', automations: true },
  targets: [
    { name: 'email', label: 'E-mail', type: 'text', required: true },
    { name: 'name', label: 'Name', type: 'text', required: false },
  ],
} as unknown as Import;

test('a changed column leaves the others and the job alone', () => {
  const mapping = withColumn(mappingOf(job), 1, { target: 'name' });
  expect(mapping.columns.map((column) => column.target)).toEqual(['email', 'name']);
  expect(job.columns[1]?.target).toBeNull();
});

test('a required field left out and a field named twice are both said', () => {
  expect(troubleIn(withColumn(mappingOf(job), 0, { target: null }), job)).toEqual({
    missing: ['E-mail'],
    twice: [],
  });
  expect(troubleIn(withColumn(mappingOf(job), 1, { target: 'email' }), job)).toEqual({
    missing: [],
    twice: ['E-mail'],
  });
  expect(troubleIn(mappingOf(job), job)).toEqual({ missing: [], twice: [] });
});

test('several dates may tell the same', () => {
  const told = ['touch: Form Submitted', 'touch: Form Submitted'];
  const mapping = mappingOf(job);
  mapping.columns.forEach((column, at) => (column.target = told[at] ?? null));
  expect(troubleIn(mapping, job).twice).toEqual([]);
});

test('only checking and running are under way', () => {
  expect(isBusy({ ...job, state: 'running' })).toBe(true);
  expect(isBusy({ ...job, state: 'done' })).toBe(false);
});
