// Tasks as lines: space does one, Enter on its title changes it.
import {
  IconBell,
  IconFlag,
  IconHourglass,
  IconMail,
  IconPhone,
  IconRepeat,
  IconUsers,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { write } from '../../api/client';
import type { Task } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { moment } from '../../kit/format';
import { Chip, Glyph, type Icon, useNow } from '../../kit/parts';
import { repeatText, type TaskType, typeWords } from './model';
import { staleOfTasks } from './stale';

const TaskEdit = lazy(() => import('./TaskEdit').then((part) => ({ default: part.TaskEdit })));

const icons: Record<TaskType, Icon | null> = {
  todo: null,
  call: IconPhone,
  email: IconMail,
  meeting: IconUsers,
};

interface TaskLinesProps {
  tasks: Task[];
  readOnly?: boolean;
  // Whether they stand elsewhere than with what they are about.
  about?: boolean;
}

export function TaskLines({ tasks, readOnly = false, about = false }: TaskLinesProps) {
  const [editing, setEditing] = useState<Task | null>(null);
  const finish = useAct({
    send: ({ id, done }: { id: string; done: boolean; title: string }) =>
      write<{ undo?: string }>('PATCH', `/tasks/${id}`, { done }),
    done: ({ title, done }) => (done ? t('Done: {{title}}', { title }) : undefined),
    stale: () => staleOfTasks,
  });
  return (
    <>
      {tasks.map((task) => (
        <div key={task.id} className="line taskline">
          <input
            type="checkbox"
            aria-label={t('Done: {{title}}', { title: task.title })}
            disabled={readOnly}
            checked={task.done_at !== null}
            onChange={(event) =>
              finish.mutate({ id: task.id, title: task.title, done: event.currentTarget.checked })
            }
          />
          <TaskTitle task={task} about={about} onEdit={readOnly ? undefined : () => setEditing(task)} />
          <Due at={task.due_at} done={task.done_at !== null} />
        </div>
      ))}
      {editing && (
        <Suspense>
          <TaskEdit task={editing} onClose={() => setEditing(null)} />
        </Suspense>
      )}
    </>
  );
}

interface TaskTitleProps {
  task: Task;
  about: boolean;
  onEdit: (() => void) | undefined;
}

function TaskTitle({ task, about, onEdit }: TaskTitleProps) {
  const icon = icons[task.type];
  const marks = (
    <span className="row gap6 small third wrap">
      {task.priority === 'high' && (
        <Chip tone="soon" icon={IconFlag}>
          {t('High')}
        </Chip>
      )}
      {icon && (
        <span className="row gap6">
          <Glyph of={icon} /> {t(typeWords[task.type])}
        </span>
      )}
      {task.repeat && (
        <span className="row gap6">
          <Glyph of={IconRepeat} /> {repeatText(task.repeat)}
        </span>
      )}
      {task.reminded_at && !task.done_at && (
        <span className="row gap6">
          <Glyph of={IconBell} /> {t('reminded')}
        </span>
      )}
    </span>
  );
  return (
    <span className="grow">
      {onEdit ? (
        <button type="button" className="inline" title={t('Change the task')} onClick={onEdit}>
          {task.title}
        </button>
      ) : (
        task.title
      )}
      {about && <About task={task} />}
      {marks}
    </span>
  );
}

// Who or what a task is about, when its title does not say so already.
function About({ task }: { task: Task }) {
  const { contact, deal } = task;
  const name = contact?.name ?? deal?.name;
  if (!name || task.title.includes(name)) return null;
  return <span className="small third block">{name}</span>;
}

function Due({ at, done }: { at: string | null; done: boolean }) {
  const now = useNow();
  if (at === null) return null;
  if (!done && Date.parse(at) < now)
    return (
      <Chip tone="soon" icon={IconHourglass}>
        {t('was due {{time}}', { time: moment(at) })}
      </Chip>
    );
  return <span className="small third nowrap">{moment(at)}</span>;
}
