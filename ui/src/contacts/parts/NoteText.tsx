// A text in which "@" calls a colleague: who may be meant is offered, picked by keys or pointer.
import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useUsers } from '../../api/hooks';
import { t } from '../../i18n';
import { called, callingAt, meant } from './mentioning';

interface NoteTextProps {
  value: string;
  onChange: (text: string) => void;
  label: string;
  placeholder: string;
  rows: number;
  autoFocus?: boolean;
}

export function NoteText({ value, onChange, label, placeholder, rows, autoFocus = false }: NoteTextProps) {
  const people = useUsers().data?.rows ?? [];
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [closed, close] = useState(false);
  const calling = closed ? undefined : callingAt(value, caret);
  const offered = calling ? meant(people, calling.word) : [];
  const chosen = offered[Math.min(at, offered.length - 1)];
  const pick = (name: string) => {
    if (!calling) return;
    const [text, next] = called(value, caret, calling, name);
    onChange(text);
    setCaret(next);
    setAt(0);
    requestAnimationFrame(() => field.current?.setSelectionRange(next, next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!chosen || event.ctrlKey || event.metaKey) return;
    const by: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in by)
      setAt((Math.min(at, offered.length - 1) + (by[event.key] ?? 0) + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen.name);
    else if (event.key === 'Escape') close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="notetext">
      <Textarea
        ref={field}
        variant="unstyled"
        autosize={false}
        rows={rows}
        autoFocus={autoFocus}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={chosen ? id : undefined}
        aria-activedescendant={chosen ? `${id}${offered.indexOf(chosen)}` : undefined}
        placeholder={placeholder}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setAt(0);
          close(false);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => close(true)}
      />
      {chosen && (
        <ul id={id} role="listbox" className="offered" aria-label={t('Colleagues')}>
          {offered.map((person, index) => (
            <li
              key={person.id}
              id={`${id}${index}`}
              role="option"
              aria-selected={person === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(person.name);
              }}
            >
              {person.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
