import { type Message, message } from '../i18n';
import { instantOf } from '../kit/format';
import { type Extra, newBody, noExtra } from '../tasks/parts/model';

export type Kind = 'note' | 'call' | 'email' | 'meeting' | 'task';
export interface Draft {
  kind: Kind;
  text: string;
  outcome: string;
  due: string;
  extra: Extra;
}
export const blankDraft: Draft = { kind: 'note', text: '', outcome: '', due: '', extra: noExtra };

export const kinds: { kind: Kind; word: Message }[] = [
  { kind: 'note', word: message('Note') },
  { kind: 'call', word: message('Call') },
  { kind: 'email', word: message('E-mail') },
  { kind: 'meeting', word: message('Meeting') },
  { kind: 'task', word: message('Task') },
];

export const kindOf = (text: string | undefined): Kind =>
  kinds.find((one) => one.kind === text)?.kind ?? 'note';

interface Outcome {
  key: string;
  word: Message;
}
export const outcomes: Record<'call' | 'email' | 'meeting', Outcome[]> = {
  call: [
    { key: 'connected', word: message('Reached') },
    { key: 'left_message', word: message('Left a message') },
    { key: 'no_answer', word: message('No answer') },
    { key: 'wrong_number', word: message('Wrong number') },
  ],
  email: [
    { key: 'sent', word: message('Sent') },
    { key: 'answered', word: message('They answered') },
  ],
  meeting: [
    { key: 'held', word: message('Held') },
    { key: 'booked', word: message('Booked') },
    { key: 'no_show', word: message('Nobody came') },
  ],
};

export function ready(draft: Draft): boolean {
  if (draft.kind === 'note' || draft.kind === 'task') return draft.text.trim() !== '';
  return draft.outcome !== '';
}

// What is sent for a draft. An answered e-mail is the buyer's own doing, so it comes in.
export function requestOf(draft: Draft, contact: string): { path: string; body: object } {
  const text = draft.text.trim();
  if (draft.kind === 'note') return { path: `/contacts/${contact}/notes`, body: { text } };
  if (draft.kind === 'task') {
    const due_at = draft.due === '' ? null : instantOf(draft.due);
    return { path: '/tasks', body: { title: text, due_at, contact, ...newBody(draft.extra) } };
  }
  const direction = draft.outcome === 'answered' ? 'in' : 'out';
  return {
    path: `/contacts/${contact}/activities`,
    body: { type: draft.kind, direction, outcome: draft.outcome, note: text },
  };
}
