// What a reviewer decides of a pair, without the page.
import type { DuplicatePair, DuplicateValue } from '../api/types';

export type Side = 'left' | 'right';
export type Choices = Record<string, Side>;

export const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');

export const survivorOf = (pair: DuplicatePair): Side =>
  pair.survivor === pair.right.contact.id ? 'right' : 'left';

// What stays unless somebody chooses: the server proposes for its survivor; e-mail and owner go with whoever survives.
export function staying(value: DuplicateValue, choices: Choices, survivor: Side): Side {
  if (value.fixed) return value.stays;
  const follows = value.name === 'email' || value.name === 'owner';
  return choices[value.name] ?? (follows ? survivor : value.stays);
}

// Only what was chosen is sent; the rest is the server's rule.
export function mergeOf(pair: DuplicatePair, survivor: Side, choices: Choices) {
  const chosen = pair.values.filter((value) => !value.fixed && choices[value.name] !== undefined);
  return {
    into: pair[survivor].contact.id,
    from: pair[other(survivor)].contact.id,
    values: Object.fromEntries(chosen.map((value) => [value.name, value[choices[value.name] ?? 'left']])),
  };
}
