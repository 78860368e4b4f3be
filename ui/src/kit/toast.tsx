// Toasts with a literal Undo: eight seconds, held while hovered or focused; "z" undoes the newest.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { t } from '../i18n';
import { useKeys } from './keys';
import { Button } from './parts';

export interface Toast {
  id: number;
  text: string;
  undo?: (() => void) | undefined;
}

const shown_ms = 8_000;
let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function toast(text: string, undo?: () => void): void {
  set([...toasts.slice(-2), { id: nextId++, text, undo }]);
}
export const dismiss = (id: number): void => set(toasts.filter((shown) => shown.id !== id));
export const shownToasts = (): Toast[] => toasts;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function undoNewest(): void {
  const newest = [...toasts].reverse().find((shown) => shown.undo);
  if (!newest) return;
  dismiss(newest.id);
  newest.undo?.();
}

function ToastLine({ shown }: { shown: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(shown.id), shown_ms);
    return () => clearTimeout(timer);
  }, [held, shown.id]);
  const undo =
    shown.undo &&
    (() => {
      dismiss(shown.id);
      shown.undo?.();
    });
  return (
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="grow">{shown.text}</span>
      {undo && (
        <Button small hint="Z" onClick={undo}>
          {t('Undo')}
        </Button>
      )}
      {!undo && (
        <Button small onClick={() => dismiss(shown.id)}>
          {t('Close')}
        </Button>
      )}
    </div>
  );
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, shownToasts);
  useKeys({ z: undoNewest });
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((one) => (
        <ToastLine key={one.id} shown={one} />
      ))}
    </div>
  );
}
