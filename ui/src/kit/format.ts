// Numbers, money and time in the reader's language and zone. Stored values are UTC and minor units.
import { type Message, message, t } from '../i18n';

let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const locale = (): string => document.documentElement.dataset.locale ?? navigator.language ?? 'en';

export function setZone(name: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    zone = name;
  } catch {
    // A zone this browser does not know: its own zone stays.
  }
}

export interface Sum {
  minor: number;
  currency: string;
}

function digits(currency: string): number {
  return (
    Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

export function money(sum: Sum | null | undefined): string {
  if (!sum) return '';
  const value = sum.minor / 10 ** digits(sum.currency);
  return Intl.NumberFormat(locale(), { style: 'currency', currency: sum.currency }).format(value);
}

export function shortMoney(sum: Sum | null | undefined): string {
  if (!sum) return '';
  const value = sum.minor / 10 ** digits(sum.currency);
  const big = Math.abs(value) >= 1_000_000;
  const style = {
    style: 'currency',
    currency: sum.currency,
    notation: 'compact',
    maximumFractionDigits: big ? 1 : 0,
  } as const;
  // "€968K" in every English: British data would write a small k beside a big M elsewhere.
  return Intl.NumberFormat(locale(), style)
    .formatToParts(value)
    .map((part) =>
      part.type === 'compact' && part.value.length === 1 ? part.value.toUpperCase() : part.value,
    )
    .join('');
}

// An amount as one types it, and back: "9500" or "9,500.50".
export const typedMoney = (sum: Sum): string => (sum.minor / 10 ** digits(sum.currency)).toString();
export function moneyIn(text: string, currency: string): Sum | undefined {
  const value = Number(text.replace(/[\s,]/g, ''));
  if (text.trim() === '' || !Number.isFinite(value)) return undefined;
  return { minor: Math.round(value * 10 ** digits(currency)), currency };
}

export const count = (value: number): string => Intl.NumberFormat(locale()).format(value);

export const decimal = (value: number): string =>
  Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);

export function total(value: number): string {
  if (value <= 10_000) return count(value);
  return t('about {{number}}', {
    number: Intl.NumberFormat(locale(), { notation: 'compact' }).format(value),
  });
}

// Under 20 a percentage misleads, so it stays "5 of 7".
export function share(numerator: number | null, denominator: number | null): string {
  if (numerator === null || !denominator) return t('none yet');
  if (denominator < 20)
    return t('{{part}} of {{whole}}', { part: count(numerator), whole: count(denominator) });
  return percent((100 * numerator) / denominator);
}

export function percent(value: number): string {
  const places = value >= 10 || value === 0 ? 0 : 1;
  return Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: places }).format(value / 100);
}

const partsOf = (at: Date): string =>
  Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);

export function daysApart(at: string, now: number): number {
  const day = (date: Date): number => Date.parse(`${partsOf(date)}T00:00:00Z`) / 86_400_000;
  return day(new Date(at)) - day(new Date(now));
}

export const clock = (at: string): string =>
  Intl.DateTimeFormat(locale(), {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));

export function day(at: string, now = Date.now()): string {
  const apart = daysApart(at, now);
  const near: Record<string, Message> = {
    '0': message('today'),
    '-1': message('yesterday'),
    '1': message('tomorrow'),
  };
  const word = near[String(apart)];
  if (word) return t(word);
  const sameYear = partsOf(new Date(at)).slice(0, 4) === partsOf(new Date(now)).slice(0, 4);
  const year = sameYear ? undefined : 'numeric';
  return Intl.DateTimeFormat(locale(), { timeZone: zone, day: 'numeric', month: 'short', year }).format(
    new Date(at),
  );
}

// A time by which something is due: always with its hour.
export const dueMoment = (at: string, now = Date.now()): string => `${day(at, now)} ${clock(at)}`;

export const hourNow = (now = Date.now()): number =>
  Number(Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(now));

// "today 09:30", "yesterday 15:12", "16 Mar".
export function moment(at: string | null | undefined, now = Date.now()): string {
  if (!at) return '';
  return Math.abs(daysApart(at, now)) <= 1 ? `${day(at, now)} ${clock(at)}` : day(at, now);
}

export const monthOf = (year: number, month: number): string =>
  Intl.DateTimeFormat(locale(), { timeZone: 'UTC', month: 'short', year: 'numeric' }).format(
    Date.UTC(year, month - 1, 1),
  );

export const full = (at: string): string =>
  Intl.DateTimeFormat(locale(), { timeZone: zone, dateStyle: 'full', timeStyle: 'long' }).format(
    new Date(at),
  );

export const longDay = (at: string): string =>
  Intl.DateTimeFormat(locale(), { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(
    new Date(at),
  );

export function duration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 60) return t('{{minutes}} min', { minutes: whole });
  const hours = Math.floor(whole / 60);
  if (hours >= 48) return t('{{days}} d {{hours}} h', { days: Math.floor(hours / 24), hours: hours % 24 });
  return t('{{hours}} h {{minutes}} min', { hours, minutes: whole % 60 });
}

// A date without a time, as the server writes it: "2026-03-09".
export const dateText = (date: string | null | undefined): string =>
  date
    ? Intl.DateTimeFormat(locale(), {
        timeZone: 'UTC',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
      }).format(new Date(`${date}T00:00:00Z`))
    : '';

// An instant as a field for a date and time holds it, on the reader's clock, and back.
export function wallClock(at: string | null): string {
  if (!at) return '';
  const parts = Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

export function instantOf(wall: string): string {
  const wished = Date.parse(`${wall}:00Z`);
  const shift = (at: number) => Date.parse(`${wallClock(new Date(at).toISOString())}:00Z`) - at;
  const near = wished - shift(wished);
  return new Date(wished - shift(near)).toISOString();
}

// A quarter as people say it; months as they are named.
export function periodText(period: string): string {
  const [year, quarter] = period.split('-Q');
  return quarter ? t('Q{{quarter}} {{year}}', { quarter, year: year ?? '' }) : period;
}

// A share with its 95 % interval where there are enough, else the bare numbers.
export function sureShare(part: { k: number; n: number; low: number | null; high: number | null }): {
  text: string;
  range: string;
} {
  if (part.n < 20 || part.low === null || part.high === null)
    return { text: share(part.k, part.n), range: '' };
  return {
    text: percent((100 * part.k) / part.n),
    range: `${decimal(100 * part.low)}–${decimal(100 * part.high)}`,
  };
}
