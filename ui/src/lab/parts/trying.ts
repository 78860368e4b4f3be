// Values to try around a number of the agreement in force, as the lab's address takes them.
import { suggested } from '../tries';

export interface TriedNumber {
  index: number;
  text: string;
  kind: 'number' | 'duration';
}

export function trySearch({ index, text, kind }: TriedNumber): Record<string, string> {
  const place = { path: '', line: 1, column: 1, length: text.length, unit: null, label: '', clause: '' };
  return { a: 'in-force', try: `${index}:${suggested({ ...place, kind, text }, text).join(',')}` };
}
