// Reminders as they come: a toast each, once in this browser, for the person who is signed in.
import { useEffect } from 'react';
import { useReminded } from '../api/hooks';
import type { Task } from '../api/types';
import { t } from '../i18n';
import { moment } from '../kit/format';
import { toast } from '../kit/toast';

const key = 'baton-reminded';
const mark = (task: Task): string => `${task.id}@${task.reminded_at}`;

// Those not shown before; what is not open any more is forgotten.
export function unseen(tasks: Task[], seen: string[]): { fresh: Task[]; seen: string[] } {
  return { fresh: tasks.filter((task) => !seen.includes(mark(task))), seen: tasks.map(mark) };
}

export function Reminders() {
  const { data } = useReminded();
  useEffect(() => {
    if (!data) return;
    const before = JSON.parse(localStorage.getItem(key) ?? '[]') as string[];
    const { fresh, seen } = unseen(data.rows, before);
    localStorage.setItem(key, JSON.stringify(seen));
    for (const task of fresh.slice(0, 3))
      toast(t('Reminder: {{title}}, due {{time}}', { title: task.title, time: moment(task.due_at) }));
  }, [data]);
  return null;
}
