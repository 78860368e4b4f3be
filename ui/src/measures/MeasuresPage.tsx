import { Select } from '@mantine/core';
import { IconChartFunnel } from '@tabler/icons-react';
import { useMeasure, useMeasures } from '../api/hooks';
import type { MeasureRow } from '../api/types';
import { t } from '../i18n';
import { endOfPickedDay } from './day';
import { useAddress, useGo, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { MeasureView } from './MeasureView';
import { groupWord } from './model';

export function MeasuresPage() {
  const measures = useMeasures();
  const name = useParam('name') || 'funnel';
  return (
    <>
      <PageHead title={t('Measures')} sub={t('One definition each, the same for both teams')} />
      <Answer of={measures}>
        {(found) =>
          found.rows.length === 0 && name !== 'funnel' ? (
            <Empty icon={IconChartFunnel} title={t('No measures yet')} />
          ) : (
            <Chosen name={name} rows={found.rows} />
          )
        }
      </Answer>
    </>
  );
}

function Chosen({ name, rows }: { name: string; rows: MeasureRow[] }) {
  const [search, change] = useAddress();
  const go = useGo();
  const measure = rows.find((row) => row.name === name);
  const funnel = name === 'funnel';
  const by = search['by'] ?? (measure?.by.includes('month') ? 'month' : measure?.by[0]);
  const asOf = search['as_of'];
  const as_of = asOf ? endOfPickedDay(asOf, Date.now()) : undefined;
  const result = useMeasure(name, funnel ? { as_of } : { by, as_of });
  const options = [
    { value: 'funnel', label: t('Funnel') },
    ...rows.filter((row) => row.name !== 'funnel').map((row) => ({ value: row.name, label: row.title })),
  ];
  return (
    <>
      <div className="toolbar">
        <Select
          aria-label={t('Measure')}
          size="sm"
          w={260}
          data={options}
          value={name}
          allowDeselect={false}
          searchable
          onChange={(next) => next && go(`/measures/${next}`, asOf ? { as_of: asOf } : {})}
        />
        {!funnel && (measure?.by.length ?? 0) > 0 && (
          <Select
            aria-label={t('By')}
            size="sm"
            w={180}
            data={(measure?.by ?? []).map((key) => ({ value: key, label: groupWord(key) }))}
            value={by ?? null}
            allowDeselect={false}
            onChange={(next) => change({ by: next ?? undefined })}
          />
        )}
        <label className="row small second nowrap">
          {t('As of')}{' '}
          <input
            type="date"
            className="datefield"
            max={new Date().toISOString().slice(0, 10)}
            value={asOf ?? ''}
            onChange={(event) => change({ as_of: event.currentTarget.value })}
          />
        </label>
        {asOf && (
          <Button small kind="ghost" onClick={() => change({ as_of: undefined })}>
            {t('Back to now')}
          </Button>
        )}
      </div>
      <div className="scroll pad">
        <Answer of={result} lines={6}>
          {(found) => <MeasureView key={name} name={name} result={found} measure={measure} />}
        </Answer>
      </div>
    </>
  );
}
