// A funnel is counted anew for each wish; the older answer stays on screen until the newer one is there.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { post } from '../api/client';
import type { Funnel, FunnelWish } from './shapes';

export const useFunnel = (wish: FunnelWish | undefined) =>
  useQuery({
    queryKey: ['funnel', wish],
    queryFn: () => post<Funnel>('/funnels', wish),
    enabled: wish !== undefined,
    staleTime: 30_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
