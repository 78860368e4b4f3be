// What a notification says, where it leads, and which day it belongs to.
import type { Notice } from '../../api/types';
import { answerLook } from '../../handoffs/parts/feedback';
import { type Message, message, t } from '../../i18n';
import { day } from '../../kit/format';

type Kind = Notice['kind'];

export const kindWord: Record<Kind, Message> = {
  offered: message('A handoff is yours to answer'),
  due_soon: message('One of yours is about to be late'),
  breached: message('One of yours is late'),
  escalated: message('A handoff waits, and you are told'),
  reassigned: message('An accepted handoff is given to you'),
  taken: message('One of yours goes to somebody else'),
  rejected: message('Sales gives back a lead you answer for'),
  disputed: message('Your rejection is disputed'),
  answered: message('Your rejection or dispute is answered'),
  praised: message('A lead you answer for is praised'),
  mentioned: message('A note calls you'),
  sign_opened: message('A warning sign opens'),
  task_due: message('A task is due'),
};

const said: Record<Kind, Message> = {
  offered: message('{{name}} is yours to answer'),
  due_soon: message('{{name}} is about to be late'),
  breached: message('{{name}} is late'),
  escalated: message('{{name}} waits for an answer'),
  reassigned: message('{{name}} is yours now'),
  taken: message('{{name}} went to somebody else'),
  rejected: message('{{name}} was given back'),
  disputed: message('Your rejection of {{name}} is disputed'),
  answered: message('There is an answer about {{name}}'),
  praised: message('{{name}} was a great lead'),
  mentioned: message('{{who}} about {{name}}'),
  sign_opened: message('Warning sign: {{name}}'),
  task_due: message('Task: {{name}}'),
};

const nameOf = ({ kind, contact, company, deal, text }: Notice): string =>
  kind === 'sign_opened' || kind === 'task_due'
    ? (text ?? '')
    : (contact?.name ?? deal?.name ?? company?.name ?? '');

export const lineOf = (notice: Notice): string =>
  t(said[notice.kind], { name: nameOf(notice), who: notice.by?.name ?? '' });

// The second line: a note's text, a reason, an answer.
export function wordsOf({ kind, text, reason, contact }: Notice): string {
  if (kind === 'mentioned') return text ?? '';
  if (kind === 'answered' || kind === 'disputed') {
    const look = Object.entries(answerLook).find(([key]) => key === reason)?.[1];
    return look ? t(look.word) : '';
  }
  if (kind === 'rejected' || kind === 'praised' || kind === 'taken') return reason ?? '';
  return contact?.company ?? '';
}

export function placeOf({ kind, contact, company, deal, sign }: Notice): string {
  if (kind === 'sign_opened') return `/alignment/${sign ?? ''}`;
  if (kind === 'mentioned' || kind === 'task_due') {
    if (contact) return `/contacts/${contact.id}`;
    if (deal) return `/deals/${deal.id}`;
    return company ? `/companies/${company.id}` : '/';
  }
  return `/handoffs/${contact?.id ?? ''}`;
}

// In the order in which they come.
export function byDay(rows: Notice[], now = Date.now()): [string, Notice[]][] {
  const days = new Map<string, Notice[]>();
  for (const row of rows) {
    const word = day(row.at, now);
    days.set(word, [...(days.get(word) ?? []), row]);
  }
  return [...days];
}
