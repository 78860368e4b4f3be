import { Popover } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { post } from '../api/client';
import { flat, useTimeline } from '../api/hooks';
import type { Contact } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { useAddress } from '../kit/nav';
import { Button, Segments } from '../kit/parts';
import { Answer } from '../kit/states';
import { Composer } from './Composer';
import { byDay, endOfDay } from './model';
import { Timeline } from './parts/Timeline';

type Filter = 'all' | 'touches' | 'sales' | 'changes';

export function ContactHistory({ contact, asOf }: { contact: Contact; asOf: string | undefined }) {
  const [search, change] = useAddress();
  const filter = (search['filter'] as Filter | undefined) ?? 'all';
  const timeline = useTimeline(contact.id, filter, asOf);
  const undo = useAct({
    send: (token: string) => post<object>('/undo', { token }),
    done: () => t('The change was undone'),
    stale: () => [
      ['contact', contact.id],
      ['timeline', contact.id],
      ['why', contact.id],
    ],
  });
  const days = byDay(flat(timeline.data), Date.now());
  return (
    <div className="stack gap16">
      {!asOf && <Composer contact={contact} />}
      <div className="row wrap between">
        <Segments
          label={t('Show')}
          value={filter}
          options={[
            ['all', t('All')],
            ['touches', t('Touches')],
            ['sales', t('Sales')],
            ['changes', t('Changes')],
          ]}
          onPick={(next) => change({ filter: next === 'all' ? undefined : next })}
        />
        <AsOf onPick={(date) => change({ as_of: endOfDay(date, Date.now()), log: undefined })} />
      </div>
      <Answer of={timeline}>
        {() => (
          <>
            {days.length === 0 && (
              <p className="third">{t('Nothing happened yet. Touches, calls and changes gather here.')}</p>
            )}
            {days.map((day) => (
              <section key={day.title}>
                <h2 className="small third sentencecase">{day.title}</h2>
                <Timeline
                  rows={day.rows}
                  timeOnly
                  marked={search['touch']}
                  onUndo={asOf ? undefined : (token) => undo.mutate(token)}
                />
              </section>
            ))}
            {timeline.hasNextPage && (
              <div>
                <Button small onClick={() => void timeline.fetchNextPage()}>
                  {t('Show older')}
                </Button>
              </div>
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

function AsOf({ onPick }: { onPick: (date: string) => void }) {
  const [date, setDate] = useState('');
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button small icon={IconHistory}>
          {t('As it stood on…')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Pick a day')}>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            if (date) onPick(date);
          }}
        >
          <label className="row small nowrap">
            {t('Day')}{' '}
            <input
              type="date"
              className="datefield"
              required
              value={date}
              max={new Date().toISOString().slice(0, 10)}
              onChange={(event) => setDate(event.currentTarget.value)}
            />
          </label>
          <Button small type="submit" kind="filled">
            {t('Show that day')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
