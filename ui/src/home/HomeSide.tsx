import type { Home, Task } from '../api/types';
import { DealLines } from '../deals/parts/DealLines';
import { t } from '../i18n';
import { TaskLines } from '../tasks/parts/TaskLines';

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
  return (
    <div>
      <div className="listhead">
        <h2 className="body13">{t('Tasks')}</h2>
      </div>
      {tasks.length === 0 && <p className="line small third">{t('No task is open.')}</p>}
      <TaskLines tasks={tasks} about />
    </div>
  );
}
