// Links and the state that lives in the address.
import { Link, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCallback } from 'react';

export type Search = Record<string, string | undefined>;

interface AnchorProps {
  to: string;
  search?: Search;
  className?: string;
  children: ReactNode;
  exact?: boolean;
  label?: string;
  title?: string;
  current?: boolean;
  onClick?: () => void;
}

export function Anchor({
  to,
  search,
  className,
  children,
  exact = false,
  label,
  title,
  current,
  onClick,
}: AnchorProps) {
  return (
    <Link
      to={to}
      search={search as never}
      className={className}
      aria-label={label}
      title={title}
      aria-current={current ? 'page' : undefined}
      activeOptions={{ exact, includeSearch: false }}
      onClick={onClick}
      preload="intent"
    >
      {children}
    </Link>
  );
}

export function useGo(): (to: string, search?: Search) => void {
  const navigate = useNavigate();
  return useCallback((to, search) => void navigate({ to, search: search as never }), [navigate]);
}

export const useParam = (name: string): string => {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? '';
};

// The address's search part, and two ways to change some of it without a new history entry: by what
// it becomes, and by what it becomes of what it is then.
export function useAddress(): [Search, (change: Search) => void, (change: (old: Search) => Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const changeBy = useCallback(
    (next: (old: Search) => Search) =>
      void navigate({
        to: '.',
        search: ((old: Search) => trimmed({ ...old, ...next(old) })) as never,
        replace: true,
      }),
    [navigate],
  );
  const change = useCallback((next: Search) => changeBy(() => next), [changeBy]);
  return [search, change, changeBy];
}

export function trimmed(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  );
}

export const usePath = (): string => useRouterState({ select: (state) => state.location.pathname });
