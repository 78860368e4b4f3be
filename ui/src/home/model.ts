import type { Conservation, Handoff, Role } from '../api/types';

// A rep's home is an inbox with the card beside it; the others open with figures.
export const isInbox = (role: Role): boolean => role === 'rep';

export function neighbour(rows: Handoff[], selected: string | undefined, by: 1 | -1): string | undefined {
  const at = rows.findIndex((row) => row.contact.id === selected);
  const next = rows[at + by] ?? rows[at];
  return next?.contact.id;
}

export interface Part {
  key: 'accepted' | 'offered' | 'closed' | 'dropped';
  count: number;
  share: number;
}

// The conservation bar: every qualified contact is in exactly one part; empty parts are left out.
export function conservationParts(bar: Conservation): Part[] {
  const whole = Math.max(1, bar.qualified);
  const parts: Part[] = [
    { key: 'accepted', count: bar.open, share: bar.open / whole },
    { key: 'offered', count: bar.waiting, share: bar.waiting / whole },
    { key: 'closed', count: bar.closed, share: bar.closed / whole },
    { key: 'dropped', count: bar.dropped, share: bar.dropped / whole },
  ];
  return parts.filter((part) => part.count > 0);
}
