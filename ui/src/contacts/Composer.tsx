// Note, call, e-mail, meeting or task, logged in one go; what is typed survives a failed save.
import { TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { post } from '../api/client';
import type { Contact } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { useAddress } from '../kit/nav';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { TaskExtras } from '../tasks/parts/TaskExtras';
import {
  blankDraft,
  type Draft,
  type Kind,
  kindOf,
  kinds,
  outcomes,
  ready,
  requestOf,
} from './composerModel';
import { NoteText } from './parts/NoteText';

function useLog(contact: Contact, onSaved: () => void) {
  return useAct({
    send: (draft: Draft) => {
      const { path, body } = requestOf(draft, contact.id);
      return post<{ undo?: string }>(path, body);
    },
    done: () => t('Logged with {{name}}', { name: contact.name }),
    stale: () => [
      ['contact', contact.id],
      ['timeline', contact.id],
      ['why', contact.id],
      ['home'],
      ['tasks'],
      ['mentions'],
      ['handoffs'],
      ['handoff', contact.id],
    ],
    after: onSaved,
  });
}

export function Composer({ contact }: { contact: Contact }) {
  const [search, change] = useAddress();
  const [draft, setDraft] = useState<Draft>(blankDraft);
  const kind = kindOf(search['log']);
  const current = { ...draft, kind };
  const log = useLog(contact, () => {
    setDraft(blankDraft);
    change({ log: undefined });
  });
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (ready(current)) log.mutate(current);
  };
  const onKey = (event: KeyboardEvent) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send();
  return (
    <form className="composer" onSubmit={send} onKeyDown={onKey} aria-label={t('Log something')}>
      <div className="kinds" role="group" aria-label={t('What to log')}>
        {kinds.map((one) => (
          <button
            key={one.kind}
            type="button"
            aria-pressed={one.kind === kind}
            onClick={() => change({ log: one.kind })}
          >
            {t(one.word)}
          </button>
        ))}
      </div>
      <NoteText
        key={kind}
        rows={kind === 'note' ? 2 : 1}
        autoFocus={search['log'] !== undefined}
        label={kind === 'task' ? t('What to do') : t('What was said')}
        placeholder={kind === 'task' ? t('What to do') : t('Write what was said; @ calls a colleague')}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
      />
      <Extras kind={kind} draft={draft} onChange={setDraft} />
      {log.error && <Trouble error={log.error} what={t('It was not saved; your text is still here.')} />}
      {(current.text !== '' || kind !== 'note') && (
        <div className="row" style={{ marginTop: 8 }}>
          <Button type="submit" kind="filled" small disabled={!ready(current) || log.isPending} hint="Ctrl ↵">
            {kind === 'task' ? t('Add task') : t('Save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function Extras({ kind, draft, onChange }: { kind: Kind; draft: Draft; onChange: (draft: Draft) => void }) {
  if (kind === 'note') return null;
  if (kind === 'task') {
    return (
      <div className="stack gap6">
        <TextInput
          label={t('Due')}
          type="datetime-local"
          size="xs"
          maw={220}
          value={draft.due}
          onChange={(event) => onChange({ ...draft, due: event.currentTarget.value })}
        />
        <TaskExtras extra={draft.extra} onChange={(extra) => onChange({ ...draft, extra })} />
      </div>
    );
  }
  return (
    <div className="row wrap gap6" role="group" aria-label={t('Outcome')}>
      {outcomes[kind].map((outcome) => (
        <button
          key={outcome.key}
          type="button"
          className="choice"
          aria-pressed={draft.outcome === outcome.key}
          onClick={() => onChange({ ...draft, outcome: outcome.key })}
        >
          {t(outcome.word)}
        </button>
      ))}
    </div>
  );
}
