// Only what takes longer than a moment says how far it is.
import { t } from '../i18n';
import { count } from '../kit/format';
import { Bar, Button } from '../kit/parts';
import { stop, useProgress } from './asking';

export function Running({ jobs }: { jobs: '/backtests' | '/tunes' }) {
  const { data: job } = useProgress(jobs);
  if (!job || job.state !== 'running' || job.contacts === 0) return null;
  const said = t('{{done}} of {{all}} contacts read', {
    done: count(job.contacts_done),
    all: count(job.contacts),
  });
  return (
    <div className="row running" role="status">
      <span className="grow">
        <Bar part={job.contacts_done / job.contacts} label={said} />
      </span>
      <span className="small second figures">{said}</span>
      <Button small onClick={() => void stop(jobs, job.id)}>
        {t('Stop')}
      </Button>
    </div>
  );
}
