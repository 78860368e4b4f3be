import { useState } from 'react';
import { useVerdicts } from '../api/hooks';
import type { Import, Verdict } from '../api/types';
import { type Message, message, t } from '../i18n';
import { count } from '../kit/format';
import { Card, Chip, Segments, type Tone } from '../kit/parts';
import { Answer } from '../kit/states';
import { isChecked } from './model';

const verdictWord: Record<Verdict['verdict'], { word: Message; tone: Tone }> = {
  create: { word: message('Create'), tone: 'accepted' },
  update: { word: message('Update'), tone: 'sales' },
  skip: { word: message('Skip'), tone: 'offered' },
  reject: { word: message('Reject'), tone: 'breached' },
};

// After the dry run: how many rows would do what, and why the others would not.
export function ImportResult({ job }: { job: Import }) {
  const [only, setOnly] = useState<'rejected' | 'all'>('rejected');
  const seen = isChecked(job) && job.state !== 'checking';
  const verdicts = useVerdicts(job.id, only === 'all' ? '' : only, seen);
  if (!seen) return null;
  const done = job.state === 'done' || job.state === 'undone';
  const figures: [string, number][] = [
    [done ? t('Created') : t('To create'), job.created],
    [done ? t('Updated') : t('To update'), job.updated],
    [t('Skipped'), job.skipped],
    [t('Rejected'), job.rejected],
  ];
  return (
    <>
      <div className="tiles">
        {figures.map(([label, number]) => (
          <div key={label} className="card tile">
            <div className="small third">{label}</div>
            <div className="figure">{count(number)}</div>
          </div>
        ))}
      </div>
      <Findings title={t('Contradictions')} rows={job.findings.filter((one) => one.contradiction)} />
      <Findings title={t('Findings')} rows={job.findings.filter((one) => !one.contradiction)} />
      <Card
        title={t('Row by row')}
        aside={
          <Segments
            label={t('Which rows')}
            value={only}
            options={[
              ['rejected', t('Rejected')],
              ['all', t('All')],
            ]}
            onPick={setOnly}
          />
        }
      >
        <Answer of={verdicts}>
          {(found) =>
            found.rows.length === 0 ? (
              <p className="small third">
                {only === 'rejected' ? t('No row was rejected.') : t('The file has no rows.')}
              </p>
            ) : (
              <VerdictTable rows={found.rows} />
            )
          }
        </Answer>
      </Card>
    </>
  );
}

function Findings({ title, rows }: { title: string; rows: Import['findings'] }) {
  if (rows.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="stack gap8 body13">
        {rows.map((finding) => (
          <li key={finding.code} className="row between">
            <span>
              {finding.message}{' '}
              {finding.example && (
                <span className="third">{t('such as {{example}}', { example: finding.example })}</span>
              )}
              {finding.rows.length > 0 && (
                <span className="small third"> {t('Rows {{rows}}', { rows: listed(finding.rows) })}</span>
              )}
              {finding.advice && <span className="small second"> {finding.advice}</span>}
            </span>
            <span className="figures medium">{count(finding.count)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const shownRows = 12;

const listed = (rows: number[]): string =>
  rows.slice(0, shownRows).map(count).join(', ') + (rows.length > shownRows ? ' …' : '');

function VerdictTable({ rows }: { rows: Verdict[] }) {
  return (
    <div className="tablebox" role="region" aria-label={t('Row by row')} tabIndex={0}>
      <table className="table plain flat">
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('Row')}
            </th>
            <th scope="col">{t('Verdict')}</th>
            <th scope="col">{t('Why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className="number">{row.row}</td>
              <td>
                <Chip tone={verdictWord[row.verdict].tone}>{t(verdictWord[row.verdict].word)}</Chip>
              </td>
              <td>{row.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
