// In the bell's drawer: notes that call whoever is signed in; looked at, they are old from then on.
import { useEffect } from 'react';
import { post } from '../api/client';
import { useMentions } from '../api/hooks';
import type { Mention } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { moment } from '../kit/format';
import { Anchor } from '../kit/nav';

const placeOf = ({ contact, company, deal }: Mention): [string, string] =>
  contact
    ? [`/contacts/${contact.id}`, contact.name]
    : deal
      ? [`/deals/${deal.id}`, deal.name]
      : [`/companies/${company?.id ?? ''}`, company?.name ?? ''];

export function Mentions() {
  const rows = useMentions().data?.rows ?? [];
  const see = useAct({
    send: (until: string) => post<undefined>('/mentions/seen', { until }),
    stale: () => [],
  });
  const newest = rows.find((row) => !row.seen)?.at;
  const { mutate } = see;
  useEffect(() => {
    if (newest) mutate(newest);
  }, [newest, mutate]);
  if (rows.length === 0) return null;
  return (
    <section className="stack gap6">
      <h2 className="body13">{t('You were called')}</h2>
      {rows.slice(0, 10).map((row) => {
        const [to, name] = placeOf(row);
        return (
          <Anchor key={row.id} to={to} className="stack gap4 body13">
            <span className="row between">
              <b className={row.seen ? 'grow' : 'grow medium'}>
                {t('{{who}} about {{name}}', { who: row.by?.name ?? '', name })}
              </b>
              <span className="small third nowrap">{moment(row.at)}</span>
            </span>
            <span className="small second clamp2">{row.text}</span>
          </Anchor>
        );
      })}
    </section>
  );
}
