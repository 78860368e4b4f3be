// Deals by a value they share: how many of each, and what they come to.
import { useDealGroups } from '../api/hooks';
import type { DealGroup, Forecast } from '../api/types';
import { message, type Message, t } from '../i18n';
import type { Search } from '../kit/nav';
import { forecastWords } from './forecast';
import type { Group, Grouping } from '../kit/TableGroups';

export const groupWords: Record<string, Message> = {
  stage: message('Stage'),
  status: message('Status'),
  owner: message('Owner'),
  product: message('Product'),
  forecast: message('Forecast'),
};
const statusWords: Record<string, Message> = {
  open: message('Open'),
  won: message('Won'),
  lost: message('Lost'),
};
const noneWords: Record<string, Message> = {
  stage: message('no stage yet'),
  owner: message('nobody yet'),
  product: message('no product'),
};

export const groupKey = (search: Search): string | undefined => {
  const by = search['group'] ?? '';
  return by in groupWords ? by : undefined;
};

const wordOfForecast = (key: string): Message | undefined =>
  key in forecastWords ? forecastWords[key as Forecast] : undefined;

export function groupOf(by: string, row: DealGroup): Group {
  const none = noneWords[by];
  const status =
    by === 'status' ? statusWords[row.key] : by === 'forecast' ? wordOfForecast(row.key) : undefined;
  const label = row.key === '-' && none ? t(none) : status ? t(status) : row.label;
  return { key: row.key, label, count: row.count, sum: row.sum };
}

export function useGroupsOfDeals(
  search: Search,
  query: Search,
  onOpen: (key: string | undefined) => void,
): Grouping | undefined {
  const by = groupKey(search);
  const found = useDealGroups(by, query);
  if (!by) return undefined;
  const groups = (found.data?.rows ?? []).map((row) => groupOf(by, row));
  return { groups, open: search['open'], onOpen };
}
