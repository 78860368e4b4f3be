import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post, Problem } from '../api/client';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Anchor, useGo } from '../kit/nav';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { LikelyContacts } from './parts/LikelyContacts';

const empty = { email: '', first_name: '', last_name: '', job_title: '' };
type Fields = typeof empty;

export function CreateContact({ onClose }: { onClose: () => void }) {
  const [fields, setFields] = useState<Fields>(empty);
  const go = useGo();
  const create = useAct({
    send: () =>
      post<{ id: string; undo?: string }>('/contacts', { properties: filled(fields), company: null }),
    done: () => t('{{name}} was created', { name: fields.email }),
    stale: () => [['contacts'], ['home']],
    after: ({ id }) => go(`/contacts/${id}`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(undefined);
  };
  const text = (name: keyof Fields) => ({
    value: fields[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  const taken =
    create.error instanceof Problem && create.error.status === 409
      ? (create.error.body as { existing?: { id: string } }).existing
      : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Create a contact')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form className="form" onSubmit={submit}>
        {create.error && <Trouble error={create.error} />}
        {taken && (
          <Anchor to={`/contacts/${taken.id}`} className="link">
            {t('Open the contact who has this e-mail')}
          </Anchor>
        )}
        <TextInput
          label={t('E-mail')}
          type="email"
          required
          withAsterisk={false}
          data-autofocus
          {...text('email')}
        />
        <TextInput label={t('First name, optional')} {...text('first_name')} />
        <TextInput label={t('Last name, optional')} {...text('last_name')} />
        <TextInput label={t('Job title, optional')} {...text('job_title')} />
        <LikelyContacts properties={filled(fields)} />
        <div className="row">
          <Button type="submit" kind="filled" disabled={create.isPending}>
            {t('Create contact')}
          </Button>
          <Button onClick={onClose}>{t('Cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}

const filled = (fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
