// Kind, priority, reminder and repetition of a task.
import { Select } from '@mantine/core';
import { t } from '../../i18n';
import {
  choices,
  type Extra,
  type Priority,
  priorityWords,
  remindWords,
  repeatWords,
  type TaskType,
  typeWords,
} from './model';

interface TaskExtrasProps {
  extra: Extra;
  onChange: (extra: Extra) => void;
}

const listOf = (words: Record<string, Parameters<typeof t>[0]>) =>
  Object.entries(words).map(([value, word]) => ({ value, label: t(word) }));

export function TaskExtras({ extra, onChange }: TaskExtrasProps) {
  const pick = (
    label: string,
    data: { value: string; label: string }[],
    value: string,
    set: (value: string) => Extra,
  ) => (
    <Select
      label={label}
      size="xs"
      data={data}
      value={value}
      allowDeselect={false}
      onChange={(next) => onChange(set(next ?? ''))}
    />
  );
  return (
    <div className="taskextras">
      {pick(t('Kind'), listOf(typeWords), extra.type, (type) => ({ ...extra, type: type as TaskType }))}
      {pick(t('Priority'), listOf(priorityWords), extra.priority, (priority) => ({
        ...extra,
        priority: priority as Priority,
      }))}
      {pick(t('Reminder'), choices(remindWords, extra.remind), extra.remind, (remind) => ({
        ...extra,
        remind,
      }))}
      {pick(t('Repeats'), choices(repeatWords, extra.repeat), extra.repeat, (repeat) => ({
        ...extra,
        repeat,
      }))}
    </div>
  );
}
