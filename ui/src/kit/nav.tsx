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

// The address's search part, and a way to change some of it without a new history entry.
export function useAddress(): [Search, (change: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = useCallback(
    (next: Search) =>
      void navigate({
        to: '.',
        search: ((old: Search) => trimmed({ ...old, ...next })) as never,
        replace: true,
      }),
    [navigate],
  );
  return [search, change];
}

export function trimmed(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  );
}

export const usePath = (): string => useRouterState({ select: (state) => state.location.pathname });
