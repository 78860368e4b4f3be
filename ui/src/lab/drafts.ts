// The drafts on the table: each a version and the numbers written over in it. They live in the address,
// as "draft-2" or "3~4:21~7:100": the fifth number of version 3 is 21, the eighth is 100.
import type { AgreementRow } from '../api/types';
import type { Search } from '../kit/nav';
import type { Parameter } from './shapes';

export const letters = ['a', 'b', 'c', 'd'] as const;
export type Letter = (typeof letters)[number];

export interface Draft {
  letter: Letter;
  base: string;
  edits: ReadonlyMap<number, string>;
}

export const nameOf = (letter: Letter): string => letter.toUpperCase();
export const tokenOf = (letter: Letter): string => `--c${letters.indexOf(letter) + 1}`;

const numberText = /^-?\d+(\.\d+)?$/;

export function draftIn(letter: Letter, text: string): Draft {
  const [base = '', ...parts] = text.split('~');
  const edits = parts.flatMap((part): [number, string][] => {
    const [index, value] = part.split(':');
    return index !== undefined && /^\d+$/.test(index) && value !== undefined && numberText.test(value)
      ? [[Number(index), value]]
      : [];
  });
  return { letter, base, edits: new Map(edits) };
}

export const textOf = ({ base, edits }: Pick<Draft, 'base' | 'edits'>): string =>
  [base, ...[...edits].sort(([a], [b]) => a - b).map(([index, value]) => `${index}:${value}`)].join('~');

// Those the address names; without any, the newest draft, or a copy of what is in force.
export function draftsIn(search: Search, rows: AgreementRow[]): Draft[] {
  const named = letters.flatMap((letter) => {
    const text = search[letter];
    return text ? [draftIn(letter, text)] : [];
  });
  if (named.length > 0) return named;
  const newest = rows.find((row) => row.state === 'draft' || row.state === 'scheduled');
  return [draftIn('a', newest?.version ?? 'in-force')];
}

export const shownOf = (search: Search, drafts: Draft[]): Draft | undefined =>
  drafts.find((draft) => draft.letter === search['shown']) ?? drafts[0];

export const freeLetter = (drafts: Draft[]): Letter | undefined =>
  letters.find((letter) => drafts.every((draft) => draft.letter !== letter));

// The whole table as the address says it, so that a default becomes explicit with the first change.
export const searchOf = (drafts: Draft[]): Search =>
  Object.fromEntries(
    letters.map((letter) => {
      const draft = drafts.find((one) => one.letter === letter);
      return [letter, draft && textOf(draft)];
    }),
  );

export function withEdit(draft: Draft, index: number, value: string, written: string): Draft {
  const edits = new Map(draft.edits);
  if (Number(value) === Number(written)) edits.delete(index);
  else edits.set(index, value);
  return { ...draft, edits };
}

// The text with its numbers written over. Lines and columns count from 1, columns in code points.
export function written(text: string, parameters: Parameter[], edits: ReadonlyMap<number, string>): string {
  const lines = text.split('\n').map((line) => [...line]);
  const from = (index: number) => parameters[index]?.column ?? 0;
  for (const [index, value] of [...edits].sort(([a], [b]) => from(b) - from(a))) {
    const place = parameters[index];
    if (place) lines[place.line - 1]?.splice(place.column - 1, place.length, value);
  }
  return lines.map((line) => line.join('')).join('\n');
}

export const textWith = (base: { text: string; parameters: Parameter[] }, draft: Draft): string =>
  written(base.text, base.parameters, draft.edits);

// Days of the address begin at midnight UTC, as in the program's own flags.
export const dayStart = (day: string | undefined): string | undefined =>
  day ? `${day}T00:00:00Z` : undefined;

export interface Range {
  min: number;
  max: number;
  step: number;
}

const digits = (text: string): number => text.split('.')[1]?.length ?? 0;

// As far as a slider reaches: from nothing to about three times the number, in round steps.
export function rangeOf({ text, kind }: Pick<Parameter, 'text' | 'kind'>, others: number[] = []): Range {
  const most = Math.max(1, ...[Number(text), ...others].map(Math.abs));
  const wide = most * 3;
  const power = 10 ** Math.floor(Math.log10(wide / 50));
  const unit = [1, 2, 5, 10].find((one) => one * power >= wide / 50) ?? 10;
  const step = digits(text) > 0 ? 10 ** -digits(text) : Math.max(1, unit * power);
  const max = Math.ceil(wide / step) * step;
  if (Number(text) < 0) return { min: -max, max: 0, step };
  return { min: kind === 'duration' ? 1 : 0, max, step: kind === 'duration' ? 1 : step };
}

// The same number in another text: as many numbers before it under the same path.
export function twinOf(parameter: Parameter, own: Parameter[], other: Parameter[]): Parameter | undefined {
  const at = own.filter((one) => one.path === parameter.path).indexOf(parameter);
  return other.filter((one) => one.path === parameter.path)[at];
}
