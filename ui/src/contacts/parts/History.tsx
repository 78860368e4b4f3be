// What happened to a record, by day: filtered, as it stood on a day, older on demand.
import { Popover } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { flat, useTimeline } from '../../api/hooks';
import { t } from '../../i18n';
import { moment } from '../../kit/format';
import { useAddress } from '../../kit/nav';
import { Button, Segments } from '../../kit/parts';
import { Answer } from '../../kit/states';
import { byDay, endOfDay } from '../model';
import { Timeline } from './Timeline';
import { WriteNote } from './WriteNote';

type Filter = 'all' | 'touches' | 'sales' | 'changes';

interface HistoryProps {
  kind: 'contacts' | 'companies' | 'deals';
  id: string;
  asOf: string | undefined;
  onUndo?: ((token: string) => void) | undefined;
}

export function History({ kind, id, asOf, onUndo }: HistoryProps) {
  const [search, change] = useAddress();
  const filter = (search['filter'] as Filter | undefined) ?? 'all';
  const timeline = useTimeline(kind, id, filter, asOf);
  const days = byDay(flat(timeline.data), Date.now());
  return (
    <>
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
                <Timeline rows={day.rows} timeOnly marked={search['touch']} onUndo={onUndo} />
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
    </>
  );
}

// The history of a company or a deal, with the day it is looked at from.
export function RecordHistory({ kind, id }: { kind: 'companies' | 'deals'; id: string }) {
  const [search, change] = useAddress();
  const asOf = search['as_of'];
  return (
    <div className="stack gap16">
      {asOf && (
        <div className="row wrap between note">
          <span>{t('What happened until {{date}}', { date: moment(asOf) })}</span>
          <Button small onClick={() => change({ as_of: undefined })}>
            {t('Back to now')}
          </Button>
        </div>
      )}
      {!asOf && <WriteNote kind={kind} id={id} />}
      <History kind={kind} id={id} asOf={asOf} />
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
