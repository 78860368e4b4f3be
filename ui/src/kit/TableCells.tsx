// A cell that is being written: Enter saves, Tab saves and goes on to the next, Esc leaves it as it was.
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Edit } from './DataTable';
import { saidBy } from './states';

interface EditCellProps<Row> {
  label: string;
  row: Row;
  edit: Edit<Row>;
  onDone: (step?: 1 | -1) => void;
}

export function EditCell<Row>({ label, row, edit, onDone }: EditCellProps<Row>) {
  const [before] = useState(() => edit.value(row));
  const [draft, setDraft] = useState(before);
  const [error, setError] = useState<string | null>(null);
  const left = useRef(false);
  const leave = (step?: 1 | -1) => {
    left.current = true;
    onDone(step);
  };
  const save = (step?: 1 | -1) => {
    if (left.current) return;
    if (draft === before) return leave(step);
    left.current = true;
    edit.save(row, draft, before).then(
      () => onDone(step),
      (problem: unknown) => {
        left.current = false;
        setError(saidBy(problem));
      },
    );
  };
  const onKey = (event: KeyboardEvent) => {
    if (!['Enter', 'Escape', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    if (event.key === 'Escape') leave();
    else save(event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : undefined);
  };
  return (
    <>
      <input
        className="inlinefield"
        aria-label={label}
        aria-invalid={error !== null}
        autoFocus
        inputMode={edit.type === 'number' ? 'decimal' : undefined}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => save()}
        onKeyDown={onKey}
      />
      {error && (
        <span className="cellerror small" role="alert">
          {error}
        </span>
      )}
    </>
  );
}
