// Credit is asked for once for all models; a deal once for the chosen one.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get, type Query } from '../api/client';
import type { Comparison, DealCredit } from './shapes';

const hold = { placeholderData: keepPreviousData, staleTime: 30_000 } as const;

export const useComparison = (query: Query) =>
  useQuery({
    queryKey: ['attribution', query],
    queryFn: () => get<Comparison>('/attribution/models', query),
    ...hold,
  });

export const useDealCredit = (id: string, query: Query) =>
  useQuery({
    queryKey: ['attribution-deal', id, query],
    queryFn: () => get<DealCredit>(`/attribution/deals/${id}`, query),
    ...hold,
  });
