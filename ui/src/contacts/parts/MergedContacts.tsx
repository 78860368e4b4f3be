import { post } from '../../api/client';
import type { Contact } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { moment } from '../../kit/format';
import { Button } from '../../kit/parts';
import { Trouble } from '../../kit/states';

// Who was merged into this contact, and the way back.
export function MergedContacts({ contact, readOnly }: { contact: Contact; readOnly: boolean }) {
  const part = useAct({
    send: (id: string) => post<{ undo?: string }>(`/contacts/${id}/unmerge`, {}),
    done: () => t('They are two contacts again'),
    stale: () => [['contact'], ['contacts'], ['timeline', contact.id], ['duplicates']],
  });
  return (
    <section className="stack gap6 later">
      <h2 className="body13">{t('Merged from')}</h2>
      {part.error && <Trouble error={part.error} />}
      <ul className="stack">
        {contact.merged.map((merged) => (
          <li key={merged.contact.id} className="row">
            <div className="grow">
              <div className="body13 medium">{merged.contact.name}</div>
              <div className="small third">{moment(merged.at)}</div>
            </div>
            {!readOnly && (
              <Button small disabled={part.isPending} onClick={() => part.mutate(merged.contact.id)}>
                {t('Un-merge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
