// A saved view is the address of a list under a name: what is searched, filtered, sorted, grouped, hidden.
import type { SavedView } from '../../api/types';
import { type Search, trimmed } from '../../kit/nav';

export type Room = SavedView['room'];

// What of the address a view keeps; the rest is about a moment: who is selected, which dialog is open.
const kept = new Set(['q', 'stage', 'owner', 'status', 'company', 'product', 'sort', 'hide', 'group']);

export function addressOf(search: Search): string {
  const pairs = Object.entries(trimmed(search)).filter(([key]) => kept.has(key)) as [string, string][];
  return new URLSearchParams(pairs.sort(([a], [b]) => a.localeCompare(b))).toString();
}

// The address as a view sets it: what another view kept is gone.
export function searchOf(view: Pick<SavedView, 'id' | 'address'>): Search {
  const told = [...new URLSearchParams(view.address)].filter(([key]) => kept.has(key));
  return { ...Object.fromEntries(told), view: view.id };
}

export const isChanged = (view: SavedView, search: Search): boolean =>
  addressOf(search) !== addressOf(searchOf(view));

// A lead may tidy up what others shared; all else belongs to who made it.
export const mayChange = (view: SavedView, role: string): boolean =>
  view.mine || (view.shared && (role === 'lead' || role === 'admin'));
