import { post } from '../api/client';
import { useQuarantine } from '../api/hooks';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { moment } from '../kit/format';
import { Button } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';

export function Quarantine() {
  const list = useQuarantine();
  const replay = useAct({
    send: (id: string) => post<object>(`/quarantine/${id}/replay`),
    done: () => t('The event was read again'),
    stale: () => [['quarantine']],
  });
  return (
    <>
      <h2>{t('Quarantine')}</h2>
      <p className="second">{t('Events that could not be read are kept here; nothing is thrown away.')}</p>
      {replay.error && <Trouble error={replay.error} />}
      <Answer of={list}>
        {(found) =>
          found.rows.length === 0 ? (
            <p className="third">{t('Empty: every event was read.')}</p>
          ) : (
            <ul className="stack gap12">
              {found.rows.map((row) => (
                <li key={row.id} className="card">
                  <div className="in stack gap6">
                    <div className="row wrap">
                      <b className="medium">{row.reason}</b>
                      <span className="small third">
                        {row.source}, {moment(row.received)}
                      </span>
                      <span className="grow" />
                      <Button small onClick={() => replay.mutate(row.id)}>
                        {t('Read it again')}
                      </Button>
                    </div>
                    <pre className="code mono" tabIndex={0} aria-label={t('The event')}>
                      {row.body}
                    </pre>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  );
}
