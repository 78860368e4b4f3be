// Writing: one hook that sends, tells what was done with Undo, and makes stale what changed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from './toast';
import { post } from '../api/client';

interface Act<In, Out> {
  send: (input: In) => Promise<Out>;
  done?: (input: In, out: Out) => string | undefined;
  stale: (input: In) => unknown[][];
  after?: (out: Out, input: In) => void;
}

const undoOf = (out: unknown): string | undefined =>
  (out as { undo?: string | null } | undefined)?.undo ?? undefined;

export function useAct<In, Out>({ send, done, stale, after }: Act<In, Out>) {
  const client = useQueryClient();
  const refresh = (input: In) =>
    Promise.all(stale(input).map((queryKey) => client.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn: send,
    onSuccess: (out, input) => {
      const token = undoOf(out);
      const undo = token ? () => void post('/undo', { token }).finally(() => refresh(input)) : undefined;
      const text = done?.(input, out);
      if (text) toast(text, undo);
      after?.(out, input);
    },
    onSettled: (_out, _error, input) => refresh(input),
  });
}
