// A value that is edited where it stands: Enter or a click opens, Esc cancels, leaving saves.
import { Fragment, type KeyboardEvent, useState } from 'react';
import { t } from '../i18n';
import { NotKnown } from './parts';
import { saidBy } from './states';

// A long address breaks before its @ first.
const broken = (text: string) =>
  text.split(/(?=@)/).map((part, at) => (
    <Fragment key={part}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));

interface InlineTextProps {
  label: string;
  text: string;
  value: string;
  readOnly: boolean;
  type: string;
  onSave: (value: string) => Promise<unknown>;
}

export function InlineText({ label, text, value, readOnly, type, onSave }: InlineTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const save = () => {
    if (draft === null) return;
    if (draft === value) return setDraft(null);
    onSave(draft).then(
      () => {
        setDraft(null);
        setError(null);
      },
      (problem: unknown) => setError(saidBy(problem)),
    );
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') {
      setDraft(null);
      setError(null);
    }
  };
  const shown = text === '' ? <NotKnown /> : broken(text);
  if (readOnly) return <span>{shown}</span>;
  if (draft === null) {
    return (
      <button
        type="button"
        className="inline"
        aria-label={t('{{label}}: {{text}}. Edit', { label, text: text || t('not known') })}
        onClick={() => setDraft(value)}
      >
        {shown}
      </button>
    );
  }
  return (
    <>
      <input
        className="inlinefield"
        aria-label={label}
        aria-invalid={error !== null}
        autoFocus
        type={type === 'number' ? 'number' : type === 'date' ? 'date' : 'text'}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={onKey}
      />
      {error && (
        <span className="small" role="alert" style={{ color: 'var(--breached-text)' }}>
          {error}
        </span>
      )}
    </>
  );
}
