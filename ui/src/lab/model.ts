// From a report to what stands side by side: the agreement in force and up to four drafts.
import { type Message, message, t } from '../i18n';
import type { LinesSpec } from '../kit/chart/lines';
import { count, day, monthOf, percent } from '../kit/format';
import { type Letter, letters, nameOf, tokenOf } from './drafts';
import type { AgreementFigures, Certainty, MoveKind, Report, StageFigures } from './shapes';

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

// A version of the table: a draft by its letter, or what is in force.
export interface Side {
  name: string;
  letter: Letter | undefined;
  token: string;
  index: number;
  agreement: AgreementFigures;
  stage: StageFigures | undefined;
}

// The report names the versions as they were asked for: what is in force first, then the drafts.
export function sidesOf(report: Report, stage: string): Side[] {
  const sides = report.agreements.map((agreement, index): Side => {
    const letter = letters.find((one) => nameOf(one) === agreement.agreement);
    return {
      name: letter ? t('Draft {{letter}}', { letter: nameOf(letter) }) : t('In force'),
      letter,
      token: letter ? tokenOf(letter) : '--text3',
      index,
      agreement,
      stage: figuresOf(agreement, stage),
    };
  });
  return [...sides.filter((side) => !side.letter), ...sides.filter((side) => side.letter)];
}

export interface Ratio {
  main: string;
  beside: string;
  note: string;
}

// Few are said as parts; from twenty on a percentage stands with its 95 % interval.
export function ratioText(share: number | null, certainty: Certainty, parts = false): Ratio {
  if (share === null) return { main: t('none yet'), beside: '', note: '' };
  const { n, low, high } = certainty;
  const part = t('{{part}} of {{whole}}', { part: count(Math.round(share * n)), whole: count(n) });
  const note = [shareText(share, certainty), unknownText(certainty)].filter(Boolean).join('; ');
  if (n < few || parts) return { main: part, beside: '', note };
  const beside =
    low === null || high === null ? '' : t('{{low}} to {{high}}', { low: whole(low), high: whole(high) });
  return { main: whole(share), beside, note };
}

// Below this a percentage misleads.
const few = 20;

export function perMonth(stage: StageFigures): string {
  if (stage.monthly.length === 0) return t('none yet');
  const entered = stage.monthly.reduce((sum, month) => sum + month.entered, 0);
  return count(Math.round(entered / stage.monthly.length));
}

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

export function volumeSpec(sides: Side[], shown: string | undefined, months: string[]): LinesSpec {
  return {
    labels: months.map((month) => monthText(month)),
    text: (value) => count(value),
    series: sides.map((side) => ({
      name: side.name,
      token: side.token,
      dashed: side.letter === undefined,
      strong: side.letter !== undefined && side.letter === shown,
      values: months.map((month) => side.stage?.monthly.find((one) => one.month === month)?.entered ?? 0),
    })),
  };
}

export function monthText(key: string): string {
  const [year, month] = key.split('-').map(Number);
  return year && month ? monthOf(year, month) : key;
}

// "MQL, 1 Sep 2025 to 28 Feb 2026".
export function rangeText(report: Report, stage: string): string {
  const to = day(report.to);
  return report.from
    ? t('{{stage}}, {{from}} to {{to}}', { stage, from: day(report.from), to })
    : t('{{stage}}, from the beginning to {{to}}', { stage, to });
}

export type Question = 'accepted' | 'won';

export interface Whisker {
  side: Side;
  at: number | null;
  low: number;
  high: number;
  text: string;
}

// A share of each version with its interval, for one scale that all fit on.
export function whiskersOf(sides: Side[], question: Question): { most: number; whiskers: Whisker[] } {
  const whiskers = sides.map((side): Whisker => {
    const share = (question === 'won' ? side.stage?.precision : side.stage?.accept_rate) ?? null;
    const sure = question === 'won' ? side.stage?.precision_certainty : side.stage?.accept_certainty;
    const text = share === null || !sure ? t('none yet') : shareText(share, sure);
    return { side, at: share, low: sure?.low ?? share ?? 0, high: sure?.high ?? share ?? 0, text };
  });
  const highest = Math.max(0.05, ...whiskers.map((one) => one.high));
  return { most: Math.min(1, Math.ceil(highest * 20) / 20), whiskers };
}

// The stage that is handed off stands first in what people want to know.
export function stageToShow(agreement: AgreementFigures, wanted: string | undefined): string {
  const found = agreement.stages.find((stage) => stage.stage === wanted);
  return (found ?? agreement.stages.find((stage) => stage.capacity) ?? agreement.stages[0])?.stage ?? '';
}

export const figuresOf = (agreement: AgreementFigures, stage: string): StageFigures | undefined =>
  agreement.stages.find((each) => each.stage === stage);

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

// What moving means to the draft: who joins, leaves and stays.
export const moveWord: Record<MoveKind, Message> = {
  gained: message('join'),
  lost: message('leave'),
  kept: message('stay'),
};
