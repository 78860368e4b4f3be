// One import from file to records: what was detected, the mapping, the dry run, the run, and undo.
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useImport } from '../api/hooks';
import type { Import } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count } from '../kit/format';
import { Anchor, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Bar, Button, Chip, Glyph } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { ImportResult } from './ImportResult';
import { ImportMapping } from './ImportMapping';
import { ImportWays } from './ImportWays';
import {
  delimiterWord,
  isBusy,
  isChecked,
  type Mapping,
  mappingOf,
  stateOf,
  stateWord,
  troubleIn,
} from './model';

export function ImportPage() {
  const job = useImport(useParam('id'));
  return (
    <Answer of={job} lines={8}>
      {(found) => <Wizard job={found} />}
    </Answer>
  );
}

function useSteps(job: Import, taken: (mapping: Mapping) => void) {
  const stale = () => [['import', job.id], ['imports'], ['contacts'], ['companies'], ['deals']];
  const step = useAct({
    send: (verb: 'start' | 'cancel' | 'undo') => post<object>(`/imports/${job.id}/${verb}`),
    stale,
  });
  const check = useAct({
    send: async (mapping: ReturnType<typeof mappingOf>) => {
      await write('PUT', `/imports/${job.id}/mapping`, mapping);
      return post<Import>(`/imports/${job.id}/dry-run`);
    },
    stale,
    // Another kind or sheet has other columns.
    after: (found) => taken(mappingOf(found)),
  });
  return { step, check };
}

function Wizard({ job }: { job: Import }) {
  const [mapping, setMapping] = useState(() => mappingOf(job));
  const { step, check } = useSteps(job, setMapping);
  const editable = ['uploaded', 'ready'].includes(job.state);
  const { missing, twice } = troubleIn(mapping, job);
  const changed = JSON.stringify(mapping) !== JSON.stringify(mappingOf(job));
  const startable = stateOf(job) === 'ready' && !changed;
  return (
    <>
      <PageHead
        title={job.file}
        lead={
          <Anchor to="/import" className="row gap6 second">
            <Glyph of={IconFileImport} />
            <span className="deskword">{t('Import')}</span>
          </Anchor>
        }
        beside={<Chip tone={stateWord[stateOf(job)].tone}>{t(stateWord[stateOf(job)].word)}</Chip>}
      >
        {editable && (
          <Button
            kind={startable ? 'plain' : 'filled'}
            disabled={check.isPending || missing.length + twice.length > 0}
            onClick={() => check.mutate(mapping)}
          >
            {t('Dry run')}
          </Button>
        )}
        {startable && (
          <Button kind="filled" disabled={step.isPending} onClick={() => step.mutate('start')}>
            {t('Start import')}
          </Button>
        )}
        {isBusy(job) && <Button onClick={() => step.mutate('cancel')}>{t('Cancel')}</Button>}
        {job.state === 'done' && <Button onClick={() => step.mutate('undo')}>{t('Undo import')}</Button>}
      </PageHead>
      <div className="scroll pad stack gap16">
        {(step.error ?? check.error) && <Trouble error={step.error ?? check.error} />}
        {job.error && <Trouble error={new Error(job.error)} />}
        {missing.length > 0 && editable && (
          <p className="note">{t('Still to be mapped: {{fields}}', { fields: missing.join(', ') })}</p>
        )}
        {twice.length > 0 && editable && (
          <p className="note">{t('Mapped twice: {{fields}}', { fields: twice.join(', ') })}</p>
        )}
        {!isChecked(job) && (
          <p className="second">
            {t('Look at what each column becomes, then start the dry run: it says what every row would do.')}
          </p>
        )}
        <Detected job={job} />
        {isBusy(job) && <Progress job={job} />}
        <ImportResult job={job} />
        <ImportWays job={job} mapping={mapping} editable={editable} onChange={setMapping} />
        <ImportMapping job={job} mapping={mapping} editable={editable} onChange={setMapping} />
      </div>
    </>
  );
}

function Detected({ job }: { job: Import }) {
  const { encoding, delimiter, header } = job.detected;
  const sign = delimiterWord(delimiter);
  return (
    <p className="row wrap small second">
      <Chip tone="outline">{encoding}</Chip>
      <Chip tone="outline">{sign ? t(sign) : delimiter}</Chip>
      <Chip tone="outline">{header ? t('first row is the header') : t('no header row')}</Chip>
      {isChecked(job) && <Chip tone="outline">{t('{{count}} rows', { count: job.rows })}</Chip>}
    </p>
  );
}

function Progress({ job }: { job: Import }) {
  const text = t('{{done}} of {{rows}} rows', { done: count(job.done), rows: count(job.rows) });
  return (
    <div className="stack gap4" role="status">
      <Bar part={job.done / Math.max(1, job.rows)} label={text} />
      <span className="small second figures">{text}</span>
    </div>
  );
}
