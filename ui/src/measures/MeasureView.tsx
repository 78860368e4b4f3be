import { Popover } from '@mantine/core';
import { IconDownload, IconInfoCircle } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { MeasureResult, MeasureRow } from '../api/types';
import { t } from '../i18n';
import { moment } from '../kit/format';
import { Button, Card, Segments } from '../kit/parts';
import { Waiting } from '../kit/states';
import { csvOf, funnelSpec, intervalText, labelOf, numberText, specOf, summaryOf, valueText } from './model';

const Chart = lazy(() => import('../kit/chart/Chart').then((part) => ({ default: part.Chart })));

interface MeasureViewProps {
  name: string;
  result: MeasureResult;
  measure: MeasureRow | undefined;
}

export function MeasureView({ name, result, measure }: MeasureViewProps) {
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const unit = name === 'funnel' ? 'percent' : measure?.unit;
  const spec = useMemo(
    () => (name === 'funnel' ? funnelSpec(result) : specOf(result, unit)),
    [name, result, unit],
  );
  const empty = result.rows.length === 0;
  return (
    <Card
      title={result.title}
      aside={
        <span className="row wrap">
          <Definition result={result} measure={measure} />
          <Segments
            label={t('Shape')}
            value={shape}
            options={[
              ['chart', t('Chart')],
              ['table', t('Table')],
            ]}
            onPick={setShape}
          />
          <a
            className="button small"
            download={`${name}.csv`}
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(result.rows))}`}
          >
            <IconDownload className="icon" aria-hidden="true" />
            {t('CSV')}
          </a>
        </span>
      }
    >
      <p className="small second">
        {result.definition}{' '}
        {result.as_of && (
          <span className="third nowrap">{t('As of {{time}}.', { time: moment(result.as_of) })}</span>
        )}
      </p>
      {empty && (
        <p className="pad third">{t('Nothing to count yet. The first contacts and deals will draw this.')}</p>
      )}
      {!empty && shape === 'chart' && (
        <Suspense fallback={<Waiting lines={5} />}>
          <Chart spec={spec} label={summaryOf(result, spec)} />
        </Suspense>
      )}
      {!empty && shape === 'table' && <MeasureTable result={result} unit={unit} />}
    </Card>
  );
}

function Definition({ result, measure }: { result: MeasureResult; measure: MeasureRow | undefined }) {
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          small
          kind="ghost"
          icon={IconInfoCircle}
          label={t('Definition of {{title}}', { title: result.title })}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Definition')}>
        <div className="stack body13" tabIndex={-1} data-autofocus>
          <p>{result.definition}</p>
          {measure && (
            <p>
              <b className="medium">{t('Counted')}</b> {measure.numerator}
            </p>
          )}
          {measure && measure.denominator && (
            <p>
              <b className="medium">{t('Out of')}</b> {measure.denominator}
            </p>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function MeasureTable({ result, unit }: { result: MeasureResult; unit: MeasureRow['unit'] | undefined }) {
  const lost = result.rows.some((row) => row.lost != null);
  const out = result.rows.some((row) => row.denominator !== null);
  const asMoney = unit === 'money';
  const sure = result.rows.some((row) => intervalText(row) !== '');
  return (
    <div className="tablebox" role="region" aria-label={result.title} tabIndex={0}>
      <table className="table plain flat">
        <thead>
          <tr>
            <th scope="col">{t('Group')}</th>
            <th scope="col" className="number">
              {t('Counted')}
            </th>
            {out && (
              <th scope="col" className="number">
                {t('Out of')}
              </th>
            )}
            {lost && (
              <th scope="col" className="number">
                {t('Did not go on')}
              </th>
            )}
            <th scope="col" className="number">
              {t('Value')}
            </th>
            {sure && (
              <th scope="col" className="number">
                {t('95 % interval')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => (
            <tr key={row.key}>
              <td className="medium">{labelOf(row)}</td>
              <td className="number">{numberText(row.numerator, row, asMoney)}</td>
              {out && <td className="number">{numberText(row.denominator, row, false)}</td>}
              {lost && <td className="number">{numberText(row.lost, row, false)}</td>}
              <td className="number">{valueText(row, unit, true)}</td>
              {sure && <td className="number third">{intervalText(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
