import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { write } from '../../api/client';
import type { Task } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { wallClock } from '../../kit/format';
import { Button } from '../../kit/parts';
import { Trouble } from '../../kit/states';
import { changeBody, type Edited, extraOf } from './model';
import { staleOfTasks } from './stale';
import { TaskExtras } from './TaskExtras';

export function TaskEdit({ task, onClose }: { task: Task; onClose: () => void }) {
  const [edited, setEdited] = useState<Edited>({
    ...extraOf(task),
    title: task.title,
    due: wallClock(task.due_at),
  });
  const save = useAct({
    send: () => write<{ undo?: string }>('PATCH', `/tasks/${task.id}`, changeBody(edited)),
    done: () => t('{{label}} was changed', { label: edited.title }),
    stale: () => staleOfTasks,
    after: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t('Task')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        {save.error && <Trouble error={save.error} />}
        <TextInput
          label={t('What to do')}
          data-autofocus
          value={edited.title}
          onChange={(event) => setEdited({ ...edited, title: event.currentTarget.value })}
        />
        <TextInput
          label={t('Due')}
          type="datetime-local"
          value={edited.due}
          onChange={(event) => setEdited({ ...edited, due: event.currentTarget.value })}
        />
        <TaskExtras extra={edited} onChange={(extra) => setEdited({ ...edited, ...extra })} />
        <div className="row">
          <Button type="submit" kind="filled" disabled={save.isPending}>
            {t('Save')}
          </Button>
          <Button onClick={onClose}>{t('Cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
