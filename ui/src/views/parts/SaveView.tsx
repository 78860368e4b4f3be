// A view gets its name, and is one's own or shared with both teams.
import { Checkbox, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { write } from '../../api/client';
import type { SavedView, Written } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { useAddress } from '../../kit/nav';
import { Button } from '../../kit/parts';
import { Trouble } from '../../kit/states';
import type { Room } from './model';

interface SaveViewProps {
  room: Room;
  address: string;
  view: SavedView | undefined;
  onClose: () => void;
}

export function SaveView({ room, address, view, onClose }: SaveViewProps) {
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [, change] = useAddress();
  const save = useAct({
    send: () =>
      view
        ? write<Written>('PATCH', `/views/${view.id}`, { name, shared })
        : write<Written>('POST', '/views', { room, name, address, shared }),
    done: () => t('“{{name}}” was saved', { name }),
    stale: () => [['views']],
    after: ({ id }) => {
      if (!view && id) change({ view: id });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={view ? t('Change the view') : t('Save this view')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form className="form" onSubmit={submit}>
        {save.error && <Trouble error={save.error} />}
        <TextInput
          label={t('Name')}
          required
          withAsterisk={false}
          data-autofocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={t('Share it with both teams')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
          iconColor="var(--onink)"
        />
        <div className="row">
          <Button type="submit" kind="filled" disabled={name.trim() === '' || save.isPending}>
            {t('Save view')}
          </Button>
          <Button onClick={onClose}>{t('Cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
