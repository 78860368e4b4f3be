// From a report to what stands side by side: the agreement in force and a draft.
import type { AgreementRow } from '../api/types';
import { type Message, message, t } from '../i18n';
import type { ChartSpec } from '../kit/chart/options';
import { count, day, money, percent } from '../kit/format';
import type { AgreementFigures, Certainty, MoveKind, StageFigures } from './shapes';

const number = (value: number | null): string =>
  value === null ? t('none yet') : String(Math.round(value * 10) / 10);

const whole = (fraction: number): string => percent(100 * fraction);

// Unknown is not no: few are said as parts, and those nobody can judge stand beside the share.
export function shareText(share: number | null, certainty: Certainty): string {
  if (share === null) return t('none yet');
  const { n, low, high } = certainty;
  const part = t('{{part}} of {{whole}}', { part: count(Math.round(share * n)), whole: count(n) });
  if (low === null || high === null) return part;
  return t('{{share}} ({{low}} to {{high}}), {{part}}', {
    share: whole(share),
    low: whole(low),
    high: whole(high),
    part,
  });
}

export function unknownText({ unknown, if_none, if_all }: Certainty): string {
  if (unknown === 0 || if_none === null || if_all === null) return '';
  return t('{{unknown}} unknown: {{low}} if none, {{high}} if all', {
    unknown: count(unknown),
    low: whole(if_none),
    high: whole(if_all),
  });
}

export interface Figure {
  name: Message;
  text: (stage: StageFigures, currency: string) => string;
  note?: (stage: StageFigures) => string;
}

export const figures: Figure[] = [
  { name: message('Entered'), text: (stage) => count(stage.entered) },
  { name: message('Never offered'), text: (stage) => count(stage.never_offered) },
  { name: message('Accepted'), text: (stage) => count(stage.accepted) },
  { name: message('Rejected or recycled'), text: (stage) => count(stage.rejected + stage.recycled) },
  {
    name: message('Accept rate'),
    text: (stage) => shareText(stage.accept_rate, stage.accept_certainty),
    note: (stage) => unknownText(stage.accept_certainty),
  },
  { name: message('Won'), text: (stage) => count(stage.won) },
  {
    name: message('Won amount'),
    text: (stage, currency) => money({ minor: stage.won_amount_minor, currency }),
  },
  {
    name: message('Became customers'),
    text: (stage) => shareText(stage.precision, stage.precision_certainty),
    note: (stage) => unknownText(stage.precision_certainty),
  },
  {
    name: message('Customers caught before they bought'),
    text: (stage) => shareText(stage.recall, stage.recall_certainty),
  },
  { name: message('Times the base rate'), text: (stage) => number(stage.lift) },
  { name: message('Days before the deal (median)'), text: (stage) => number(stage.median_lead_days) },
];

export function capacityText({ capacity }: StageFigures): string {
  if (!capacity || capacity.entered_a_day === null) return '';
  const brings = t('{{number}} a working day, {{most}} on the busiest', {
    number: number(capacity.entered_a_day),
    most: count(capacity.busiest_day),
  });
  if (capacity.answered_in_time_a_day === null) return brings;
  const can = t('{{reps}} people answer {{number}} in time on a good day; {{days}} days would bring more', {
    reps: count(capacity.reps),
    number: count(capacity.answered_in_time_a_day),
    days: count(capacity.days_over ?? 0),
  });
  return `${brings}. ${can}.`;
}

// All months that either has, so that both are drawn over the same time.
export function monthsOf(stages: StageFigures[]): string[] {
  return [...new Set(stages.flatMap((stage) => stage.monthly.map((month) => month.month)))].sort();
}

export function volumeSpec(stage: StageFigures, months: string[]): ChartSpec {
  const points = months.map((key) => {
    const found = stage.monthly.find((month) => month.month === key);
    const value = found?.entered ?? 0;
    const text =
      found && !found.mature ? t('{{count}}, too young for win rates', { count: value }) : count(value);
    return { key, label: key, value, text, colour: stage.owner };
  });
  return { kind: months.length > 2 ? 'line' : 'bars', points };
}

// The stage that is handed off stands first in what people want to know.
export function stageToShow(agreement: AgreementFigures, wanted: string | undefined): string {
  const found = agreement.stages.find((stage) => stage.stage === wanted);
  return (found ?? agreement.stages.find((stage) => stage.capacity) ?? agreement.stages[0])?.stage ?? '';
}

export const figuresOf = (agreement: AgreementFigures, stage: string): StageFigures | undefined =>
  agreement.stages.find((each) => each.stage === stage);

// What a draft may be: every version but the one in force, drafts first as the list has them.
export const candidates = (rows: AgreementRow[]): AgreementRow[] =>
  rows.filter((row) => row.state !== 'in_force');

export function honesty(draft: AgreementFigures): string {
  if (draft.mature_until === null || draft.maturity_days === null)
    return t('No win rates yet: nothing is old enough, or no deal was won so far.');
  return t(
    'Win rates count entries before {{day}}: later ones are younger than the {{days}} days a sale takes.',
    {
      day: day(draft.mature_until),
      days: Math.round(draft.maturity_days),
    },
  );
}

export const moveWord: Record<MoveKind, Message> = {
  gained: message('Gained'),
  lost: message('Lost'),
  kept: message('Kept'),
};
