// What the two-way SLA says in words and fractions: everything counted comes from the server.
import type { SlaSpeed, SlaView, SourceWorth } from '../api/schema';
import { t } from '../i18n';
import { count, duration, money, shortMoney } from '../kit/format';
import { weekdays } from '../kit/weekdays';
import { leastForPercent } from './parts/promises';

const leastForHalf = 8;

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
