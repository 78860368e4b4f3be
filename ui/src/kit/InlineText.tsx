// A value that is edited where it stands: Enter or a click opens, Esc cancels, leaving saves.
import { type KeyboardEvent, useState } from 'react';
import { t } from '../i18n';
import { NotKnown } from './parts';
import { saidAt } from './states';

// An address is one word: it is cut at the end of the line, whole on hover, rather than broken.
const isWord = (text: string): boolean => /^\S*[@/]\S*$/.test(text);

// What is typed wrongly can already fail before anything is sent.
const attempt = async (save: () => Promise<unknown>): Promise<unknown> => save();

interface InlineTextProps {
  label: string;
  text: string;
  value: string;
  readOnly: boolean;
  type: string;
  // What stands there while there is no value.
  empty?: string;
  onSave: (value: string) => Promise<unknown>;
}

export function InlineText({ label, text, value, readOnly, type, empty, onSave }: InlineTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const save = () => {
    if (draft === null) return;
    if (draft === value) return setDraft(null);
    attempt(() => onSave(draft)).then(
      () => {
        setDraft(null);
        setError(null);
      },
      (problem: unknown) => setError(saidAt(problem)),
    );
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') {
      setDraft(null);
      setError(null);
    }
  };
  const shown = text === '' ? empty ? <span className="third">{empty}</span> : <NotKnown /> : text;
  const whole = isWord(text) ? { className: 'cut', title: text } : {};
  if (readOnly) return <span {...whole}>{shown}</span>;
  if (draft === null) {
    return (
      <button
        type="button"
        className={isWord(text) ? 'inline cut' : 'inline'}
        title={whole.title}
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
