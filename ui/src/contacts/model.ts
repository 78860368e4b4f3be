import type { ContactRow, TimelineRow } from '../api/types';
import { day, daysApart, longDay } from '../kit/format';
import type { Search } from '../kit/nav';

export const isFiltered = (search: Search): boolean =>
  ['q', 'stage', 'owner', 'company'].some((key) => search[key]);

export interface Day {
  title: string;
  rows: TimelineRow[];
}

// The timeline by day, newest first as the server sends it.
export function byDay(rows: TimelineRow[], now: number): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const near = Math.abs(daysApart(row.at, now)) <= 1;
    const year = daysApart(row.at, now) < -200;
    const title = near || year ? day(row.at, now) : longDay(row.at);
    const last = days.at(-1);
    if (last?.title === title) last.rows.push(row);
    else days.push({ title, rows: [row] });
  }
  return days;
}

export interface Place {
  previous?: string;
  next?: string;
  at: number;
  of: number;
}

// Where a record stands in the list one came from.
export function placeIn(rows: ContactRow[], id: string): Place | undefined {
  const at = rows.findIndex((row) => row.id === id);
  if (at < 0) return undefined;
  return { previous: rows[at - 1]?.id, next: rows[at + 1]?.id, at: at + 1, of: rows.length } as Place;
}

// A day picked in a date field, as the instant that day ends, or now when it has not ended.
export function endOfDay(date: string, now: number): string {
  return new Date(Math.min(now, Date.parse(`${date}T23:59:59Z`))).toISOString();
}
