// What the two-way SLA says in words and fractions: everything counted comes from the server.
import type { SharePart, SlaPromise, SlaSpeed, SlaView, SourceWorth } from '../api/schema';
import { type Message, message, t } from '../i18n';
import { count, decimal, duration, money, share, shortMoney } from '../kit/format';
import type { Tone } from '../kit/parts';

const leastForPercent = 20;
const leastForHalf = 8;

const titles: Record<string, Message> = {
  mql_value: message('Lead value'),
  mql_count: message('Leads handed over'),
  marketing_sourced_bookings: message('Bookings sourced by marketing'),
  response_within_sla: message('Answered in time'),
  handoff_feedback: message('Feedback with a reason'),
  accept_rate: message('Accepted'),
};

export function titleOf(metric: string): string {
  const title = titles[metric];
  return title ? t(title) : metric.replaceAll('_', ' ');
}

export interface PromiseText {
  figure: string;
  beside: string;
  part: number;
  tick: number;
  word: string;
  tone: Tone;
}

function spanText(part: number, even: number, apart: string): Pick<PromiseText, 'word' | 'tone'> {
  if (part === even) return { word: t('on pace'), tone: 'accepted' };
  return part > even
    ? { word: t('{{much}} ahead', { much: apart }), tone: 'accepted' }
    : { word: t('{{much}} behind', { much: apart }), tone: 'soon' };
}

function moneyText(promise: SlaPromise): PromiseText | undefined {
  const { sum, target_sum: target, even_sum: even } = promise;
  if (!sum || !target || !even) return undefined;
  const whole = Math.max(1, target.minor);
  const apart = shortMoney({ ...sum, minor: Math.abs(sum.minor - even.minor) });
  return {
    figure: shortMoney(sum),
    beside: t('of {{target}}', { target: shortMoney(target) }),
    part: sum.minor / whole,
    tick: even.minor / whole,
    ...spanText(sum.minor, even.minor, apart),
  };
}

function countText(promise: SlaPromise): PromiseText | undefined {
  const { count: reached, target, even_count: even } = promise;
  if (reached === null || target === null || even === null) return undefined;
  const whole = Math.max(1, target);
  const due = Math.floor(even);
  return {
    figure: count(reached),
    beside: t('of {{target}}', { target: decimal(target) }),
    part: reached / whole,
    tick: even / whole,
    ...spanText(reached, due, count(Math.abs(reached - due))),
  };
}

function shareText(promise: SlaPromise): PromiseText | undefined {
  const { share: part, target } = promise;
  if (!part || target === null) return undefined;
  const reached = part.n === 0 ? 0 : part.k / part.n;
  const kept = part.n === 0 || 100 * part.k >= target * part.n;
  return {
    figure: share(part.k, part.n),
    beside: besideOf(part, promise.running),
    part: reached,
    tick: target / 100,
    word:
      promise.missing === 0
        ? part.n === 0
          ? t('nothing due yet')
          : t('all kept')
        : t('{{number}} missed', { number: count(promise.missing) }),
    tone: kept ? 'accepted' : 'breached',
  };
}

const besideOf = (part: SharePart, running: number): string =>
  [
    part.n >= leastForPercent
      ? t('{{part}} of {{whole}}', { part: count(part.k), whole: count(part.n) })
      : '',
    running > 0 ? t('{{number}} running', { number: count(running) }) : '',
  ]
    .filter(Boolean)
    .join(', ');

export function promiseText(promise: SlaPromise): PromiseText | undefined {
  if (!promise.measured) return undefined;
  return moneyText(promise) ?? countText(promise) ?? shareText(promise);
}

export function worthText(row: SourceWorth): { text: string; range: string } {
  if (!row.enough || !row.value) return { text: t('too few: {{number}}', { number: row.won.n }), range: '' };
  const range = row.low && row.high ? `${shortMoney(row.low)}–${shortMoney(row.high)}` : '';
  return { text: money(row.value), range };
}

export const timeText = (minutes: number): string => (minutes < 1 ? t('under a minute') : duration(minutes));

export function halfText(speed: SlaSpeed): string {
  if (speed.half !== null) return timeText(speed.half);
  return speed.n < leastForHalf ? t('too few: {{number}}', { number: count(speed.n) }) : t('most still wait');
}

const weekdays: Message[] = [
  message('Monday'),
  message('Tuesday'),
  message('Wednesday'),
  message('Thursday'),
  message('Friday'),
  message('Saturday'),
  message('Sunday'),
];

export const weekdayOf = (key: string): string => {
  const day = weekdays[Number(key)];
  return day ? t(day) : key;
};

// The end of the scale of times: a round number of hours that holds the longest and the promise.
export function scaleOf(speeds: SlaSpeed[], promised: number | null): number {
  const longest = Math.max(60, promised ?? 0, ...speeds.map((speed) => speed.nine_of_ten ?? speed.half ?? 0));
  const hours = longest / 60;
  const step = hours <= 2 ? 0.5 : hours <= 10 ? 2 : hours <= 30 ? 5 : 20;
  return Math.ceil(hours / step) * step * 60;
}

export const ticksOf = (scale: number): number[] => [0, 1, 2, 3, 4].map((part) => (scale * part) / 4);

export function bunchText(view: SlaView): string | undefined {
  const { first, second, last } = view.marketing.thirds;
  const all = first + second + last;
  const over = view.period.working_days_passed >= view.period.working_days;
  if (all < leastForPercent || !over) return undefined;
  if (last > all / 2)
    return t('{{part}} of {{whole}} came in the last third of the working days', {
      part: count(last),
      whole: count(all),
    });
  if (first > all / 2)
    return t('{{part}} of {{whole}} came in the first third of the working days', {
      part: count(first),
      whole: count(all),
    });
  return undefined;
}

export const kindOf = (period: string): 'month' | 'quarter' | 'year' =>
  period.includes('Q') ? 'quarter' : period.includes('-') ? 'month' : 'year';

// The month or quarter in which a day lies.
export function periodOf(day: string, kind: 'month' | 'quarter'): string {
  const [year = '', month = '1'] = day.split('-');
  return kind === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
