import { beforeAll, describe, expect, it } from 'vitest';
import type { FeedbackFigure } from '../api/schema';
import { english } from '../testing';
import { saysMine } from '../handoffs/parts/feedback';
import { labSearch, reasonsText } from './model';

beforeAll(english);

describe('a row of feedback', () => {
  it('opens the lab with its number tried', () => {
    const row = { number: { index: 3, text: '60', kind: 'number' } } as FeedbackFigure;
    const search = labSearch(row);
    expect(search?.['a']).toBe('in-force');
    expect(search?.['try']).toMatch(/^3:\d+(,\d+)+$/);
    expect(search?.['try']).not.toContain(',60');
    expect(labSearch({ number: null } as FeedbackFigure)).toBeUndefined();
  });
  it('names its reasons with their number', () => {
    expect(
      reasonsText([
        { reason: 'bad fit', count: 3 },
        { reason: 'no need', count: 1 },
      ]),
    ).toBe('bad fit 3 · no need 1');
  });
});

describe('answers to a rejection', () => {
  it('are given by marketing and settled by sales', () => {
    const open = ['agreed', 'changed', 'disputed'];
    const disputed = ['reopened', 'upheld', 'agreed'];
    expect(saysMine(open, 'marketer')).toEqual(['agreed', 'changed', 'disputed']);
    expect(saysMine(open, 'rep')).toEqual([]);
    expect(saysMine(disputed, 'rep')).toEqual(['upheld', 'reopened']);
    expect(saysMine(disputed, 'marketer')).toEqual(['agreed']);
    expect(saysMine(disputed, 'lead')).toEqual(['agreed', 'upheld', 'reopened']);
  });
});
