// A backtest is a job: started once for each wish, looked at until it is done, its lists read page by page.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, post, write } from '../api/client';
import type { Clause, Rows } from '../api/types';
import type { Job, MoveKind, MoveRow, Wish } from './shapes';

const lookEveryMs = 300;

const start = ({ versions, recorded }: Wish): Promise<Job> =>
  post<Job>('/backtests', {
    agreements: versions.map((version) => ({ version })),
    opening: recorded ? 'recorded' : 'beginning',
  });

export function useBacktest(wish: Wish) {
  const started = useQuery({
    queryKey: ['backtest-start', wish],
    queryFn: () => start(wish),
    staleTime: Infinity,
    retry: false,
  });
  const id = started.data?.id;
  const job = useQuery({
    queryKey: ['backtest', id],
    queryFn: () => get<Job>(`/backtests/${id}`),
    enabled: id !== undefined,
    staleTime: Infinity,
    refetchInterval: (query) =>
      query.state.data && query.state.data.state !== 'running' ? false : lookEveryMs,
  });
  return {
    data: job.data,
    error: started.error ?? job.error,
    isPending: started.isPending || job.isPending,
    refetch: started.refetch,
  };
}

export const stop = (job: Job): Promise<unknown> => write('DELETE', `/backtests/${job.id}`);

export function useMoves(job: string, agreement: number, stage: string, kind: MoveKind) {
  return useInfiniteQuery({
    queryKey: ['backtest-moves', job, agreement, stage, kind],
    queryFn: ({ pageParam }) =>
      get<Rows<MoveRow>>(`/backtests/${job}/moves`, { agreement, stage, kind, after: pageParam, limit: 50 }),
    initialPageParam: '' as string,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
  });
}

// `why` is an address of its own, as the server gave it.
export const useWhyOf = (why: string, enabled: boolean) =>
  useQuery({
    queryKey: ['backtest-why', why],
    queryFn: () => get<Clause>(why.replace('/api/v1', '')),
    staleTime: Infinity,
    enabled,
  });
