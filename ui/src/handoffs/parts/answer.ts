// Answering a handoff: accept, reject, recycle; each can be undone, each moves to the next one.
import { post } from '../../api/client';
import type { Undoable } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';

export type Verb = 'accept' | 'reject' | 'recycle' | 'praise';
export interface Answer {
  contact: string;
  name: string;
  verb: Verb;
  reason?: string;
  note?: string;
}

export function useAnswer(after?: (answer: Answer) => void) {
  return useAct({
    send: ({ contact, verb, reason, note }: Answer) =>
      post<Undoable>(`/handoffs/${contact}/${verb}`, verb === 'accept' ? {} : { reason, note }),
    done: ({ name, verb }) => {
      if (verb === 'accept') return t('You accepted {{name}}', { name });
      if (verb === 'praise') return t('Marketing knows that {{name}} was a great lead', { name });
      return verb === 'reject' ? t('You rejected {{name}}', { name }) : t('You recycled {{name}}', { name });
    },
    stale: ({ contact }) => [
      ['handoffs'],
      ['handoff', contact],
      ['home'],
      ['session'],
      ['contact', contact],
      ['timeline', contact],
      ['rejections'],
      ['feedback'],
    ],
    after: (_out, answer) => after?.(answer),
  });
}
