// What each team is measured on: the goals that both signed, and those of each team.
import { Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useGoals } from '../api/hooks';
import type { GoalsAnswer } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { periodText } from '../kit/format';
import { Button, Card } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { useViewer } from '../session/parts/viewer';
import { sideOf } from './sides';

// What the server reads, in any language.
const shaped = '2026-Q4';

const stale = () => [['goals'], ['alignment']];

export function Goals() {
  const goals = useGoals();
  const { user } = useViewer();
  const may = user.role === 'lead' || user.role === 'manager' || user.role === 'admin';
  return (
    <section id="goals">
      <Card title={t('What the teams are measured on')}>
        <Answer of={goals}>
          {(found) => (
            <>
              <GoalList found={found} may={may} />
              {may && <AddGoal found={found} />}
            </>
          )}
        </Answer>
      </Card>
    </section>
  );
}

function GoalList({ found, may }: { found: GoalsAnswer; may: boolean }) {
  const remove = useAct({
    send: (id: string) => write<object>('DELETE', `/goals/${id}`),
    done: () => t('The goal was removed'),
    stale,
  });
  return (
    <ul className="stack gap4">
      {found.goals.length === 0 && <li className="small third">{t('No goal is recorded.')}</li>}
      {found.goals.map((goal) => (
        <li key={`${goal.id}-${goal.measure}-${goal.period}`} className="row wrap body13">
          <b className="medium">{sideOf(goal.team)}</b>
          <span>{goal.title}</span>
          <span className="third">{[periodText(goal.period), goal.target].filter(Boolean).join(' · ')}</span>
          <span className="grow" />
          {goal.id === '' ? (
            <span className="third small">{t('agreed')}</span>
          ) : (
            may && (
              <Button
                kind="ghost"
                small
                icon={IconTrash}
                label={t('Remove {{name}}', { name: goal.title })}
                onClick={() => remove.mutate(goal.id)}
              />
            )
          )}
        </li>
      ))}
    </ul>
  );
}

function AddGoal({ found }: { found: GoalsAnswer }) {
  const [team, setTeam] = useState('marketing');
  const [measure, setMeasure] = useState('revenue');
  const [period, setPeriod] = useState('');
  const [target, setTarget] = useState('');
  const add = useAct({
    send: () => post<object>('/goals', { team, measure, period, target }),
    done: () => t('The goal was added'),
    stale,
    after: () => setTarget(''),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(undefined);
      }}
    >
      <Select
        label={t('Team')}
        value={team}
        onChange={(value) => setTeam(value ?? 'marketing')}
        allowDeselect={false}
        data={[
          { value: 'marketing', label: t('Marketing') },
          { value: 'sales', label: t('Sales') },
        ]}
      />
      <Select
        label={t('Measured on')}
        value={measure}
        onChange={(value) => setMeasure(value ?? 'revenue')}
        allowDeselect={false}
        data={found.measures.map((each) => ({ value: each.key, label: each.title }))}
      />
      <TextInput
        label={t('Period')}
        placeholder={shaped}
        value={period}
        onChange={(event) => setPeriod(event.currentTarget.value)}
      />
      <TextInput
        label={t('Target')}
        value={target}
        onChange={(event) => setTarget(event.currentTarget.value)}
      />
      {add.error && <Trouble error={add.error} />}
      <Button type="submit" small disabled={add.isPending}>
        {t('Add a goal')}
      </Button>
    </form>
  );
}
