import type { Conservation, Handoff, Home, Role, Tile } from '../api/types';
import { t } from '../i18n';
import { count, dueMoment, shortMoney } from '../kit/format';

// A rep's home is an inbox with the card beside it; the others open with figures.
export const isInbox = (role: Role): boolean => role === 'rep';

export function neighbour(rows: Handoff[], selected: string | undefined, by: 1 | -1): string | undefined {
  const at = rows.findIndex((row) => row.contact.id === selected);
  const next = rows[at + by] ?? rows[at];
  return next?.contact.id;
}

export type CardKey = 'due' | 'returns' | 'wins' | 'accepted' | 'drafts' | 'team' | 'signs' | 'mine';

const cardsByRole: Record<Role, { wide: CardKey[]; narrow: CardKey[] }> = {
  marketer: { wide: ['accepted', 'due'], narrow: ['returns', 'drafts', 'wins', 'mine'] },
  lead: { wide: ['due', 'team'], narrow: ['signs', 'drafts', 'returns', 'wins', 'mine'] },
  manager: { wide: ['team', 'due'], narrow: ['signs', 'wins', 'drafts', 'returns', 'mine'] },
  admin: { wide: ['team', 'due'], narrow: ['drafts', 'returns', 'wins', 'mine'] },
  rep: { wide: ['due'], narrow: ['mine', 'wins'] },
};

// The cards of a role, most wanted first; one's own list only when there is something on it.
export function cardsOf(role: Role, home: Pick<Home, 'tasks'>): { wide: CardKey[]; narrow: CardKey[] } {
  const { wide, narrow } = cardsByRole[role];
  return { wide, narrow: narrow.filter((key) => key !== 'mine' || home.tasks.length > 0) };
}

// "2026-Q4" as people say it.
export { periodText } from '../kit/format';

export function tileDetail(tile: Tile): string {
  const { beside_amount: amount, beside_count: number } = tile;
  switch (tile.key) {
    case 'open_handoffs':
      return number ? t('{{number}} late', { number: count(number) }) : t('none late');
    case 'dropped':
      return t('of {{number}} qualified', { number: count(number ?? 0) });
    case 'pipeline':
      return amount ? t('{{sum}} weighted', { sum: shortMoney(amount) }) : '';
    case 'revenue':
      return amount ? t('goal {{sum}}', { sum: shortMoney(amount) }) : t('no goal agreed');
  }
}

export function greeting(name: string, hour: number): string {
  const first = name.split(' ')[0] ?? name;
  if (hour < 12) return t('Good morning, {{name}}', { name: first });
  return hour < 18
    ? t('Good afternoon, {{name}}', { name: first })
    : t('Good evening, {{name}}', { name: first });
}

export function factOf(home: Pick<Home, 'waiting' | 'next_due'>, now: number): string {
  if (home.waiting === 0) return t('No handoff waits for an answer.');
  const waits = t('{{count}} handoffs wait', { count: home.waiting });
  if (!home.next_due) return `${waits}.`;
  return t('{{waits}}, the next answer is due {{time}}.', { waits, time: dueMoment(home.next_due, now) });
}

// How much of the quarter is over, for the pace tick.
export function quarterPart(period: string, now: number): number | undefined {
  const [year, quarter] = period.split('-Q').map(Number);
  if (!year || !quarter) return undefined;
  const begin = Date.UTC(year, (quarter - 1) * 3, 1);
  const end = Date.UTC(year, quarter * 3, 1);
  return Math.min(1, Math.max(0, (now - begin) / (end - begin)));
}

export interface Part {
  key: 'accepted' | 'offered' | 'waiting' | 'closed' | 'dropped';
  count: number;
  share: number;
}

// The conservation bar: every qualified contact is in exactly one part; empty parts are left out.
export function conservationParts(bar: Conservation): Part[] {
  const whole = Math.max(1, bar.qualified);
  const parts: Part[] = [
    { key: 'accepted', count: bar.accepted, share: bar.accepted / whole },
    { key: 'offered', count: bar.offered, share: bar.offered / whole },
    { key: 'waiting', count: bar.waiting, share: bar.waiting / whole },
    { key: 'closed', count: bar.closed, share: bar.closed / whole },
    { key: 'dropped', count: bar.dropped, share: bar.dropped / whole },
  ];
  return parts.filter((part) => part.count > 0);
}
