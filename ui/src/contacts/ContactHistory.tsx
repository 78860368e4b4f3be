import { post } from '../api/client';
import type { Contact } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Composer } from './Composer';
import { History } from './parts/History';

export function ContactHistory({ contact, asOf }: { contact: Contact; asOf: string | undefined }) {
  const undo = useAct({
    send: (token: string) => post<object>('/undo', { token }),
    done: () => t('The change was undone'),
    stale: () => [
      ['contact', contact.id],
      ['timeline', contact.id],
      ['why', contact.id],
    ],
  });
  return (
    <div className="stack gap16">
      {!asOf && <Composer contact={contact} />}
      <History
        kind="contacts"
        id={contact.id}
        asOf={asOf}
        onUndo={asOf ? undefined : (token) => undo.mutate(token)}
      />
    </div>
  );
}
