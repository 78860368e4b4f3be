// Tasks in words: what kind they are, when they remind, how they come again (RFC 5545).
import type { Task } from '../../api/types';
import { message, type Message, t } from '../../i18n';
import { instantOf } from '../../kit/format';

export type TaskType = Task['type'];
export type Priority = Task['priority'];

export const typeWords: Record<TaskType, Message> = {
  todo: message('To do'),
  call: message('Call'),
  email: message('E-mail'),
  meeting: message('Meeting'),
};

export const priorityWords: Record<Priority, Message> = {
  low: message('Low'),
  normal: message('Normal'),
  high: message('High'),
};

// Minutes before it is due.
export const remindWords: [string, Message][] = [
  ['', message('No reminder')],
  ['0', message('When it is due')],
  ['10', message('10 minutes before')],
  ['60', message('1 hour before')],
  ['1440', message('1 day before')],
];

export const repeatWords: [string, Message][] = [
  ['', message('Does not repeat')],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', message('Every working day')],
  ['FREQ=WEEKLY', message('Every week')],
  ['FREQ=WEEKLY;INTERVAL=2', message('Every 2 weeks')],
  ['FREQ=MONTHLY', message('Every month')],
];

// A rule without its end reads as one of the choices, else as it is written.
export function repeatText(rule: string | null): string {
  if (!rule) return '';
  const endless = rule.replace(/;(COUNT|UNTIL)=[^;]*/g, '');
  const word = repeatWords.find(([key]) => key === endless)?.[1];
  return word ? t(word) : rule;
}

// What a list offers: its choices, and the value at hand when it is none of them.
export function choices(words: [string, Message][], value: string): { value: string; label: string }[] {
  const known = words.map(([key, word]) => ({ value: key, label: t(word) }));
  return known.some((one) => one.value === value) ? known : [...known, { value, label: value }];
}

export interface Extra {
  type: TaskType;
  priority: Priority;
  remind: string;
  repeat: string;
}

export const noExtra: Extra = { type: 'todo', priority: 'normal', remind: '', repeat: '' };

export const extraOf = (task: Task): Extra => ({
  type: task.type,
  priority: task.priority,
  remind: task.remind_before === null ? '' : String(task.remind_before),
  repeat: task.repeat ?? '',
});

// What a new task says of it; what was not chosen is not said.
export const newBody = (extra: Extra): object => ({
  ...(extra.type !== 'todo' && { type: extra.type }),
  ...(extra.priority !== 'normal' && { priority: extra.priority }),
  ...(extra.remind !== '' && { remind_before: Number(extra.remind) }),
  ...(extra.repeat !== '' && { repeat: extra.repeat }),
});

export interface Edited extends Extra {
  title: string;
  due: string;
}

// What a change says: everything, and what is taken back by name.
export function changeBody(edited: Edited): object {
  const clear = [
    ...(edited.due === '' ? ['due_at'] : []),
    ...(edited.remind === '' ? ['remind_before'] : []),
    ...(edited.repeat === '' ? ['repeat'] : []),
  ];
  return {
    title: edited.title,
    type: edited.type,
    priority: edited.priority,
    due_at: edited.due === '' ? null : instantOf(edited.due),
    remind_before: edited.remind === '' ? null : Number(edited.remind),
    repeat: edited.repeat === '' ? null : edited.repeat,
    clear,
  };
}
