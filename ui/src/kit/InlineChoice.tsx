// A value out of few, edited where it stands: the list opens at once, choosing saves.
import { useState } from 'react';
import { t } from '../i18n';
import { NotKnown } from './parts';
import { saidAt } from './states';

interface InlineChoiceProps {
  label: string;
  text: string;
  value: string[];
  options: { value: string; label: string }[];
  many: boolean;
  readOnly: boolean;
  onSave: (value: string[]) => Promise<unknown>;
}

export function InlineChoice({ label, text, value, options, many, readOnly, onSave }: InlineChoiceProps) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = (next: string[]) =>
    onSave(next).then(
      () => {
        setError(null);
        if (!many) setOpen(false);
      },
      (problem: unknown) => setError(saidAt(problem)),
    );
  const shown = text === '' ? <NotKnown /> : text;
  if (readOnly) return <span>{shown}</span>;
  if (!open) {
    return (
      <button
        type="button"
        className="inline"
        aria-label={t('{{label}}: {{text}}. Edit', { label, text: text || t('not known') })}
        onClick={() => setOpen(true)}
      >
        {shown}
      </button>
    );
  }
  return (
    <>
      {many ? (
        <Boxes {...{ label, value, options }} onSave={save} onClose={() => setOpen(false)} />
      ) : (
        <select
          className="inlinefield"
          aria-label={label}
          autoFocus
          value={value[0] ?? ''}
          onChange={(event) => void save(event.currentTarget.value === '' ? [] : [event.currentTarget.value])}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
        >
          <option value="">{t('not known')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {error && (
        <span className="small" role="alert" style={{ color: 'var(--breached-text)' }}>
          {error}
        </span>
      )}
    </>
  );
}

interface BoxesProps {
  label: string;
  value: string[];
  options: { value: string; label: string }[];
  onSave: (value: string[]) => void;
  onClose: () => void;
}

function Boxes({ label, value, options, onSave, onClose }: BoxesProps) {
  const turned = (one: string) =>
    value.includes(one) ? value.filter((other) => other !== one) : [...value, one];
  return (
    <fieldset
      className="stack gap4"
      aria-label={label}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      {options.map((option, index) => (
        <label key={option.value} className="row gap6">
          <input
            type="checkbox"
            autoFocus={index === 0}
            checked={value.includes(option.value)}
            onChange={() => onSave(turned(option.value))}
          />
          <span>{option.label}</span>
        </label>
      ))}
      <button type="button" className="link small second" onClick={onClose}>
        {t('Done')}
      </button>
    </fieldset>
  );
}
