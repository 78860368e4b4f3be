import type { Leak } from '../api/types';
import { type Message, message } from '../i18n';

export interface Sort {
  title: Message;
  none: Message;
  todo: Message;
  broken?: boolean; // a promise of Baton's own: it must be none
}

// What each sort of leak is called, and what to do about it.
export const sorts: Record<Leak['key'], Sort> = {
  unowned: {
    title: message('Qualified, and offered to nobody'),
    none: message('Every qualified contact was offered, waits for a reason, or is closed.'),
    todo: message('Open the contact and place it, or correct what is known of it.'),
    broken: true,
  },
  orphans: {
    title: message('Owned by nobody who works here'),
    none: message('Everybody who has a handoff works here.'),
    todo: message('Open the handoff and give it to somebody.'),
    broken: true,
  },
  waiting: {
    title: message('Waiting to be offered'),
    none: message('Nobody waits to be offered.'),
    todo: message('Add somebody to the team, lift the suspension, or let them come in turn.'),
  },
  overdue: {
    title: message('Late'),
    none: message('No clock has run out.'),
    todo: message('Answer the handoff, or give it to somebody who can.'),
  },
  silent: {
    title: message('Accepted, then silence'),
    none: message('Everybody accepted was called, written to or met in the last 14 days.'),
    todo: message('Log a call or a mail, or recycle the contact with its reason.'),
  },
  stuck: {
    title: message('Stuck at a stage'),
    none: message('Nobody in work has been at a stage of sales for 60 days.'),
    todo: message('Move it on, or close it with a reason.'),
  },
  no_next_step: {
    title: message('Open deals without a next step'),
    none: message('Every open deal has a next step.'),
    todo: message('Open the deal and add a task.'),
  },
};

// Where the action is taken.
export function placeOf(key: Leak['key'], row: Leak['rows'][number]): string {
  if (row.object === 'deal') return `/deals/${row.what.id}`;
  const answered = key === 'orphans' || key === 'overdue';
  return answered ? `/handoffs/${row.what.id}` : `/contacts/${row.what.id}`;
}
