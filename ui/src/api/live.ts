// Live changes: the server names topics, the page makes the matching answers stale.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keysOf } from './topics';

export function applyChange(client: QueryClient, data: string): void {
  const { topics } = JSON.parse(data) as { topics: string[] };
  for (const key of topics.flatMap(keysOf)) void client.invalidateQueries({ queryKey: [...key] });
}

type Listener = (topics: string[]) => void;
const listeners = new Set<Listener>();

export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    source.addEventListener('change', (event: MessageEvent<string>) => {
      applyChange(client, event.data);
      const { topics } = JSON.parse(event.data) as { topics: string[] };
      for (const listener of listeners) listener(topics);
    });
    return () => source.close();
  }, [client]);
}

export function useLiveTopics(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}
