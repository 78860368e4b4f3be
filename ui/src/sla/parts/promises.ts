// How a promise of either team stands, in words and fractions.
import type { SharePart, SlaPromise } from '../../api/schema';
import { type Message, message, t } from '../../i18n';
import { count, decimal, share, shortMoney } from '../../kit/format';
import type { Tone } from '../../kit/parts';

export const leastForPercent = 20;

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
