import type { Handoff } from '../api/types';
import { type Message, message } from '../i18n';

export type Show = 'offered' | 'accepted' | 'closed';
export const shows: [Show, Message][] = [
  ['offered', message('Waiting')],
  ['accepted', message('Accepted')],
  ['closed', message('Closed')],
];

export const showOf = (text: string | undefined): Show =>
  shows.find(([key]) => key === text)?.[0] ?? 'offered';

// The contact the focus moves to when this one is answered: the next, else the one before, else none.
export function nextAfter(rows: Handoff[], contact: string): string | undefined {
  const at = rows.findIndex((row) => row.contact.id === contact);
  return (rows[at + 1] ?? rows[at - 1])?.contact.id;
}

export function step(rows: Handoff[], contact: string | undefined, by: 1 | -1): string | undefined {
  const at = rows.findIndex((row) => row.contact.id === contact);
  if (at < 0) return rows[0]?.contact.id;
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.contact.id;
}
