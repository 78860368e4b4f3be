// How many people got how far: a bar for each step, or the same as a table.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../i18n';
import { count, moment, percent } from '../kit/format';
import { Card, Glyph, Segments } from '../kit/parts';
import { droppedText, goneOnText, labelOf, spanText, summaryOf, timeText } from './model';
import type { Funnel, FunnelStep } from './shapes';

export function FunnelView({ funnel, stale }: { funnel: Funnel; stale: boolean }) {
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const people = funnel.steps[0]?.people ?? 0;
  return (
    <div className={stale ? 'stack gap16 stale' : 'stack gap16'}>
      {funnel.warnings.map((warning) => (
        <p key={`${warning.step}${warning.message}`} className="row note">
          <Glyph of={IconAlertTriangle} />
          <span>{`${warning.step}: ${warning.message}`}</span>
        </p>
      ))}
      <Card
        title={t('{{count}} people took the first step', { count: count(people) })}
        aside={
          <Segments
            label={t('Shape')}
            value={shape}
            options={[
              ['chart', t('Chart')],
              ['table', t('Table')],
            ]}
            onPick={setShape}
          />
        }
      >
        {shape === 'chart' ? <Bars funnel={funnel} /> : <StepsTable funnel={funnel} />}
        <p className="small third">
          {t(
            'People, each once, known by {{time}}; a step counts when it came after the one before, in time.',
            {
              time: moment(funnel.as_of),
            },
          )}
        </p>
      </Card>
      {funnel.rows.length > 0 && <Rows funnel={funnel} />}
    </div>
  );
}

function Bars({ funnel }: { funnel: Funnel }) {
  return (
    <ol className="stack gap12 funnelbars" aria-label={summaryOf(funnel)}>
      {funnel.steps.map((step, at) => (
        <li key={at} className="stack gap4">
          <div className="row between body13">
            <span className="mono">{step.step}</span>
            <b className="medium figures">{count(step.people)}</b>
          </div>
          <div className="funnelbar" aria-hidden="true">
            <i style={{ width: `${100 * (step.of_first ?? 0)}%` }} />
          </div>
          {at > 0 && (
            <p className="small second">
              {[goneOnText(step, funnel.steps[at - 1]), droppedText(step), timeText(step)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

const shareOf = (share: number | null): string => (share === null ? t('none yet') : percent(100 * share));

function StepsTable({ funnel }: { funnel: Funnel }) {
  const heads = [
    t('People'),
    t('Of the first'),
    t('Of the step before'),
    t('Dropped out'),
    t('Still have time'),
    t('Half within'),
  ];
  const cells = (step: FunnelStep, first: boolean): string[] => [
    count(step.people),
    shareOf(step.of_first),
    first ? '' : shareOf(step.of_previous),
    first ? '' : count(step.dropped),
    first ? '' : count(step.still_open),
    step.median_seconds === null ? '' : spanText(step.median_seconds),
  ];
  return (
    <div className="tablebox" role="region" aria-label={t('Steps of the funnel')} tabIndex={0}>
      <table className="table plain flat">
        <thead>
          <tr>
            <th scope="col">{t('Step')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {funnel.steps.map((step, at) => (
            <tr key={at}>
              <td className="mono">{step.step}</td>
              {cells(step, at === 0).map((cell, column) => (
                <td key={column} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const rowsShown = 20;

function Rows({ funnel }: { funnel: Funnel }) {
  const [everything, show] = useState(false);
  const rows = everything ? funnel.rows : funnel.rows.slice(0, rowsShown);
  const title = t('By what the first step came with');
  return (
    <Card title={title}>
      <div className="tablebox" role="region" aria-label={title} tabIndex={0}>
        <table className="table plain flat">
          <thead>
            <tr>
              <th scope="col">{t('Group')}</th>
              {funnel.steps.map((step, at) => (
                <th key={at} scope="col" className="number" title={step.step}>
                  {t('Step {{number}}', { number: at + 1 })}
                </th>
              ))}
              <th scope="col" className="number">
                {t('Of the first')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, people }) => (
              <tr key={key}>
                <td className="medium">{labelOf(key)}</td>
                {people.map((number, at) => (
                  <td key={at} className="number">
                    {count(number)}
                  </td>
                ))}
                <td className="number">{shareOf(lastPart(people))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!everything && funnel.rows.length > rowsShown && (
        <button type="button" className="link small" onClick={() => show(true)}>
          {t('{{count}} more', { count: count(funnel.rows.length - rowsShown) })}
        </button>
      )}
    </Card>
  );
}

function lastPart(people: number[]): number | null {
  const first = people[0] ?? 0;
  return first > 0 ? (people[people.length - 1] ?? 0) / first : null;
}
