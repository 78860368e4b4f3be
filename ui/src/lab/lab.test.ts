import { beforeAll, describe, expect, test } from 'vitest';
import { english } from '../testing';
import {
  capacityText,
  figuresOf,
  honesty,
  monthsOf,
  shareText,
  ratioText,
  sidesOf,
  stageToShow,
  unknownText,
  volumeSpec,
  whiskersOf,
} from './model';
import type { AgreementRow } from '../api/types';
import {
  draftIn,
  draftsIn,
  freeLetter,
  rangeOf,
  searchOf,
  shownOf,
  textOf,
  twinOf,
  withEdit,
  written,
} from './drafts';
import type { AgreementFigures, Certainty, Parameter, Report, StageFigures } from './shapes';

beforeAll(async () => {
  await english();
  document.documentElement.dataset.locale = 'en-GB';
});

const nobody: Certainty = { n: 0, low: null, high: null, unknown: 0, if_none: null, if_all: null };

const stage = (name: string, more: Partial<StageFigures> = {}): StageFigures => ({
  stage: name,
  owner: 'marketing',
  entered: 0,
  people: 0,
  observed: 0,
  never_offered: 0,
  unanswered: 0,
  accepted: 0,
  rejected: 0,
  recycled: 0,
  recycled_after_acceptance: 0,
  rejected_by_reason: [],
  recycled_by_reason: [],
  opportunities: 0,
  won: 0,
  lost: 0,
  won_amount_minor: 0,
  won_deals: 0,
  won_deals_without_amount: 0,
  mature: 0,
  immature: 0,
  rests_on_handoffs: 0,
  rests_on_deals: 0,
  moves: [],
  accept_rate: null,
  accept_certainty: nobody,
  win_rate: null,
  win_certainty: nobody,
  precision: null,
  precision_certainty: nobody,
  recall: null,
  recall_certainty: nobody,
  lift: null,
  lift_low: null,
  lift_high: null,
  median_lead_days: null,
  monthly: [],
  capacity: null,
  against_in_force: null,
  ...more,
});

const handedOff = {
  working_days: 42,
  entered_a_day: 2.5,
  busiest_day: 7,
  reps: 3,
  answered_in_time_a_day: 6,
  days_over: 1,
};

const agreement = (stages: StageFigures[]): AgreementFigures => ({
  agreement: 'draft-1',
  title: 'Draft',
  currency: 'EUR',
  time_zone: 'UTC',
  sales_cycles: 0,
  contacts: 0,
  contacts_won: 0,
  base_rate: null,
  maturity_days: 34,
  mature_until: '2026-03-01T00:00:00.000000Z',
  stages,
});

describe('shares', () => {
  test('of nobody there is none', () => {
    expect(shareText(null, nobody)).toBe('none yet');
    expect(unknownText(nobody)).toBe('');
  });
  test('stand with their interval and what they are of', () => {
    const certainty = { ...nobody, n: 10, low: 0.49, high: 0.94 };
    const text = shareText(0.8, certainty);
    expect(text).toContain('8 of 10');
    expect(text).toContain('49');
    expect(text).toContain('94');
  });
  test('unknown is neither yes nor no', () => {
    const text = unknownText({ ...nobody, n: 4, unknown: 6, if_none: 0.3, if_all: 0.9 });
    expect(text).toContain('6 unknown');
    expect(text).toContain('30');
    expect(text).toContain('90');
  });
});

describe('shares in the table', () => {
  const certainty = (n: number): Certainty => ({ ...nobody, n, low: 0.6, high: 0.7 });
  test('of few are parts, of many a percentage with its interval', () => {
    expect(ratioText(0.5, certainty(18)).main).toBe('9 of 18');
    expect(ratioText(0.65, certainty(100))).toMatchObject({ main: '65%', beside: '60% to 70%' });
    expect(ratioText(0.65, certainty(100), true).main).toBe('65 of 100');
  });
  test('fit on one scale with their intervals', () => {
    const side = (accept_rate: number | null, high: number) => ({
      name: 'x',
      letter: undefined,
      token: '--c1',
      index: 0,
      agreement: agreement([]),
      stage: stage('MQL', { accept_rate, accept_certainty: { ...nobody, n: 40, low: 0.1, high } }),
    });
    const { most, whiskers } = whiskersOf([side(0.2, 0.33), side(null, 0)], 'accepted');
    expect(most).toBeCloseTo(0.35);
    expect(whiskers.map((one) => one.at)).toEqual([0.2, null]);
    expect(whiskers[1]?.text).toBe('none yet');
  });
});

describe('drafts on the table', () => {
  const row = (version: string, state: AgreementRow['state']): AgreementRow => ({
    version,
    name: version,
    state,
    effective: null,
    in_force_since: null,
    signatures: [],
    fingerprint: '',
    created_at: '2026-01-01T00:00:00Z',
    created_by: null,
  });
  const number = (line: number, column: number, text: string, path = 'stages.MQL.when'): Parameter => ({
    path,
    line,
    column,
    length: text.length,
    kind: 'number',
    text,
    unit: null,
    label: 'at least',
    clause: 'x',
  });
  test('go through the address unchanged', () => {
    expect(textOf(draftIn('a', '3~7:-1.5~4:21'))).toBe('3~4:21~7:-1.5');
    expect(textOf(draftIn('a', 'draft-1~x:2~3:four'))).toBe('draft-1');
    const drafts = draftsIn({ b: 'draft-1', a: '2~1:5' }, []);
    expect(searchOf(drafts)).toEqual({ a: '2~1:5', b: 'draft-1', c: undefined, d: undefined });
    expect(shownOf({ shown: 'b' }, drafts)?.base).toBe('draft-1');
    expect(freeLetter(drafts)).toBe('c');
  });
  test('begin with the newest draft, or with what is in force', () => {
    const rows = [row('2', 'in_force'), row('draft-3', 'draft')];
    expect(draftsIn({}, rows).map(textOf)).toEqual(['draft-3']);
    expect(draftsIn({}, rows.slice(0, 1)).map(textOf)).toEqual(['in-force']);
  });
  test('write their numbers over the text, from right to left, columns in characters', () => {
    const text = 'a: “ü” 10 and 200\nb: 3';
    const numbers = [number(1, 8, '10'), number(1, 15, '200'), number(2, 4, '3')];
    const edits = new Map([
      [0, '1000'],
      [1, '7'],
      [2, '44'],
    ]);
    expect(written(text, numbers, edits)).toBe('a: “ü” 1000 and 7\nb: 44');
  });
  test('forget a number that is put back', () => {
    const draft = withEdit(draftIn('a', 'in-force~1:5'), 1, '50', '50.0');
    expect(textOf(draft)).toBe('in-force');
  });
  test('have sliders that reach beyond the number in round steps', () => {
    expect(rangeOf({ text: '50', kind: 'number' })).toEqual({ min: 0, max: 150, step: 5 });
    expect(rangeOf({ text: '2', kind: 'number' }, [10])).toEqual({ min: 0, max: 30, step: 1 });
    expect(rangeOf({ text: '30', kind: 'duration' })).toMatchObject({ min: 1, step: 1 });
    expect(rangeOf({ text: '-10', kind: 'number' }).min).toBeLessThan(-10);
    expect(rangeOf({ text: '0.5', kind: 'number' }).step).toBeCloseTo(0.1);
  });
  test('find the same number in force', () => {
    const own = [number(1, 1, '5', 'a'), number(2, 1, '6', 'b'), number(2, 5, '7', 'b')];
    const other = [number(1, 1, '1', 'b'), number(1, 5, '2', 'b')];
    expect(twinOf(own[2] as Parameter, own, other)?.text).toBe('2');
    expect(twinOf(own[0] as Parameter, own, other)).toBeUndefined();
  });
});

describe('stages and months', () => {
  const draft = agreement([stage('lead'), stage('MQL', { capacity: handedOff })]);
  test('the stage that is handed off is shown unless another is asked for', () => {
    expect(stageToShow(draft, undefined)).toBe('MQL');
    expect(stageToShow(draft, 'lead')).toBe('lead');
    expect(stageToShow(draft, 'gone')).toBe('MQL');
    expect(figuresOf(draft, 'gone')).toBeUndefined();
  });
  test('all are drawn over the months that any has, what is in force dashed', () => {
    const one = stage('MQL', { monthly: [{ month: '2026-01', entered: 4, mature: true }] });
    const other = stage('MQL', { monthly: [{ month: '2026-02', entered: 1, mature: false }] });
    const months = monthsOf([one, other]);
    expect(months).toEqual(['2026-01', '2026-02']);
    const report: Report = {
      from: null,
      to: '2026-03-01T00:00:00Z',
      as_of: '2026-03-01T00:00:00Z',
      opening: 'beginning',
      in_force: 'in-force',
      agreements: [
        { ...agreement([other]), agreement: 'B' },
        { ...agreement([one]), agreement: 'in-force' },
      ],
    };
    const sides = sidesOf(report, 'MQL');
    expect(sides.map((side) => [side.name, side.index])).toEqual([
      ['In force', 1],
      ['Draft B', 0],
    ]);
    const { series } = volumeSpec(sides, 'b', months);
    expect(series.map((line) => [line.values, line.dashed, line.strong])).toEqual([
      [[4, 0], true, false],
      [[0, 1], false, true],
    ]);
  });
  test('what a day brings stands beside what people answer', () => {
    expect(capacityText(stage('MQL', { capacity: handedOff }))).toBe(
      '2.5 a working day, 7 on the busiest. 3 people answer 6 in time on a good day; 1 days would bring more.',
    );
    expect(capacityText(stage('lead'))).toBe('');
  });
  test('the page says which entries have no win rate yet', () => {
    expect(honesty(draft)).toContain('1 Mar');
    expect(honesty({ ...draft, mature_until: null })).toContain('No win rates yet');
  });
});
