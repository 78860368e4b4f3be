// A note about a company or a deal, written where its history stands.
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { post } from '../../api/client';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { Button } from '../../kit/parts';
import { Trouble } from '../../kit/states';
import { NoteText } from './NoteText';

export function WriteNote({ kind, id }: { kind: 'companies' | 'deals'; id: string }) {
  const [text, setText] = useState('');
  const save = useAct({
    send: () => post<{ undo?: string }>(`/${kind}/${id}/notes`, { text: text.trim() }),
    done: () => t('The note was kept'),
    stale: () => [['timeline', id], ['mentions']],
    after: () => setText(''),
  });
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() !== '') save.mutate(undefined);
  };
  const onKey = (event: KeyboardEvent) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send();
  return (
    <form className="composer" onSubmit={send} onKeyDown={onKey} aria-label={t('Write a note')}>
      <NoteText
        value={text}
        onChange={setText}
        label={t('Note')}
        placeholder={t('Write a note; @ calls a colleague')}
        rows={2}
      />
      {save.error && <Trouble error={save.error} what={t('It was not saved; your text is still here.')} />}
      {text !== '' && (
        <div className="row" style={{ marginTop: 8 }}>
          <Button type="submit" kind="filled" small disabled={save.isPending} hint="Ctrl ↵">
            {t('Save')}
          </Button>
        </div>
      )}
    </form>
  );
}
