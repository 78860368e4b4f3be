// What a webhook is told, where, and in which form.
import { Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useWebhookTypes } from '../api/hooks';
import type { Webhook } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';

interface EditWebhookProps {
  webhook: Webhook | undefined; // none: a new one
  onClose: () => void;
  onSecret: (secret: string) => void;
}

export function EditWebhook({ webhook, onClose, onSecret }: EditWebhookProps) {
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [format, setFormat] = useState<Webhook['format']>(webhook?.format ?? 'standard');
  const [types, setTypes] = useState<string[]>(webhook?.types ?? ['deal.won']);
  const body = { url, description, format, types };
  const save = useAct({
    send: () =>
      webhook ? write<Webhook>('PATCH', `/webhooks/${webhook.id}`, body) : post<Webhook>('/webhooks', body),
    done: () => (webhook ? t('The webhook was changed') : t('The webhook was added')),
    stale: () => [['webhooks']],
    after: (made) => {
      if (made.secret && made.format === 'standard') onSecret(made.secret);
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={webhook ? t('Change the webhook') : t('Add a webhook')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        {save.error && <Trouble error={save.error} />}
        <TextInput
          label={t('Address')}
          placeholder={t('https://example.com/hook')}
          required
          withAsterisk={false}
          data-autofocus
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('What it is for')}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Select
          label={t('Form')}
          allowDeselect={false}
          data={[
            { value: 'standard', label: t('Signed JSON, for programs') },
            { value: 'slack', label: t('A line for Slack or Mattermost') },
            { value: 'teams', label: t('A card for Teams') },
          ]}
          value={format}
          onChange={(next) => next && setFormat(next as Webhook['format'])}
        />
        <Types chosen={types} onChoose={setTypes} />
        <div>
          <Button type="submit" kind="filled" disabled={save.isPending || types.length === 0}>
            {webhook ? t('Save') : t('Add a webhook')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Types({ chosen, onChoose }: { chosen: string[]; onChoose: (types: string[]) => void }) {
  const types = useWebhookTypes();
  return (
    <fieldset className="plain stack gap6">
      <legend className="medium">{t('It is told when')}</legend>
      <Answer of={types} lines={4}>
        {(found) =>
          found.rows.map((type) => (
            <Checkbox
              key={type.name}
              label={type.meaning}
              description={type.name}
              checked={chosen.includes(type.name)}
              onChange={(event) =>
                onChoose(
                  event.currentTarget.checked
                    ? [...chosen, type.name]
                    : chosen.filter((name) => name !== type.name),
                )
              }
            />
          ))
        }
      </Answer>
    </fieldset>
  );
}
