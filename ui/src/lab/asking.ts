// A backtest is a job: started once for each wish, looked at until it is done, its lists read page by
// page. A newer wish stops the older one's job; its answer stays on screen until the newer one is there.
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { get, post, Problem, write } from '../api/client';
import type { Agreement, Clause, Rows } from '../api/types';
import type { AnyJob, Job, MoveKind, MoveRow, Parameter, TuneJob, TuneWish, Wish } from './shapes';

const lookEveryMs = 120;
const busyStatus = 503;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Jobs = '/backtests' | '/tunes';

export const stop = (jobs: Jobs, id: string): Promise<unknown> => write('DELETE', `${jobs}/${id}`);

// Others' jobs may take all places for a moment; then it waits for one.
async function started<J>(jobs: Jobs, wish: unknown, signal: AbortSignal): Promise<J> {
  for (;;) {
    try {
      return await post<J>(jobs, wish);
    } catch (error) {
      const full = error instanceof Problem && error.status === busyStatus;
      if (!full || signal.aborted) throw error;
      await pause(4 * lookEveryMs);
    }
  }
}

async function answer<J extends AnyJob>(
  jobs: Jobs,
  wish: unknown,
  signal: AbortSignal,
  client: QueryClient,
): Promise<J> {
  let job = await started<J>(jobs, wish, signal);
  while (job.state === 'running') {
    if (signal.aborted) {
      void stop(jobs, job.id).catch(() => undefined);
      throw new DOMException('superseded', 'AbortError');
    }
    client.setQueryData(['progress', jobs], job);
    await pause(lookEveryMs);
    job = await get<J>(`${jobs}/${job.id}`);
  }
  return job;
}

function useJob<J extends AnyJob>(jobs: Jobs, wish: unknown) {
  const client = useQueryClient();
  return useQuery({
    queryKey: [jobs, wish],
    queryFn: ({ signal }) => answer<J>(jobs, wish, signal, client),
    enabled: wish !== undefined,
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

export const useBacktest = (wish: Wish | undefined) => useJob<Job>('/backtests', wish);
export const useTune = (wish: TuneWish | undefined) => useJob<TuneJob>('/tunes', wish);

// The job that is under way, as last looked at.
export const useProgress = (jobs: Jobs) =>
  useQuery<AnyJob | null>({
    queryKey: ['progress', jobs],
    queryFn: () => null,
    enabled: false,
  });

export function useMoves(job: string, agreement: number, stage: string, kind: MoveKind) {
  return useInfiniteQuery({
    queryKey: ['backtest-moves', job, agreement, stage, kind],
    queryFn: ({ pageParam }) =>
      get<Rows<MoveRow>>(`/backtests/${job}/moves`, { agreement, stage, kind, after: pageParam, limit: 50 }),
    initialPageParam: '' as string,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

// `why` is an address of its own, as the server gave it.
export const useWhyOf = (why: string | null, enabled: boolean) =>
  useQuery({
    queryKey: ['backtest-why', why],
    queryFn: () => get<Clause>((why ?? '').replace('/api/v1', '')),
    staleTime: Infinity,
    enabled: enabled && why !== null,
  });

export interface Base {
  text: string;
  parameters: Parameter[];
}

// The text of a version and its numbers, for each version once.
export function useBases(versions: string[]) {
  return useQueries({
    queries: versions.map((version) => ({
      queryKey: ['agreement', version, 'numbers'],
      queryFn: async (): Promise<Base> => {
        const { text } = await get<Agreement>(`/agreements/${version}`);
        const { rows } = await post<Rows<Parameter>>('/agreements/parameters', { text });
        return { text, parameters: rows };
      },
      staleTime: 60_000,
      retry: false,
    })),
    combine: (results) => ({
      bases: new Map(versions.map((version, at) => [version, results[at]?.data])),
      error: results.find((result) => result.error)?.error ?? null,
    }),
  });
}
