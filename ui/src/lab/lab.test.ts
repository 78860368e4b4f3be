import { beforeAll, describe, expect, test } from 'vitest';
import { english } from '../testing';
import {
  capacityText,
  figuresOf,
  honesty,
  monthsOf,
  shareText,
  stageToShow,
  unknownText,
  volumeSpec,
} from './model';
import type { AgreementFigures, Certainty, StageFigures } from './shapes';

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
  never_offered: 0,
  unanswered: 0,
  accepted: 0,
  rejected: 0,
  recycled: 0,
  opportunities: 0,
  won: 0,
  won_amount_minor: 0,
  accept_rate: null,
  accept_certainty: nobody,
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

describe('stages and months', () => {
  const draft = agreement([stage('lead'), stage('MQL', { capacity: handedOff })]);
  test('the stage that is handed off is shown unless another is asked for', () => {
    expect(stageToShow(draft, undefined)).toBe('MQL');
    expect(stageToShow(draft, 'lead')).toBe('lead');
    expect(stageToShow(draft, 'gone')).toBe('MQL');
    expect(figuresOf(draft, 'gone')).toBeUndefined();
  });
  test('both are drawn over the months that either has', () => {
    const one = stage('MQL', { monthly: [{ month: '2026-01', entered: 4, mature: true }] });
    const other = stage('MQL', { monthly: [{ month: '2026-02', entered: 1, mature: false }] });
    const months = monthsOf([one, other]);
    expect(months).toEqual(['2026-01', '2026-02']);
    const spec = volumeSpec(other, months);
    expect(spec.points.map((point) => point.value)).toEqual([0, 1]);
    expect(spec.points[1]?.text).toBe('1, too young for win rates');
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
