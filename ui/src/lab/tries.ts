// Several values for numbers of a draft: they live in the address as "0:40,80~2:14,60", the first number
// also 40 and 80, the third 14 and 60.
import { type Draft, rangeOf } from './drafts';
import type { Parameter } from './shapes';

export type Tries = ReadonlyMap<number, string[]>;

export const variantsMax = 1024;
const valuesMax = 32;
const numberText = /^-?\d+(\.\d+)?$/;

// The numbers of a typed list, each once, as written.
export function numbersIn(typed: string): string[] {
  const words = typed.split(/[\s,;]+/).filter((word) => numberText.test(word));
  return words
    .filter((word, at) => words.findIndex((other) => Number(other) === Number(word)) === at)
    .slice(0, valuesMax);
}

export function triesIn(text: string | undefined): Tries {
  return new Map(
    (text ?? '').split('~').flatMap((part): [number, string[]][] => {
      const [index, values] = part.split(':');
      return index !== undefined && /^\d+$/.test(index) ? [[Number(index), numbersIn(values ?? '')]] : [];
    }),
  );
}

export function triesText(tries: Tries): string | undefined {
  const parts = [...tries].sort(([a], [b]) => a - b).map(([index, values]) => `${index}:${values.join(',')}`);
  return parts.length > 0 ? parts.join('~') : undefined;
}

export function withTry(tries: Tries, index: number, values: string[] | undefined): Tries {
  const next = new Map(tries);
  if (values === undefined) next.delete(index);
  else next.set(index, values);
  return next;
}

// Two values below and two above, in round steps.
export function suggested(parameter: Parameter, value: string): string[] {
  const { step } = rangeOf({ ...parameter, text: value });
  const around = [0.5, 0.75, 1.25, 1.5].map((part) => Math.round((Number(value) * part) / step) * step);
  const least = parameter.kind === 'duration' ? 1 : 0;
  const apart = around.some((one) => one !== Number(value)) ? around : [Number(value) + step];
  return numbersIn(
    apart
      .filter((one) => Number(value) < 0 || one >= least)
      .map((one) => String(Number(one.toPrecision(12))))
      .filter((one) => Number(one) !== Number(value))
      .join(' '),
  );
}

export interface Alternative {
  index: number;
  line: number;
  column: number;
  values: string[];
}

// Where the numbers stand in the text with the draft's own numbers written over, in its order.
export function alternativesOf(parameters: Parameter[], draft: Draft, tries: Tries): Alternative[] {
  const written = (index: number) => draft.edits.get(index) ?? parameters[index]?.text ?? '';
  const shift = (place: Parameter) =>
    parameters.reduce((sum, other, index) => {
      const before = other.line === place.line && other.column < place.column;
      return before ? sum + written(index).length - other.length : sum;
    }, 0);
  return [...tries]
    .flatMap(([index, values]): Alternative[] => {
      const place = parameters[index];
      const others = values.filter((value) => Number(value) !== Number(written(index)));
      if (!place || others.length === 0) return [];
      return [{ index, line: place.line, column: place.column + shift(place), values: others }];
    })
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

export const variantsOf = (alternatives: Alternative[]): number =>
  alternatives.reduce((product, { values }) => product * (values.length + 1), 1);

// The draft with the values of one variant.
export function takenOver(
  draft: Draft,
  parameters: Parameter[],
  alternatives: Alternative[],
  values: string[],
): Draft {
  const edits = new Map(draft.edits);
  alternatives.forEach(({ index }, at) => {
    const value = values[at];
    if (value === undefined) return;
    if (Number(value) === Number(parameters[index]?.text)) edits.delete(index);
    else edits.set(index, value);
  });
  return { ...draft, edits };
}
