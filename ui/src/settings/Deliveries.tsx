// The last messages to one webhook, and what became of each.
import { useState } from 'react';
import { post } from '../api/client';
import { useDeliveries } from '../api/hooks';
import type { Delivery, Webhook } from '../api/types';
import { type Message, message, t } from '../i18n';
import { useAct } from '../kit/act';
import { count, moment } from '../kit/format';
import { Button, Segments } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';

const words: Record<Delivery['state'], Message> = {
  waiting: message('on its way'),
  delivered: message('arrived'),
  dead: message('did not arrive'),
};

export function Deliveries({ webhook }: { webhook: Pick<Webhook, 'id' | 'dead'> }) {
  const [state, show] = useState<'' | 'dead'>('');
  const deliveries = useDeliveries(webhook.id, state);
  const path = `/webhooks/${webhook.id}`;
  const again = useAct({
    send: (id: string) => post<undefined>(`${path}/deliveries/${id}/retry`),
    done: () => t('It is on its way again'),
    stale: () => [['webhooks']],
  });
  const all = useAct({
    send: () => post<{ count: number }>(`${path}/retry`),
    done: (_in, out) => t('{{count}} messages are on their way again', { count: count(out.count) }),
    stale: () => [['webhooks']],
  });
  const error = again.error ?? all.error;
  return (
    <div className="stack gap6">
      {error && <Trouble error={error} />}
      <div className="row wrap">
        <Segments
          label={t('Which messages')}
          value={state}
          options={[
            ['', t('All')],
            ['dead', t('Did not arrive')],
          ]}
          onPick={show}
        />
        <span className="grow" />
        {webhook.dead > 0 && (
          <Button small onClick={() => all.mutate(undefined)}>
            {t('Send all that did not arrive again')}
          </Button>
        )}
      </div>
      <Answer of={deliveries} lines={2}>
        {(found) =>
          found.rows.length === 0 ? (
            <p className="small third">{state ? t('Everything arrived.') : t('Nothing was sent yet.')}</p>
          ) : (
            <div className="tablebox" role="region" aria-label={t('Messages')} tabIndex={0}>
              <table className="table plain stacked">
                <thead>
                  <tr>
                    <th scope="col">{t('Message')}</th>
                    <th scope="col">{t('When')}</th>
                    <th scope="col">{t('What became of it')}</th>
                    <th scope="col">
                      <span className="hidden">{t('Actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {found.rows.map((row) => (
                    <tr key={row.id}>
                      <td className="medium">{row.type}</td>
                      <td data-label={t('When')}>{moment(row.created_at)}</td>
                      <td data-label={t('What became of it')}>{became(row)}</td>
                      <td className="right">
                        {row.state === 'dead' && (
                          <Button small onClick={() => again.mutate(row.id)}>
                            {t('Send again')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </div>
  );
}

function became(row: Delivery): string {
  const parts = [t(words[row.state])];
  if (row.trouble) parts.push(row.trouble);
  if (row.attempts > 1) parts.push(t('tried {{count}} times', { count: count(row.attempts) }));
  if (row.next_at && row.attempts > 0) parts.push(t('next {{when}}', { when: moment(row.next_at) }));
  return parts.join(', ');
}
