import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '../api/client';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { useGo } from '../kit/nav';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';

export function CreateCompany({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [domain, setDomain] = useState('');
  const go = useGo();
  const create = useAct({
    send: () =>
      post<{ id: string; undo?: string }>('/companies', { properties: { name, ...(domain && { domain }) } }),
    done: () => t('{{name}} was created', { name }),
    stale: () => [['companies']],
    after: ({ id }) => go(`/companies/${id}`),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Create a company')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        {create.error && <Trouble error={create.error} />}
        <TextInput
          label={t('Name')}
          required
          withAsterisk={false}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('Domain, optional')}
          placeholder="acme.test"
          value={domain}
          onChange={(event) => setDomain(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" kind="filled" disabled={create.isPending}>
            {t('Create company')}
          </Button>
          <Button onClick={onClose}>{t('Cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
