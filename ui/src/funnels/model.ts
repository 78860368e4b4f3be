// A funnel lives in the address: its steps as s1 to s8, then its window, days and rows.
import { type Message, message, t } from '../i18n';
import { count, duration, percent } from '../kit/format';
import type { Search } from '../kit/nav';
import type { By, Funnel, FunnelStep, FunnelWish } from './shapes';

export const stepsMax = 8;
const places = Array.from({ length: stepsMax }, (_, at) => `s${at + 1}`);

export const stepsIn = (search: Search): string[] =>
  places.map((place) => search[place] ?? '').filter((step, at, all) => all.slice(at).some(Boolean) || step);

export const searchOf = (steps: string[]): Search =>
  Object.fromEntries(places.map((place, at) => [place, steps[at] || undefined]));

export function moved(steps: string[], from: number, to: number): string[] {
  const next = [...steps];
  const [step] = next.splice(from, 1);
  if (step === undefined || to < 0 || to >= steps.length) return steps;
  next.splice(to, 0, step);
  return next;
}

export const windows: [string, Message][] = [
  ['1d', message('within a day')],
  ['7d', message('within 7 days')],
  ['14d', message('within 14 days')],
  ['30d', message('within 30 days')],
  ['90d', message('within 90 days')],
  ['all', message('at any time')],
];

export const byNames: ['' | By, Message][] = [
  ['', message('No rows')],
  ['channel', message('Channel')],
  ['campaign', message('Campaign')],
  ['asset', message('Content')],
];

// Empty steps are being written; a funnel is asked for what stands.
export function wishOf(search: Search): FunnelWish | undefined {
  const steps = stepsIn(search).map((step) => step.trim());
  const known = steps.filter(Boolean);
  if (known.length === 0) return undefined;
  return {
    steps: known,
    within: search['within'] ?? '30d',
    window_from: search['window'] === 'first' ? 'first' : 'previous',
    by: byNames.map(([by]) => by).find((by) => by !== '' && by === search['by']) as By | undefined,
    from: search['from'],
    to: search['to'],
  };
}

// Which step of the page the server's "/steps/1" is, when empty ones were left out.
export const placeOf = (steps: string[], at: number): string => {
  const before = steps.slice(0, at).filter((step) => step.trim() !== '').length;
  return steps[at]?.trim() ? `/steps/${before}` : '';
};

export interface Example {
  title: Message;
  steps: string[];
}

export const examples: Example[] = [
  {
    title: message('From a visit to a meeting'),
    steps: ['page_view', '"Form Submitted" or "Demo Requested"', '"Meeting Held"'],
  },
  {
    title: message('From mail to the price list'),
    steps: ['"Email Opened"', '"Email Link Clicked"', 'page_view where path starts with "/pricing"'],
  },
];

const few = 20;
const asPercent = (fraction: number): string => percent(100 * fraction);

// Few are said as parts.
export function goneOnText(step: FunnelStep, before: FunnelStep | undefined): string {
  if (!before || step.of_previous === null) return '';
  const part = t('{{part}} of {{whole}}', { part: count(step.people), whole: count(before.people) });
  return before.people < few ? part : t('{{share}} went on', { share: asPercent(step.of_previous) });
}

export function droppedText(step: FunnelStep): string {
  if (step.dropped === 0) return t('nobody dropped out');
  const dropped = t('{{count}} dropped out', { count: count(step.dropped) });
  if (step.still_open === 0) return dropped;
  return `${dropped}, ${t('of them {{count}} still have time', { count: count(step.still_open) })}`;
}

const medianLeast = 8;

// The middle of fewer than eight says little.
export function timeText(step: FunnelStep): string {
  if (step.median_seconds === null) return '';
  if (step.people < medianLeast) return t('too few for a median time');
  return t('half within {{time}}', { time: spanText(step.median_seconds) });
}

const daySeconds = 86_400;

export function spanText(seconds: number): string {
  if (seconds < 60) return t('{{count}} s', { count: Math.round(seconds) });
  if (seconds < 2 * daySeconds) return duration(Math.round(seconds / 60));
  return t('{{count}} days', { count: Math.round((seconds / daySeconds) * 10) / 10 });
}

export const summaryOf = (funnel: Funnel): string =>
  funnel.steps.map((step) => `${step.step}: ${count(step.people)}`).join(', ');

export const labelOf = (key: string): string => (key === '(none)' ? t('Not named') : key);

export function csvOf(funnel: Funnel): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const head = 'step,people,dropped,still_open,of_first,of_previous,median_seconds';
  const rows = funnel.steps.map((step) =>
    [
      quoted(step.step),
      step.people,
      step.dropped,
      step.still_open,
      step.of_first ?? '',
      step.of_previous ?? '',
      step.median_seconds ?? '',
    ].join(','),
  );
  return [head, ...rows].join('\r\n');
}
