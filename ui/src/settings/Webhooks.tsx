// Addresses outside that are told what happens: what each is told, what arrived, what did not.
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useWebhooks } from '../api/hooks';
import type { Webhook } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count } from '../kit/format';
import { Button, Chip } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { Deliveries } from './Deliveries';
import { EditWebhook } from './EditWebhook';

export function Webhooks() {
  const webhooks = useWebhooks();
  const [edited, edit] = useState<Webhook | 'new'>();
  const [secret, showSecret] = useState<string>();
  return (
    <>
      <div className="row wrap">
        <h2 className="grow">{t('Webhooks')}</h2>
        <Button icon={IconPlus} onClick={() => edit('new')}>
          {t('Add a webhook')}
        </Button>
      </div>
      <p className="second">
        {t(
          'Another system or a chat is told what happens here, as it happens. What does not arrive is sent again for three days.',
        )}
      </p>
      {secret && (
        <div className="note stack gap4" role="status">
          <span>
            {t('Copy the secret now; it is shown once. With it the receiver knows that we sent it.')}
          </span>
          <code className="mono" style={{ overflowWrap: 'anywhere' }}>
            {secret}
          </code>
        </div>
      )}
      <Answer of={webhooks}>
        {(found) =>
          found.rows.length === 0 ? (
            <p className="third">{t('None yet. A chat that hears of every won deal is a good first one.')}</p>
          ) : (
            <ul className="stack gap12">
              {found.rows.map((webhook) => (
                <One
                  key={webhook.id}
                  webhook={webhook}
                  onEdit={() => edit(webhook)}
                  onSecret={(next) => showSecret(next)}
                />
              ))}
            </ul>
          )
        }
      </Answer>
      {edited && (
        <EditWebhook
          webhook={edited === 'new' ? undefined : edited}
          onClose={() => edit(undefined)}
          onSecret={showSecret}
        />
      )}
    </>
  );
}

const stale = () => [['webhooks']];

function useDoings(webhook: Webhook, onSecret: (secret: string) => void) {
  const path = `/webhooks/${webhook.id}`;
  const test = useAct({
    send: () => post<undefined>(`${path}/test`),
    done: () => t('A test is on its way'),
    stale,
  });
  const turn = useAct({
    send: (active: boolean) => write<Webhook>('PATCH', path, { active }),
    done: (active) => (active ? t('The webhook is told again') : t('The webhook is told no more')),
    stale,
  });
  const renew = useAct({
    send: () => post<Webhook>(`${path}/secret`),
    stale,
    after: (made) => made.secret && onSecret(made.secret),
  });
  const remove = useAct({ send: () => write('DELETE', path), done: () => t('The webhook is gone'), stale });
  return { test, turn, renew, remove, error: test.error ?? turn.error ?? renew.error ?? remove.error };
}

interface OneProps {
  webhook: Webhook;
  onEdit: () => void;
  onSecret: (secret: string) => void;
}

function One({ webhook, onEdit, onSecret }: OneProps) {
  const { test, turn, renew, remove, error } = useDoings(webhook, onSecret);
  const [open, setOpen] = useState(false);
  return (
    <li className="card">
      <div className="in stack gap6">
        <div className="row wrap">
          <b className="medium grow" style={{ overflowWrap: 'anywhere' }}>
            {webhook.description || webhook.url}
          </b>
          <State webhook={webhook} />
        </div>
        {webhook.description && (
          <span className="small second" style={{ overflowWrap: 'anywhere' }}>
            {webhook.url}
          </span>
        )}
        {webhook.stopped && <p className="small second">{webhook.stopped}</p>}
        <div className="row wrap gap4">
          {webhook.types.map((type) => (
            <Chip key={type} tone="outline">
              {type}
            </Chip>
          ))}
        </div>
        {error && <Trouble error={error} />}
        <div className="row wrap">
          <Button small expanded={open} onClick={() => setOpen(!open)}>
            {t('Messages')}
          </Button>
          {webhook.active && (
            <Button small icon={IconSend} onClick={() => test.mutate(undefined)}>
              {t('Send a test')}
            </Button>
          )}
          <Button small onClick={() => turn.mutate(!webhook.active)}>
            {webhook.active ? t('Switch off') : t('Switch on')}
          </Button>
          <Button small onClick={onEdit}>
            {t('Change')}
          </Button>
          {webhook.format === 'standard' && (
            <Button small onClick={() => renew.mutate(undefined)}>
              {t('New secret')}
            </Button>
          )}
          {!webhook.active && (
            <Button small onClick={() => remove.mutate(undefined)}>
              {t('Remove')}
            </Button>
          )}
        </div>
        {open && <Deliveries webhook={webhook} />}
      </div>
    </li>
  );
}

function State({ webhook }: { webhook: Webhook }) {
  return (
    <>
      {!webhook.active && <Chip>{t('switched off')}</Chip>}
      {webhook.waiting > 0 && (
        <Chip tone="soon">{t('{{count}} on their way', { count: count(webhook.waiting) })}</Chip>
      )}
      {webhook.dead > 0 && (
        <Chip tone="breached">{t('{{count}} did not arrive', { count: count(webhook.dead) })}</Chip>
      )}
    </>
  );
}
