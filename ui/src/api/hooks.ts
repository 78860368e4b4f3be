// Reading hooks: one per question the page asks. Keys are [kind, id?, …] so that topics can make them stale.
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { get, post, type Query } from './client';
import type * as api from './types';

const hold = { placeholderData: keepPreviousData } as const;

export const useSetup = () =>
  useQuery({ queryKey: ['setup'], queryFn: () => get<api.Setup>('/setup'), staleTime: Infinity });
export const useSession = (enabled = true) =>
  useQuery({ queryKey: ['session'], queryFn: () => get<api.Session>('/session'), retry: false, enabled });
export const useDemo = () => useQuery({ queryKey: ['demo'], queryFn: () => get<api.Demo>('/demo') });
export const useHome = () => useQuery({ queryKey: ['home'], queryFn: () => get<api.Home>('/home') });

// A keyset list: pages follow one another by the server's opaque cursor.
function useRows<T>(kind: string, path: string, query: Query, enabled = true) {
  return useInfiniteQuery({
    queryKey: [kind, query],
    queryFn: ({ pageParam }) => get<api.Rows<T>>(path, { ...query, after: pageParam, limit: 100 }),
    initialPageParam: '' as string,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
    ...hold,
  });
}

export const useContacts = (query: Query, enabled = true) =>
  useRows<api.ContactRow>('contacts', '/contacts', query, enabled);
export const useCompanies = (query: Query) => useRows<api.CompanyRow>('companies', '/companies', query);
export const useDeals = (query: Query, enabled = true) =>
  useRows<api.Deal>('deals', '/deals', query, enabled);
export const useHandoffs = (query: Query) => useRows<api.Handoff>('handoffs', '/handoffs', query);

export const useProperties = (record: string) =>
  useQuery({
    queryKey: ['properties', record],
    queryFn: () => get<{ rows: api.PropertyRow[] }>('/properties', { record }),
  });
export const useFormulaCheck = (record: string, name: string, formula: string) =>
  useQuery({
    queryKey: ['properties', 'check', record, name, formula],
    queryFn: () => post<api.FormulaVerdict>('/properties/check', { record, name, formula }),
    enabled: formula.trim() !== '',
    ...hold,
  });

export const useDuplicates = () =>
  useQuery({
    queryKey: ['duplicates'],
    queryFn: () => get<api.Duplicates>('/duplicates', { limit: 50 }),
    refetchInterval: (query) => (query.state.data?.searching ? 5_000 : false),
  });
export const useContact = (id: string, as_of?: string) =>
  useQuery({
    queryKey: ['contact', id, as_of ?? ''],
    queryFn: () => get<api.Contact>(`/contacts/${id}`, { as_of }),
    ...hold,
  });
export const useTimeline = (
  kind: 'contacts' | 'companies' | 'deals',
  id: string,
  filter: string,
  as_of?: string,
) =>
  useInfiniteQuery({
    queryKey: ['timeline', id, filter, as_of ?? ''],
    queryFn: ({ pageParam }) =>
      get<api.Rows<api.TimelineRow>>(`/${kind}/${id}/timeline`, { filter, as_of, after: pageParam }),
    initialPageParam: '' as string,
    getNextPageParam: (page) => page.next ?? undefined,
    ...hold,
  });
export const useWhy = (id: string, stage?: string, at?: string) =>
  useQuery({
    queryKey: ['why', id, stage ?? '', at ?? ''],
    queryFn: () => get<api.Why>(`/contacts/${id}/why`, { stage, at }),
    retry: false,
  });
export const useCompany = (id: string) =>
  useQuery({ queryKey: ['company', id], queryFn: () => get<api.Company>(`/companies/${id}`) });

export const usePipelines = () =>
  useQuery({
    queryKey: ['pipelines'],
    queryFn: () => get<api.Rows<api.Pipeline>>('/pipelines'),
    staleTime: 60_000,
  });
export const useBoard = (query: Query, enabled: boolean) =>
  useQuery({
    queryKey: ['board', query],
    queryFn: () => get<api.Board>('/deals/board', query),
    enabled,
    ...hold,
  });
export const useDealGroups = (by: string | undefined, query: Query) =>
  useQuery({
    queryKey: ['deals', 'groups', by, query],
    queryFn: () => get<api.Rows<api.DealGroup>>('/deals/groups', { ...query, by }),
    enabled: by !== undefined,
    ...hold,
  });
// How many contacts have each of these values, by asking for none of them.
export const useContactCounts = (by: string | undefined, keys: string[], query: Query) =>
  useQueries({
    queries: (by === undefined ? [] : keys).map((key) => ({
      queryKey: ['contacts', 'count', by, key, query],
      queryFn: () => get<api.Rows<api.ContactRow>>('/contacts', { ...query, [by as string]: key, limit: 1 }),
      staleTime: 30_000,
      ...hold,
    })),
    combine: (results) => results.map((result) => result.data?.total ?? undefined),
  });
export const useViews = (room: string) =>
  useQuery({
    queryKey: ['views', room],
    queryFn: () => get<api.Rows<api.SavedView>>('/views', { room }),
    staleTime: 60_000,
  });
export const useTasks = (query: Query) =>
  useQuery({ queryKey: ['tasks', query], queryFn: () => get<api.Rows<api.Task>>('/tasks', query) });
export const useReminded = () => useTasks({ mine: 1, open: 1, reminded: 1 });
export const useDeal = (id: string) =>
  useQuery({ queryKey: ['deal', id], queryFn: () => get<api.DealRecord>(`/deals/${id}`) });
export const useLostReasons = () =>
  useQuery({
    queryKey: ['lost-reasons'],
    queryFn: () => get<api.Rows<string>>('/lost-reasons'),
    staleTime: 60_000,
  });

export const useHandoff = (contact: string, enabled = true) =>
  useQuery({
    queryKey: ['handoff', contact],
    queryFn: () => get<api.HandoffCard>(`/handoffs/${contact}`),
    enabled,
  });

// Receipts stand under the same key, so that what somebody saw is told live.
export const useNotifications = (unseen = false) =>
  useInfiniteQuery({
    queryKey: ['notifications', unseen],
    queryFn: ({ pageParam }) =>
      get<api.Inbox>('/notifications', { unseen: unseen ? 1 : undefined, after: pageParam }),
    initialPageParam: '' as string,
    getNextPageParam: (page) => page.next ?? undefined,
    ...hold,
  });
export const useSeenBy = (contact: string) =>
  useQuery({
    queryKey: ['notifications', 'seen-by', contact],
    queryFn: () => get<api.Rows<api.SeenReceipt>>(`/handoffs/${contact}/seen`),
  });
export const useNoticeWishes = () =>
  useQuery({
    queryKey: ['me', 'notifications'],
    queryFn: () => get<api.NoticeSettings>('/me/notifications'),
  });
export const useMail = () => useQuery({ queryKey: ['mail'], queryFn: () => get<api.MailState>('/mail') });
export const useDigest = (week: string) =>
  useQuery({
    queryKey: ['digest', week],
    queryFn: () => get<api.Digest>('/digest', { week: week || undefined }),
    ...hold,
  });

export const useEngagement = (contact: string, enabled = true) =>
  useQuery({
    queryKey: ['engagement', contact],
    queryFn: () => get<api.Engagement>(`/contacts/${contact}/engagement`),
    enabled,
  });
export const useLeaks = () => useQuery({ queryKey: ['leaks'], queryFn: () => get<api.Leaks>('/leaks') });
export const useAlignment = () =>
  useQuery({ queryKey: ['alignment'], queryFn: () => get<api.Alignment>('/alignment') });
export const useSign = (key: string) =>
  useInfiniteQuery({
    queryKey: ['alignment', key],
    queryFn: ({ pageParam }) => get<api.SignAnswer>(`/alignment/${key}`, { after: pageParam, limit: 100 }),
    initialPageParam: '' as string,
    getNextPageParam: (page) => page.next ?? undefined,
  });
export const useGoals = () =>
  useQuery({ queryKey: ['goals'], queryFn: () => get<api.GoalsAnswer>('/goals') });
export const useTeams = () =>
  useQuery({ queryKey: ['teams'], queryFn: () => get<api.Rows<api.TeamRow>>('/teams') });

export const useAgreements = () =>
  useQuery({ queryKey: ['agreements'], queryFn: () => get<api.Rows<api.AgreementRow>>('/agreements') });
export const useAgreement = (version: string, enabled = true) =>
  useQuery({
    queryKey: ['agreement', version],
    queryFn: () => get<api.Agreement>(`/agreements/${version}`),
    enabled,
    retry: false,
  });
export const useCompare = (a: string, b: string) =>
  useQuery({
    queryKey: ['agreement', 'compare', a, b],
    queryFn: () => get<api.AgreementCompare>('/agreements/compare', { a, b }),
  });
export const useEffectOf = (version: string, enabled: boolean) =>
  useQuery({
    queryKey: ['agreement', 'effect', version],
    queryFn: () => get<api.AgreementEffect>(`/agreements/${version}/effect`),
    enabled,
    retry: false,
  });

export const useMeasures = () =>
  useQuery({
    queryKey: ['measures'],
    queryFn: () => get<api.Rows<api.MeasureRow>>('/measures'),
    staleTime: 60_000,
  });
export const useMeasure = (name: string, query: Query, enabled = true) =>
  useQuery({
    queryKey: ['measure', name, query],
    queryFn: () => get<api.MeasureResult>(`/measures/${name}`, query),
    enabled,
    ...hold,
  });

export const useImports = () =>
  useQuery({ queryKey: ['imports'], queryFn: () => get<api.Rows<api.Import>>('/imports') });
export const useContradictions = () =>
  useQuery({
    queryKey: ['imports', 'contradictions'],
    queryFn: () => get<api.Rows<api.Contradiction>>('/contradictions'),
  });
export const useImport = (id: string) =>
  useQuery({
    queryKey: ['import', id],
    queryFn: () => get<api.Import>(`/imports/${id}`),
    refetchInterval: (query) => (busy.has(query.state.data?.state ?? 'done') ? 1000 : false),
  });
export const useVerdicts = (id: string, only: string, enabled: boolean) =>
  useQuery({
    queryKey: ['import', id, 'verdicts', only],
    queryFn: () => get<api.Rows<api.Verdict>>(`/imports/${id}/verdicts`, { only }),
    enabled,
    ...hold,
  });
const busy = new Set(['checking', 'running']);

export const useKeys = () =>
  useQuery({ queryKey: ['keys'], queryFn: () => get<api.Rows<api.ApiKey>>('/keys') });
export const useMentions = () =>
  useQuery({ queryKey: ['mentions'], queryFn: () => get<api.Rows<api.Mention>>('/mentions') });
export const useWebhooks = () =>
  useQuery({ queryKey: ['webhooks'], queryFn: () => get<api.Rows<api.Webhook>>('/webhooks') });
export const useWebhookTypes = () =>
  useQuery({
    queryKey: ['webhook-types'],
    queryFn: () => get<api.Rows<api.WebhookType>>('/webhooks/types'),
    staleTime: Infinity,
  });
export const useDeliveries = (id: string, state: string) =>
  useQuery({
    queryKey: ['webhooks', id, state],
    queryFn: () => get<api.Rows<api.Delivery>>(`/webhooks/${id}/deliveries?limit=20&state=${state}`),
  });
// Those who left too.
export const useEverybody = () =>
  useQuery({
    queryKey: ['users', 'departed'],
    queryFn: () => get<api.Rows<api.Person>>('/users?departed=1'),
  });
export const useProfile = () => useQuery({ queryKey: ['me'], queryFn: () => get<api.MyProfile>('/me') });
export const useWorkspace = () =>
  useQuery({ queryKey: ['workspace'], queryFn: () => get<api.WorkspaceSettings>('/workspace') });
export const useUsers = (enabled = true) =>
  useQuery({
    queryKey: ['users'],
    queryFn: () => get<api.Rows<api.Person>>('/users'),
    staleTime: 30_000,
    enabled,
    retry: false,
  });
export const useQuarantine = () =>
  useQuery({ queryKey: ['quarantine'], queryFn: () => get<api.Rows<api.Quarantined>>('/quarantine') });
export const useSearchHits = (q: string) =>
  useQuery({
    queryKey: ['search', q],
    queryFn: () => get<api.Rows<api.Hit>>('/search', { q }),
    enabled: q.length > 1,
    ...hold,
  });

export const flat = <T>(pages: { pages: { rows: T[] }[] } | undefined): T[] =>
  pages?.pages.flatMap((page) => page.rows) ?? [];
