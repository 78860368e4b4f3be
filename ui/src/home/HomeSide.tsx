import { IconHourglass } from '@tabler/icons-react';
import { write } from '../api/client';
import type { Home, Task } from '../api/types';
import { DealLines } from '../deals/parts/DealLines';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { moment } from '../kit/format';
import { Chip, useNow } from '../kit/parts';

export function HomeSide({ home }: { home: Home }) {
  return (
    <>
      <Tasks tasks={home.tasks} />
      {home.deals_without_next_step.length > 0 && (
        <div style={{ padding: '12px 16px' }}>
          <h2 className="body13">{t('Deals without a next step')}</h2>
          <DealLines deals={home.deals_without_next_step} />
        </div>
      )}
    </>
  );
}

export function Tasks({ tasks }: { tasks: Task[] }) {
  const finish = useAct({
    send: ({ id, done }: { id: string; done: boolean; title: string }) =>
      write<object>('PATCH', `/tasks/${id}`, { done }),
    done: ({ title, done }) => (done ? t('Done: {{title}}', { title }) : undefined),
    stale: () => [['home'], ['tasks'], ['contact'], ['deal']],
  });
  return (
    <div>
      <div className="listhead">
        <h2 className="body13">{t('Tasks')}</h2>
      </div>
      {tasks.length === 0 && <p className="line small third">{t('No task is open.')}</p>}
      {tasks.map((task) => (
        <label key={task.id} className="line">
          <input
            type="checkbox"
            checked={task.done_at !== null}
            onChange={(event) =>
              finish.mutate({ id: task.id, title: task.title, done: event.currentTarget.checked })
            }
          />
          <span className="grow">
            {task.title}
            <About task={task} />
          </span>
          <Due at={task.due_at} done={task.done_at !== null} />
        </label>
      ))}
    </div>
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
