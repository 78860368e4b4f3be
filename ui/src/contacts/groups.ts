// Contacts by stage or owner: how many of each, and those of the open group as the list's rows.
import { useAgreement, useContactCounts, useUsers } from '../api/hooks';
import { t } from '../i18n';
import type { Search } from '../kit/nav';
import type { Group, Grouping } from '../kit/TableGroups';

export type GroupKey = 'stage' | 'owner';

export const groupKey = (search: Search): GroupKey | undefined =>
  search['group'] === 'stage' || search['group'] === 'owner' ? search['group'] : undefined;

export function useStages(): [string, string][] {
  return (useAgreement('in-force').data?.stages ?? []).map((stage) => [stage.name, stage.name]);
}
export function useOwners(): [string, string][] {
  return (useUsers().data?.rows ?? []).map((user) => [user.id, user.name]);
}

// Those that have none of the values are counted too, so that the groups add up.
export function groupsOf(
  values: [string, string][],
  counts: (number | undefined)[],
  all: number | undefined,
  none: string,
): Group[] {
  const groups = values
    .map(([key, label], at) => ({ key, label, count: counts[at] ?? 0 }))
    .filter((group) => group.count > 0);
  const rest = (all ?? 0) - groups.reduce((sum, group) => sum + group.count, 0);
  const whole = all !== undefined && counts.every((one) => one !== undefined);
  return whole && rest > 0 ? [...groups, { key: '-', label: none, count: rest, closed: true }] : groups;
}

export function useContactGroups(
  search: Search,
  query: Search,
  all: number | undefined,
  onOpen: (key: string | undefined) => void,
): Grouping | undefined {
  const by = groupKey(search);
  const stages = useStages();
  const owners = useOwners();
  const values = (by === 'owner' ? owners : stages).filter(([key]) => !by || !query[by] || query[by] === key);
  const counts = useContactCounts(
    by,
    values.map(([key]) => key),
    query,
  );
  if (!by) return undefined;
  const none = by === 'owner' ? t('nobody yet') : t('no stage yet');
  return { groups: groupsOf(values, counts, all, none), open: search['open'], onOpen };
}
