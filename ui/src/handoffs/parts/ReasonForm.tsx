import { Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { type Message, message, t } from '../../i18n';
import { Button } from '../../kit/parts';
import { pickedBy } from './reasons';

export type Asking = 'reject' | 'recycle' | 'praise';

const words: Record<Asking, { ask: Message; send: Message }> = {
  reject: { ask: message('Why is this not for sales now?'), send: message('Reject handoff') },
  recycle: { ask: message('Why does it go back to marketing?'), send: message('Recycle handoff') },
  praise: { ask: message('A great lead, because…'), send: message('Tell marketing') },
};

interface ReasonFormProps {
  verb: Asking;
  reasons: string[];
  busy: boolean;
  onSend: (reason: string, note: string) => void;
  onCancel: () => void;
}

// A reason must be chosen (1–9 choose it); the note is optional; Ctrl Enter sends.
export function ReasonForm({ verb, reasons, busy, onSend, onCancel }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (reason !== '') onSend(reason, note);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send();
    if ((event.target as HTMLElement).tagName === 'TEXTAREA') return;
    const picked = pickedBy(event.key, reasons);
    if (!picked) return;
    event.preventDefault();
    setReason(picked);
  };
  return (
    <form className="stack gap12" onSubmit={send} onKeyDown={onKey}>
      <fieldset className="stack gap4" style={{ border: 0, margin: 0, padding: 0 }}>
        <legend className="strong body13">{t(words[verb].ask)}</legend>
        {reasons.map((text, index) => (
          <label key={text} className="row" style={{ minHeight: 28 }}>
            <input
              type="radio"
              name="reason"
              value={text}
              checked={reason === text}
              onChange={() => setReason(text)}
              data-autofocus={index === 0 || undefined}
            />
            <span className="grow">{text}</span>
            {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}
          </label>
        ))}
      </fieldset>
      <Textarea
        label={t('Note, optional')}
        autosize={false}
        rows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" kind="filled" disabled={reason === '' || busy} hint="Ctrl ↵">
          {t(words[verb].send)}
        </Button>
        <Button onClick={onCancel}>{t('Cancel')}</Button>
      </div>
    </form>
  );
}
