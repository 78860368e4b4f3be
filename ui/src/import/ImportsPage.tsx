import { IconFileImport, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { upload } from '../api/client';
import { useImports } from '../api/hooks';
import type { Import } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count, percent } from '../kit/format';
import { Anchor, useGo } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Bar, Button, Chip, Glyph } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { Contradictions } from './Contradictions';
import { stateOf, stateWord } from './model';

export function ImportsPage() {
  const imports = useImports();
  return (
    <>
      <PageHead
        title={t('Import')}
        sub={t('CSV files and workbooks of contacts, companies or deals, of any length')}
      />
      <div className="scroll pad stack gap24">
        <Drop />
        <section className="stack" aria-label={t('Earlier imports')}>
          <h2>{t('Earlier imports')}</h2>
          <Answer of={imports}>
            {(found) =>
              found.rows.length === 0 ? (
                <p className="third">{t('None yet. Every import is listed here and can be undone.')}</p>
              ) : (
                <Earlier rows={found.rows} />
              )
            }
          </Answer>
        </section>
        <Contradictions />
      </div>
    </>
  );
}

function Drop() {
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [part, setPart] = useState<number | null>(null);
  const go = useGo();
  const send = useAct({
    send: (file: File) => upload<Import>('/imports', file, setPart),
    stale: () => [['imports']],
    after: ({ id }) => go(`/import/${id}`),
  });
  const take = (file: File | undefined) => file && send.mutate(file, { onSettled: () => setPart(null) });
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={over ? 'drop over stack gap12' : 'drop stack gap12'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div>
        <Glyph of={IconFileImport} />
      </div>
      <p className="second">
        {t(
          'Drop a CSV file or a workbook here. Nothing is written before you have seen what each row would do.',
        )}
      </p>
      <div className="row" style={{ justifyContent: 'center' }}>
        <Button
          kind="filled"
          icon={IconUpload}
          disabled={send.isPending}
          onClick={() => field.current?.click()}
        >
          {t('Choose a file')}
        </Button>
      </div>
      <input
        ref={field}
        type="file"
        className="hidden"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-label={t('File to import')}
        tabIndex={-1}
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
      {part !== null && (
        <div className="stack gap4">
          <Bar part={part} label={t('{{share}} uploaded', { share: percent(100 * part) })} />
          <span className="small second">{t('{{share}} uploaded', { share: percent(100 * part) })}</span>
        </div>
      )}
      {send.error && <Trouble error={send.error} what={t('The file was not taken.')} />}
    </div>
  );
}

function Earlier({ rows }: { rows: Import[] }) {
  return (
    <div className="tablebox card" role="region" aria-label={t('Earlier imports')} tabIndex={0}>
      <table className="table plain stacked">
        <thead>
          <tr>
            <th scope="col">{t('File')}</th>
            <th scope="col">{t('State')}</th>
            <th scope="col" className="number">
              {t('Rows')}
            </th>
            <th scope="col" className="number">
              {t('Created')}
            </th>
            <th scope="col" className="number">
              {t('Updated')}
            </th>
            <th scope="col" className="number">
              {t('Rejected')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((job) => (
            <tr key={job.id}>
              <td>
                <Anchor to={`/import/${job.id}`} className="strong">
                  {job.file}
                </Anchor>
              </td>
              <td data-label={t('State')}>
                <Chip tone={stateWord[stateOf(job)].tone}>{t(stateWord[stateOf(job)].word)}</Chip>
              </td>
              <td className="number" data-label={t('Rows')}>
                {count(job.rows)}
              </td>
              <td className="number" data-label={t('Created')}>
                {count(job.created)}
              </td>
              <td className="number" data-label={t('Updated')}>
                {count(job.updated)}
              </td>
              <td className="number" data-label={t('Rejected')}>
                {count(job.rejected)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
