import { Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '../api/client';
import { flat, useContacts, usePipelines } from '../api/hooks';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { useGo } from '../kit/nav';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { useViewer } from '../session/parts/viewer';

export function CreateDeal({ pipeline, onClose }: { pipeline: string; onClose: () => void }) {
  const { user, workspace } = useViewer();
  const stages = usePipelines().data?.rows.find((row) => row.key === pipeline)?.stages ?? [];
  const [name, setName] = useState('');
  const [amount, setAmount] = useState<string | number>('');
  const [contact, setContact] = useState<string | null>(null);
  const [q, setQ] = useState('');
  const people = flat(useContacts({ q, sort: 'name' }).data);
  const go = useGo();
  const create = useAct({
    send: () => {
      const company = people.find((row) => row.id === contact)?.company?.id ?? null;
      const minor = Math.round(Number(amount) * 100);
      const stage = stages.find((one) => one.type === 'open')?.name;
      return post<{ id: string; undo?: string }>('/deals', {
        name,
        contacts: contact ? [contact] : [],
        company,
        amount: amount === '' ? null : { minor, currency: workspace.currency },
        pipeline,
        stage,
        owner: user.id,
      });
    },
    done: () => t('{{name}} was created', { name }),
    stale: () => [['board'], ['deals'], ['home']],
    after: ({ id }) => go(`/deals/${id}`),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Create a deal')}
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
        <NumberInput
          label={t('Amount in {{currency}}, optional', { currency: workspace.currency })}
          min={0}
          decimalScale={2}
          hideControls
          value={amount}
          onChange={setAmount}
        />
        <Select
          label={t('Contact')}
          searchable
          clearable
          data={people.map((row) => ({
            value: row.id,
            label: [row.name, row.company?.name].filter(Boolean).join(', '),
          }))}
          value={contact}
          onChange={setContact}
          onSearchChange={setQ}
          nothingFoundMessage={t('Nobody found')}
          clearButtonProps={{ 'aria-label': t('Clear') }}
        />
        <div className="row">
          <Button type="submit" kind="filled" disabled={create.isPending}>
            {t('Create deal')}
          </Button>
          <Button onClick={onClose}>{t('Cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
